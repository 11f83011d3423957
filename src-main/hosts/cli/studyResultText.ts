import { relative } from 'node:path'
import { countedErrors, isCountedDiverged } from '#shared/statistics/countedRun.ts'
import { asciiEdf } from '#main/reports/terminalEdf.ts'
import { curtailedIn } from '#main/reports/texts/phrases.ts'
import { reportTexts } from '#main/reports/texts/reportTexts.ts'
import type { ReportedPopulation } from '#main/reports/studyReport.ts'
import type { BestNetwork, StudyResult } from '#main/studyRunner/studyResult.ts'
import { wrapped } from './output.ts'
import { percentageText, shortText } from '#shared/format/numbers.ts'

interface PopulationResult {
  name: string
  errors: number[]
  diverged: number
  failed: number
  /** Number of networks dropped early. */
  dropped: number
  /** Number of networks planned and at which it ended early; null: it did not. */
  endedEarly: { planned: number; endedAt: number } | null
}

function populationsOf({ report }: StudyResult): PopulationResult[] {
  return report.spaces.map(({ name, runs, populations }) => ({
    name,
    errors: countedErrors(runs),
    diverged: runs.filter(isCountedDiverged).length,
    failed: runs.filter(({ status }) => status === 'failed').length,
    dropped: runs.filter(({ status }) => status === 'dropped').length,
    endedEarly: endedEarly(populations),
  }))
}

function endedEarly(populations: readonly ReportedPopulation[]): PopulationResult['endedEarly'] {
  for (const { ending } of populations)
    if (ending && ending.endedAt !== null) return { planned: ending.planned, endedAt: ending.endedAt }
  return null
}

/** The result of a study as a plain object. */
export function studyResultJson(result: StudyResult): Record<string, unknown> {
  const { report, digest, best = null, files } = result
  const spaces = populationsOf(result).map(({ errors, ...rest }) => ({
    ...rest,
    n: errors.length,
    minErrorPercent: errors.length > 0 ? Math.min(...errors) : null,
    meanErrorPercent: errors.length > 0 ? errors.reduce((sum, error) => sum + error, 0) / errors.length : null,
  }))
  return { study: report.study.name, digest, durationMs: report.study.durationMs, spaces, best, files }
}

/**
 * The result of a study as lines: both distributions, the answer, the best network, the digest, and the path of the
 * report.
 */
export function studyResultLines(result: StudyResult, { width, colour }: { width: number; colour: boolean }): string[] {
  const { report, verdict, best, files, digest } = result
  const populations = populationsOf(result)
  return [
    '',
    asciiEdf(populations, { width, height: 16, colour }),
    ...[verdict.answer, ...verdict.evidence.slice(0, 1), ...(verdict.corrected ? [verdict.corrected] : [])].flatMap(
      (sentence) => wrapped(sentence, width),
    ),
    ...populations.flatMap(({ name, diverged, failed }) =>
      diverged + failed > 0 ? [`${name}: ${diverged} diverged, ${failed} failed`] : [],
    ),
    ...report.spaces.flatMap((space) => curtailedIn(space, reportTexts.en)).flatMap((text) => wrapped(text, width)),
    '',
    ...(best ? [...bestLines(best, relative('.', files.onnx!)), ''] : []),
    `Digest: ${digest}`,
    `The report is ${files.report}. Open it in a browser.`,
  ]
}

function bestLines({ runId, space, flops, validation, test }: BestNetwork, file: string): string[] {
  const percent = (wrong: number, count: number) => percentageText((100 * wrong) / count)
  const { stored, checked, count } = validation
  return [
    `Best network: run ${runId} of ${space}, ${shortText(flops / 1e6, 3)} MF`,
    `  validation error ${percent(stored, count)}: ${stored} of ${count} images wrong when its training ended`,
    `  ${file}: ${checked} of ${count} wrong in a fresh session`,
    `  test error ${percent(test.wrong, test.count)}: ${test.wrong} of ${test.count} images wrong, computed once, for this network alone`,
  ]
}
