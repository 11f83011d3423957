import type { spaceTasks } from '#shared/analysis/spaceTasks.ts'
import type { DatasetContents } from '#shared/contract/datasets.ts'
import type { ReportDocument } from '#shared/contract/reports.ts'
import type { ResultsPreview } from '#shared/contract/results.ts'
import type { OperatorGraph } from '#shared/contract/operatorGraph.ts'
import type { DatasetSpec } from '#shared/datasets/datasetSpec.ts'
import type { Network } from '#shared/networks/network.ts'
import type { Opset } from '#shared/onnx/opsets.ts'
import { permutation, stream } from '#shared/random/stream.ts'
import type { StudyFile } from '#shared/studyFiles/studyFile.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { recordBytes, type Dataset } from '#main/datasets/dataset.ts'
import type { ExportedStudy, ExportRequest } from '#main/bundles/exportStudy.ts'
import type { ResultsImport } from '#main/bundles/resultsBundle.ts'
import type { ResultsFile } from '#main/bundles/resultsFile.ts'
import type { StagedStudy, StageRequest } from '#main/bundles/stageStudy.ts'
import type { InspectionRequest, WeightsInspection } from '#main/trainer/inspection/inspectWeights.ts'
import type { TestErrors, TestRequest } from '#main/trainer/inspection/testWeights.ts'
import type { RunOfWeights } from '#main/trainer/files/weights.ts'
import type { FigureRequest, TextFormat } from '#main/reports/figureFiles/askedFigure.ts'
import type { FigureSource } from '#main/reports/figureInput.ts'
import type { ReportFormat } from '#main/reports/reportFormats.ts'
import type { StudyReport } from '#main/reports/studyReport.ts'
import { meansDamage, plainVerdict } from '#main/store/safety/damage.ts'

/** A data set to open; decoded images go to `cacheDir`. */
export interface DatasetRequest {
  spec: DatasetSpec
  cacheDir: string
}

/** A weights file and the run it should belong to. */
export interface WeightsRequest {
  weightsFile: string
  run: RunOfWeights
}

/** Weights to look into, and the images they were measured on. */
export type InspectRequest = DatasetRequest & InspectionRequest

export interface ReportRequest {
  report: StudyReport
  document: ReportDocument
  format: ReportFormat
  /** The populations of figures that show others than the report. */
  figures?: FigureSource | undefined
}

/** Completed parts of a job, in a job-specific unit. */
export interface JobProgress {
  done: number
  total: number
}
export type TellProgress = (done: number, total: number) => void

/** Images like the contract's SampleImages, before they become a Blob. */
export interface DrawnImages {
  imageSize: number
  perClass: number
  counts: number[]
  pixels: Uint8Array
}

/**
 * Jobs of the background process: work that takes long, reads foreign files or loads native libraries, while the lab
 * itself must respond at once and never crash. To add one: one entry. Each job imports its code when first run, since
 * importing everything takes longer than most jobs.
 */
