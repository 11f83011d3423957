import Database from 'better-sqlite3'
import type { DatasetContents } from '#shared/contract/datasets.ts'
import type { ReportDocument } from '#shared/contract/reports.ts'
import type { OperatorGraph } from '#shared/contract/runs.ts'
import type { DatasetSpec } from '#shared/datasets/datasetSpec.ts'
import type { DesignSpace, Regime } from '#shared/designspaces/designSpace.ts'
import { samplePopulation, type SampledPopulation, type SampleRequest } from '#shared/designspaces/samplePopulation.ts'
import type { Network } from '#shared/networks/network.ts'
import { permutation, stream } from '#shared/random/stream.ts'
import { spaceSize, type SpaceSize } from '#shared/refinement/spaceSize.ts'
import { recordBytes, type Dataset } from '#main/datasets/dataset.ts'
import { openDataset } from '#main/datasets/kinds.ts'
import { reportFormats, type ReportFormat } from '#main/reports/reportFormats.ts'
import type { StudyReport } from '#main/reports/studyReport.ts'
import { exportModel } from '#main/trainer/exportOnnx.ts'
import { operatorGraph } from './operatorGraph.ts'

/** A data set as it is opened: `cacheDir` takes decoded images. */
export interface DatasetRequest {
  spec: DatasetSpec
  cacheDir: string
}

export interface ReportRequest {
  report: StudyReport
  document: ReportDocument
  format: ReportFormat
}

/** How many parts of a job are done, in a unit of the job's own. */
export interface JobProgress {
  done: number
  total: number
}
export type TellProgress = (done: number, total: number) => void

/** Images as SampleImages of the contract, before they become a Blob. */
export interface DrawnImages {
  imageSize: number
  perClass: number
  counts: number[]
  pixels: Uint8Array
}

/**
 * What is done beside the lab, which must answer at once and must not crash: what takes long, reads foreign files or
 * loads native libraries. One more job is one more entry.
 */
export const jobs = {
  /** Tells how many images were read, where that takes a pass over files. */
  datasetContents: (request: DatasetRequest, onProgress: TellProgress): Promise<DatasetContents> =>
    withDataset(request, contentsOf, onProgress),

  datasetSamples: ({ perClass, seed, ...request }: DatasetRequest & { perClass: number; seed: number }) =>
    withDataset(request, (dataset) => drawImages(dataset, perClass, seed)),

  sample: (request: SampleRequest): SampledPopulation => samplePopulation(request),

  spaceSize: ({ space, regime }: { space: DesignSpace; regime: Regime }): SpaceSize => spaceSize(space, regime),

  /** A report as a file of one format. */
  report: ({ report, document, format }: ReportRequest): string => reportFormats[format].render(report, document),

  /** The ONNX model of a file of weights. */
  exportOnnx: ({ weightsFile }: { weightsFile: string }): Uint8Array => exportModel(weightsFile).model,

  operatorGraph: ({ network }: { network: Network }): OperatorGraph => operatorGraph(network),

  /** What SQLite finds wrong with a database, one sentence each. */
  checkDatabase({ file }: { file: string }): string[] {
    const db = new Database(file, { readonly: true })
    try {
      const found = db.pragma('integrity_check(100)') as { integrity_check: string }[]
      const loose = db.pragma('foreign_key_check') as { table: string; rowid: number; parent: string }[]
      return [
        ...found.map(({ integrity_check: verdict }) => verdict).filter((verdict) => verdict !== 'ok'),
        ...loose.map(
          ({ table, rowid, parent }) => `Row ${rowid} of ${table} names a row of ${parent} that is not there.`,
        ),
      ]
    } finally {
      db.close()
    }
  },
}

type Jobs = typeof jobs
export type JobName = keyof Jobs
export type JobInput<K extends JobName> = Parameters<Jobs[K]>[0]
export type JobOutput<K extends JobName> = Awaited<ReturnType<Jobs[K]>>

async function withDataset<T>(
  { spec, cacheDir }: DatasetRequest,
  use: (dataset: Dataset) => T | Promise<T>,
  onProgress?: TellProgress,
): Promise<T> {
  const dataset = await openDataset(spec, { cacheDir, ...(onProgress && { onProgress }) })
  try {
    return await use(dataset)
  } finally {
    dataset.close()
  }
}

function contentsOf({ info, labels }: Dataset): DatasetContents {
  const { name, classNames, imageSize, trainCount, testCount, mean, std, hash, skipped } = info
  const classCounts = classNames.map(() => 0)
  for (const label of labels.train) classCounts[label]!++
  return { name, classNames, imageSize, trainCount, testCount, mean, std, hash, skipped, classCounts }
}

/** Training images of each class, `perClass` of them or as many as there are, chosen by `seed`. */
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
