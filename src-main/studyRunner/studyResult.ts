import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { englishText } from '#shared/sentences/sentence.ts'
import { isCounted } from '#shared/statistics/countedRun.ts'
import { divide } from '#main/datasets/split.ts'
import { writeWhole } from '#main/disk/writeAtomically.ts'
import { analyse } from '#main/reports/analysis.ts'
import { wholeReport } from '#main/reports/renderReport.ts'
import { reportFormats } from '#main/reports/reportFormats.ts'
import type { StudyReport } from '#main/reports/studyReport.ts'
import { verdict, type Verdict } from '#main/reports/verdict.ts'
import { DatasetReader } from '#main/services/datasets/datasetReader.ts'
import { reportData } from '#main/services/reports/reportData.ts'
import { note } from '#main/services/studies/studies.ts'
import { LabError } from '#main/store/labError.ts'
import { getStudy } from '#main/store/tables/studies.ts'
import { asLabError } from '#main/store/safety/storageErrors.ts'
import { countModelErrors } from '#main/trainer/files/exportOnnx.ts'
import { runsOf } from './runsOf.ts'
import type { OpenStudy } from './studyRun.ts'

/** The network with the lowest validation error over all spaces, exported and measured. */
export interface BestNetwork {
  runId: number
  space: string
  flops: number
  /** Misclassified validation images: at the end of training, and by the exported model in a fresh session. */
  validation: { stored: number; checked: number; count: number }
  /** Misclassified test images of the exported model, measured once, for the selected network. */
  test: { wrong: number; count: number }
}

export interface StudyResult {
  report: StudyReport
  verdict: Verdict
  /** Undefined if no run counts. */
  best: BestNetwork | undefined
  digest: string
  /** Why runs failed, one sentence per affected space. */
  failures: readonly string[]
  /** Absolute paths. */
  files: { report: string; runs: string; study: string; onnx?: string }
}

/** Exports and checks the best network of a complete study, and writes its report. Throws LabError. */
export async function finishStudy(open: OpenStudy): Promise<StudyResult> {
  const { lab, client, study, populationIds } = open
  const at = (name: string) => join(lab.folder, name)
  try {
    const onnx = at('best.onnx')
    const best = await exportBest(open, onnx)
    const { core } = lab
    const document = { populationIds, language: 'en' } as const
    const report = {
      ...(await reportData(core, new DatasetReader(core), study.id, document)),
      ...(best && { bestRun: reportedBest(best) }),
    }
    const { definition } = getStudy(core.db, study.id)
    const files = {
      ...(await writeReport(report, lab.folder, { definition, best: best ?? null })),
      ...(best && { onnx }),
    }
    return {
      report,
      verdict: verdict(analyse(report), report),
      best,
      digest: (await client.studies.get({ id: study.id })).digest!,
      failures: await failures(open),
      files,
    }
  } catch (error) {
    throw asLabError(error, lab.folder)
  }
}

/** Writes a report into a folder as a page, a table of its runs, and data with `more`; returns the files' paths. */
export async function writeReport(
  report: StudyReport,
  folder: string,
  more: object,
): Promise<Omit<StudyResult['files'], 'onnx'>> {
  const at = (name: string) => join(folder, name)
  const files = { report: at('report.html'), runs: at('runs.csv'), study: at('study.json') }
  const whole = wholeReport(report)
  writeWhole(files.report, await reportFormats.html.render(report, whole))
  writeWhole(files.runs, await reportFormats.csv.render(report, whole))
  const rendered = JSON.parse(await reportFormats.json.render(report, whole)) as object
  writeWhole(files.study, `${JSON.stringify({ ...rendered, ...more }, null, 2)}\n`)
  return files
}

function reportedBest({ runId, validation }: BestNetwork): NonNullable<StudyReport['bestRun']> {
  const { stored, checked, count } = validation
  const counts = { storedErrorCount: stored, checkedErrorCount: checked, count }
  return { id: `${runId}`, onnxFile: 'best.onnx', ...counts }
}

async function failures({ client, populationIds }: OpenStudy): Promise<string[]> {
  const runs = await runsOf(client, populationIds, 'courses')
  const sentences = populationIds.map(async (populationId) => {
    const failed = runs.filter((run) => run.populationId === populationId && run.status === 'failed')
    const [first] = failed
    if (!first) return []
    const { name } = await client.populations.get({ id: populationId })
    const reason = first.reason ? englishText(first.reason) : 'no reason given'
    return [`${name}: ${failed.length} of its runs failed; run ${first.id}: ${reason}`]
  })
  return (await Promise.all(sentences)).flat()
}

async function exportBest(open: OpenStudy, path: string): Promise<BestNetwork | undefined> {
  const { lab, client, study, populationIds } = open
  const runs = await runsOf(client, populationIds, 'outlines')
  const finished = runs.filter(isCounted)
  // The sort is stable: on equal errors the earlier space, then the earlier network wins.
  const found = finished.sort((a, b) => a.errorPercent - b.errorPercent)[0]
  if (!found) return undefined
  const { name: space, plan } = await client.populations.get({ id: found.populationId })
  await client.runs.keepWeights({ id: found.id })
  await lab.core.queue.waitUntilIdle()
  // Retraining on another machine gives another digest.
  const run = await client.runs.get({ id: found.id })
  const model = await client.runs.exportOnnx({ id: found.id })
  writeWhole(path, [new Uint8Array(await model.arrayBuffer())])
  // Regimes of other image sizes have other images than the study's own.
  const isOwn = isDeepStrictEqual(plan.dataset, study.plan.dataset)
  const dataset = isOwn ? open.dataset : await open.openDataset(plan.dataset)
  const { measured } = divide(dataset, plan.recipe.validation)
  const test = Int32Array.from(dataset.labels.test.keys())
  const best = {
    runId: run.id,
    space,
    flops: run.flops,
    validation: {
      stored: run.validationErrors!,
      checked: await countModelErrors(path, dataset, measured.split, measured.indices),
      count: measured.indices.length,
    },
    test: { wrong: await countModelErrors(path, dataset, 'test', test), count: test.length },
  }
  if (!isOwn) dataset.close()
  requireAgreement(best, path)
  const { wrong, count } = best.test
  // Words for the log, numbers for reports.
  const text = `Run ${run.id} was selected: ${wrong} of ${count} test images wrong.`
  note(lab.core.db, study.id, { text, selected: run.id, testErrors: wrong, testCount: count }, lab.core.now())
  lab.core.feed.changed()
  return best
}

/** Folding batch normalisation changes rounding, which may affect one image in a thousand. */
function requireAgreement({ validation: { stored, checked, count } }: BestNetwork, path: string): void {
  if (Math.abs(stored - checked) <= count / 1000) return
  throw new LabError(
    'internal',
    `${path} gets ${checked} of ${count} validation images wrong, and the run got ${stored} wrong: the exported model does not compute what was trained. Please report this with the folder.`,
  )
}