export const jobs = {
  /** Reports the number of images read, if that takes a pass over files. */
  datasetContents: (request: DatasetRequest, onProgress: TellProgress): Promise<DatasetContents> =>
    withDataset(request, contentsOf, onProgress),

  datasetSamples: ({ perClass, seed, ...request }: DatasetRequest & { perClass: number; seed: number }) =>
    withDataset(request, (dataset) => drawImages(dataset, perClass, seed)),

  sample: analysis('sample'),
  growSample: analysis('growSample'),
  recomputeDraws: analysis('recomputeDraws'),
  spaceSize: analysis('spaceSize'),

  /** A report rendered as a file of one format. */
  async report({ report, document, format, figures }: ReportRequest): Promise<string> {
    const { reportFormats } = await import('#main/reports/reportFormats.ts')
    return reportFormats[format].render(report, document, figures)
  },

  /** A figure of the table for the window; see drawnFigure. */
  async drawFigure(request: FigureRequest) {
    const { drawnFigure } = await import('#main/reports/figureFiles/askedFigure.ts')
    return drawnFigure(request)
  },

  /** The text of a file of a figure; see writtenFigure. */
  async writeFigure({ format, ...request }: FigureRequest & { format: TextFormat }) {
    const { writtenFigure } = await import('#main/reports/figureFiles/askedFigure.ts')
    return writtenFigure(request, format)
  },

  /** A style rule that embeds the font for the characters of a text. */
  async embeddedFont({ text }: { text: string }): Promise<string> {
    const { embeddedFont } = await import('#main/reports/embeddedFont.ts')
    return embeddedFont(text)
  },

  /** The ONNX model of a file with the weights of the given run. */
  async exportOnnx({ weightsFile, run, opset }: WeightsRequest & { opset: Opset }): Promise<Uint8Array> {
    const { exportModel } = await import('#main/trainer/files/exportOnnx.ts')
    return exportModel(weightsFile, run, opset).model
  },

  /** What is wrong with a weights file; see checkWeights. */
  async checkWeights({ weightsFile, run }: WeightsRequest): Promise<Sentence | null> {
    const { checkWeights } = await import('#main/trainer/files/weights.ts')
    return checkWeights(weightsFile, run)
  },

  /** What weights do on the images of the data set that their error was measured on; see inspectWeights. */
  async inspect({ spec, cacheDir, ...request }: InspectRequest, onProgress: TellProgress): Promise<WeightsInspection> {
    const { inspectWeights } = await import('#main/trainer/inspection/inspectWeights.ts')
    return withDataset({ spec, cacheDir }, (dataset) => inspectWeights(dataset, request, onProgress))
  },

  /** How many test images weights get wrong; see testWeights. */
  async testErrors({ spec, cacheDir, ...request }: DatasetRequest & TestRequest): Promise<TestErrors> {
    const { testWeights } = await import('#main/trainer/inspection/testWeights.ts')
    return withDataset({ spec, cacheDir }, (dataset) => testWeights(dataset, request))
  },

  /** Reads a bundle into a staging database that the lab copies from. */
  async stageStudy({ bytes, ...request }: StageRequest & { bytes: Uint8Array }): Promise<StagedStudy> {
    const { readBundle } = await import('#main/bundles/bundleFile.ts')
    const { stageStudy } = await import('#main/bundles/stageStudy.ts')
    return stageStudy(readBundle(bytes), request)
  },

  /** What a file of results made elsewhere holds. */
  async previewResults(request: ResultsFile): Promise<ResultsPreview> {
    const { previewResults } = await import('#main/bundles/resultsFile.ts')
    return previewResults(request)
  },

  /** Reads a file of results made elsewhere into a staging database that the lab copies from. */
  async stageResults({ results, ...request }: StageRequest & { results: ResultsImport }): Promise<StagedStudy> {
    const { resultsBundle } = await import('#main/bundles/resultsBundle.ts')
    const { stageStudy } = await import('#main/bundles/stageStudy.ts')
    return stageStudy(resultsBundle(results), request)
  },

  async exportStudy(request: ExportRequest): Promise<ExportedStudy> {
    const { exportStudy } = await import('#main/bundles/exportStudy.ts')
    return exportStudy(request)
  },

  /** The study described by the text of a study file. */
  async readStudyFile({ text }: { text: string }): Promise<StudyFile> {
    const { readStudyText } = await import('./readStudyText.ts')
    return readStudyText(text)
  },

  async operatorGraph({ network }: { network: Network }): Promise<OperatorGraph> {
    const { operatorGraph } = await import('./operatorGraph.ts')
    return operatorGraph(network)
  },

  /** The faults SQLite finds in a database, one message each. */
  async checkDatabase({ file }: { file: string }): Promise<string[]> {
    const { default: Database } = await import('better-sqlite3')
    const db = new Database(file, { readonly: true })
    try {
      // A consistent snapshot, whatever the lab does meanwhile.
      db.exec('BEGIN')
      const found = db.pragma('integrity_check(100)') as { integrity_check: string }[]
      const loose = db.pragma('foreign_key_check') as { table: string; rowid: number; parent: string }[]
      const { changedRows } = await import('#main/store/safety/fingerprints.ts')
      const { isImporting, mayArriveFirst } = await import('#main/store/staged.ts')
      const areArriving = loose.some(({ table }) => mayArriveFirst(table)) && isImporting(db)
      return [
        ...found.map(({ integrity_check: verdict }) => plainVerdict(verdict)).filter((verdict) => verdict !== 'ok'),
        ...loose
          // These rows are still being imported; see staged.ts.
          .filter(({ table }) => !areArriving || !mayArriveFirst(table))
          .map(({ table, rowid, parent }) => `Row ${rowid} of ${table} names a row of ${parent} that is not there.`),
        ...changedRows(db, 100).map(({ table, key }) => `Row ${key} of ${table} is not as this program wrote it.`),
      ]
    } catch (error) {
      if (!meansDamage(error)) throw error
      return [(error as Error).message]
    } finally {
      db.close()
    }
  },
}

