import { analyse, type AnalysedPair } from './analysis.ts'
import type { ReportedInspection, StudyReport } from './studyReport.ts'
import { verdict } from './verdict.ts'

/** The report as JSON: its data as given and, under `analysis`, every statistic shown on the page. */
export function reportJson({ inspections, ...report }: StudyReport): string {
  const analysis = analyse(report)
  const contents = {
    format: 'regnet-lab-bench/report/3',
    ...report,
    ...(inspections && { inspections: inspections.map(withoutPictures) }),
    analysis: {
      verdict: verdict(analysis, report),
      spaces: analysis.spaces.map((entry) => ({
        id: entry.space.id,
        finishedCount: entry.errors.length,
        divergedCount: entry.divergedCount,
        failedCount: entry.failedCount,
        exclusions: entry.exclusions,
        errorPercent: entry.statistics ?? null,
        medianFlops: entry.medianFlops,
        medianParameters: entry.medianParameters,
        medianActivations: entry.medianActivations,
      })),
      headline: analysis.headline ? pairJson(analysis.headline) : null,
      steps: analysis.steps.map(pairJson),
    },
  }
  return `${JSON.stringify(contents, null, 2)}\n`
}

/** Without the pictures, which readers of the images do not need. */
const withoutPictures = (found: ReportedInspection) => {
  const { runId, madeAt, classNames, split, count, errors, recordedErrors, loss, confusion, worst } = found
  return { runId, madeAt, classNames, split, count, errors, recordedErrors, loss, confusion, worst }
}

function pairJson({ newer, older, comparison, verdict, corrected, diverged, difference }: AnalysedPair) {
  const { beats, meanDifference, bestBeatsBest, kolmogorovSmirnov } = comparison
  const [newMin, oldMin] = [comparison.newer, comparison.older].map(({ statistics }) => statistics.min.value)
  return {
    newer: newer.space.id,
    older: older.space.id,
    verdict,
    corrected: corrected ?? null,
    beats,
    mean: meanDifference,
    min: { value: newMin! - oldMin! },
    bestBeatsBest,
    kolmogorovSmirnov,
    edfDifference: {
      errorPercent: [...difference.grid],
      value: [...difference.value],
      low: [...difference.low],
      high: [...difference.high],
    },
    diverged,
  }
}
