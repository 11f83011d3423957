import { join } from 'node:path'
import { englishText } from '#shared/sentences/sentence.ts'
import { networkComplexity } from '#shared/networks/complexity.ts'
import { splitTraining } from '#main/datasets/split.ts'
import { writeWhole } from '#main/disk/writeAside.ts'
import { analyse } from '#main/reports/analysis.ts'
import { withFont } from '#main/reports/embeddedFont.ts'
import { renderReport } from '#main/reports/renderReport.ts'
import { reportCsv } from '#main/reports/reportCsv.ts'
import { reportJson } from '#main/reports/reportJson.ts'
import type { StudyReport } from '#main/reports/studyReport.ts'
import { verdict, type Verdict } from '#main/reports/verdict.ts'
import { LabError } from '#main/store/labError.ts'
import { asLabError } from '#main/store/storageTrouble.ts'
import { countModelErrors, exportRun } from '#main/trainer/exportOnnx.ts'
import { studyReportData } from './studyReportData.ts'
import type { OpenStudy } from './studyRun.ts'

/** The network of lowest validation error over all spaces, exported and measured. */
export interface BestNetwork {
  runId: number
  space: string
  flops: number
  /** Wrong images of the validation split: when the training ended, and by the exported model in a fresh session. */
  validation: { stored: number; checked: number; count: number }
  /** Wrong test images of the exported model: measured once, for the network that was selected. */
  test: { wrong: number; count: number }
}

export interface StudyResult {
  report: StudyReport
  verdict: Verdict
  /** Undefined: no run finished. */
  best: BestNetwork | undefined
  digest: string
  /** Why runs failed, one sentence per space that has such runs. */
  failures: readonly string[]
  /** Absolute paths. */
  files: { report: string; runs: string; study: string; onnx?: string }
}

/** Exports the best network of a complete study, checks it, and writes the study's report. Throws LabError. */
export async function finishStudy(open: OpenStudy): Promise<StudyResult> {
  const { lab, studyId } = open
  const at = (name: string) => join(lab.folder, name)
  try {
    const onnx = at('best.onnx')
    const best = await exportBest(open, onnx)
    const report = studyReportData(
      open,
      best && {
        id: `${best.runId}`,
        onnxFile: 'best.onnx',
        storedErrorCount: best.validation.stored,
        checkedErrorCount: best.validation.checked,
        count: best.validation.count,
      },
    )
    const files = { report: at('report.html'), runs: at('runs.csv'), study: at('study.json'), ...(best && { onnx }) }
    writeWhole(files.report, await withFont(renderReport(report)))
    writeWhole(files.runs, reportCsv(report))
    const contents = { ...(JSON.parse(reportJson(report)) as object), definition: open.study, best: best ?? null }
    writeWhole(files.study, `${JSON.stringify(contents, null, 2)}\n`)
    return {
      report,
      verdict: verdict(analyse(report), report),
      best,
      digest: lab.studyDigest(studyId)!,
      failures: failures(open),
      files,
    }
  } catch (error) {
    throw asLabError(error, lab.folder)
  }
}

function failures({ lab, studyId }: OpenStudy): string[] {
  return lab.populations(studyId).flatMap(({ id, name }) => {
    const failed = lab.runs(id).filter(({ status }) => status === 'failed')
    const [first] = failed
    if (!first) return []
    const reason = first.reason ? englishText(first.reason) : 'no reason given'
    return [`${name}: ${failed.length} of its runs failed; run ${first.id}: ${reason}`]
  })
}

async function exportBest(open: OpenStudy, path: string): Promise<BestNetwork | undefined> {
  const { lab, studyId, study, dataset } = open
  const finished = lab
    .populations(studyId)
    .flatMap(({ id, name }) => lab.runs(id).map((run) => ({ run, space: name })))
    .filter(({ run }) => run.status === 'finished')
  // A stable sort: of equal errors the earlier space's, then the earlier network is the better.
  const found = finished.sort((a, b) => a.run.errorPercent! - b.run.errorPercent!)[0]
  if (!found) return undefined
  const { space } = found
  if (await lab.restoreWeights(found.run.id)) await lab.waitUntilIdle()
  // Trained again on another machine it has another digest.
  const run = lab.run(found.run.id)
  exportRun(lab.weightsFile(run.id)!, path, run)
  const { share, splitSeed } = study.recipe.validation
  const { validation } = splitTraining(dataset.labels.train, share, splitSeed)
  const test = Int32Array.from(dataset.labels.test.keys())
  const best = {
    runId: run.id,
    space,
    flops: networkComplexity(run.network).flops,
    validation: {
      stored: run.validationErrors!,
      checked: await countModelErrors(path, dataset, 'train', validation),
      count: validation.length,
    },
    test: { wrong: await countModelErrors(path, dataset, 'test', test), count: test.length },
  }
  requireAgreement(best, path)
  lab.note(studyId, { selected: run.id, testErrors: best.test.wrong, testCount: best.test.count })
  return best
}

/** Folding batch normalisation rounds differently: one image in a thousand may change sides. */
function requireAgreement({ validation: { stored, checked, count } }: BestNetwork, path: string): void {
  if (Math.abs(stored - checked) <= count / 1000) return
  throw new LabError(
    'internal',
    `${path} gets ${checked} of ${count} validation images wrong, and the run got ${stored} wrong: the exported model does not compute what was trained. Please report this with the folder.`,
  )
}