/**
 * Time limits in seconds, from the beginning of the job, of those that read external files: many times what the largest
 * file written by the program takes. Other jobs take as long as they need and end when abandoned.
 */
export const secondsAllowed: Partial<Record<JobName, number>> = { stageStudy: 600, readStudyFile: 20 }

type Jobs = typeof jobs
export type JobName = keyof Jobs
export type JobInput<K extends JobName> = Parameters<Jobs[K]>[0]
export type JobOutput<K extends JobName> = Awaited<ReturnType<Jobs[K]>>

type SpaceTasks = typeof spaceTasks

/** The job of an analysis: the function that the window's worker calls. */
function analysis<T extends 'sample' | 'growSample' | 'recomputeDraws' | 'spaceSize'>(task: T) {
  return async (input: Parameters<SpaceTasks[T]>[0]): Promise<ReturnType<SpaceTasks[T]>> => {
    const { spaceTasks } = await import('#shared/analysis/spaceTasks.ts')
    return (spaceTasks[task] as (input: Parameters<SpaceTasks[T]>[0]) => ReturnType<SpaceTasks[T]>)(input)
  }
}

async function withDataset<T>(
  { spec, cacheDir }: DatasetRequest,
  use: (dataset: Dataset) => T | Promise<T>,
  onProgress?: TellProgress,
): Promise<T> {
  const { openDataset } = await import('#main/datasets/kinds.ts')
  const dataset = await openDataset(spec, { cacheDir, ...(onProgress && { onProgress }) })
  try {
    return await use(dataset)
  } finally {
    dataset.close()
  }
}

function contentsOf({ info, labels }: Dataset): DatasetContents {
  const { name, classNames, imageSize, trainCount, testCount, validationCount } = info
  const { mean, std, hash, skipped, notes } = info
  const classCounts = classNames.map(() => 0)
  for (const label of labels.train) classCounts[label]!++
  const counts = { trainCount, testCount, validationCount }
  return { name, classNames, imageSize, ...counts, mean, std, hash, skipped, notes, classCounts }
}

/** Training images of each class, `perClass` or as many as there are, chosen by `seed`. */
async function drawImages(dataset: Dataset, perClass: number, seed: number): Promise<DrawnImages> {
  const { imageSize, classNames } = dataset.info
  const size = recordBytes(imageSize)
  const pixels = new Uint8Array(classNames.length * perClass * size)
  const members: number[][] = classNames.map(() => [])
  dataset.labels.train.forEach((label, index) => members[label]!.push(index))
  for (const [label, indices] of members.entries()) {
    const order = permutation(indices.length, stream(seed, 'dataset', label)).subarray(0, perClass)
    const into = pixels.subarray(label * perClass * size, (label * perClass + order.length) * size)
    await dataset.readBatch(
      'train',
      Array.from(order, (i) => indices[i]!),
      into,
    )
  }
  return { imageSize, perClass, counts: members.map(({ length }) => Math.min(length, perClass)), pixels }
}
