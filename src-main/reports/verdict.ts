import { fixedText } from '#renderer/charts/numberText.ts'
import type { Analysis, AnalysedPair, AnalysedSpace } from './analysis.ts'
import type { StudyReport } from './studyReport.ts'
import { chanceText, counted, percentText, pValueText, spanText } from './wording.ts'

export interface Verdict {
  /** The answer in one sentence. */
  readonly answer: string
  readonly evidence: readonly string[]
  readonly cautions: readonly string[]
}

/** What the study found, in plain words computed from its numbers. A space is called better only where the 95 % range of
 * the difference of mean errors excludes zero. */
export function verdict(analysis: Analysis, report: StudyReport): Verdict {
  const measured = analysis.spaces.filter(({ errors }) => errors.length > 0)
  const only = measured[0]
  if (!only) return { answer: 'No run finished, so there is no distribution to read.', evidence: [], cautions: [] }
  const pair = analysis.headline
  const found = bestSentences(measured, report)
  return pair
    ? {
        answer: answer(pair),
        evidence: [...evidence(pair), ...lowestMean(measured), ...found],
        cautions: cautions(measured, pair),
      }
    : { answer: population(only), evidence: found, cautions: cautions(measured, undefined) }
}

/** The better space of the pair, or undefined where the 95 % range of the difference of means holds zero. */
export function better({ newer, older, compared }: AnalysedPair): AnalysedSpace | undefined {
  if (compared.mean.high < 0) return newer
  return compared.mean.low > 0 ? older : undefined
}

/** Below this many networks a bootstrap's range is too narrow to be believed. */
const fewestForVerdict = 8

function answer(pair: AnalysedPair): string {
  const [newName, oldName] = names(pair)
  const smallest = Math.min(pair.newer.errors.length, pair.older.errors.length)
  if (smallest < fewestForVerdict)
    return `${newName} and ${oldName} cannot be compared yet: ${counted(smallest, 'network')} of a space is too few (at least ${fewestForVerdict}).`
  const winner = better(pair)
  if (!winner) return `${newName} and ${oldName} cannot be told apart with these runs.`
  const [name, other] = winner === pair.newer ? [newName, oldName] : [oldName, newName]
  return `${name} is the better space: its mean error is ${fixedText(Math.abs(pair.compared.mean.value), 1)} points lower than that of ${other}.`
}

function evidence(pair: AnalysedPair): string[] {
  const [newName, oldName] = names(pair)
  const { mean, min } = pair.compared
  const [newShare, oldShare] = pair.sharesAtGap.map((share) => percentText(100 * share, 0)) as [string, string]
  const [newMin, oldMin] = [pair.newer, pair.older].map(({ statistics }) => percentText(statistics!.min.value))
  const lower =
    min.value === 0
      ? 'equally low'
      : `${fixedText(Math.abs(min.value), 1)} points ${min.value < 0 ? 'lower' : 'higher'}`
  return [
    `The mean error of ${newName} minus that of ${oldName} is ${fixedText(mean.value, 1)} points, 95 % range ${spanText(mean.low, mean.high)}. ${newName} has the lower mean in ${chanceText(mean.probabilityNewBetter)} of 2000 resamples.`,
    ahead(pair),
    `At the widest gap, just above ${percentText(pair.distance.at)} error, lie ${newShare} of the networks of ${newName} and ${oldShare} of those of ${oldName} (Kolmogorov–Smirnov distance ${pair.distance.distance.toFixed(2)}, p = ${pValueText(pair.distance.exactP)}).`,
    `The lowest error found is ${lower} in ${newName}: ${newMin!} against ${oldMin!}. Resampled, ${newName} has the lower one in ${chanceText(min.probabilityNewBetter)}.`,
  ]
}

function ahead(pair: AnalysedPair): string {
  const [newName, oldName] = names(pair)
  const text = (spans: AnalysedPair['newerAhead']) =>
    spans.map(([low, high]) => (low === high ? percentText(low) : `${spanText(low, high)} %`)).join(', ')
  const parts = [
    pair.newerAhead.length > 0 ? `that of ${newName} is ahead at errors of ${text(pair.newerAhead)}` : '',
    pair.olderAhead.length > 0 ? `that of ${oldName} at ${text(pair.olderAhead)}` : '',
  ].filter((part) => part !== '')
  return parts.length > 0
    ? `Read along the EDFs, ${parts.join('; ')}: there the 95 % band of the difference excludes zero.`
    : 'Nowhere along the EDFs does the 95 % band of the difference exclude zero.'
}

/** Which of three or more spaces has the lowest mean; with two the pair has said it. */
function lowestMean(measured: readonly AnalysedSpace[]): string[] {
  if (measured.length < 3) return []
  const best = measured.reduce((a, b) => (b.statistics!.mean.value < a.statistics!.mean.value ? b : a))
  const { value, low, high } = best.statistics!.mean
  return [
    `Of all ${measured.length} spaces ${best.space.name} has the lowest mean error, ${percentText(value)} (95 % range ${spanText(low, high)}).`,
  ]
}

function bestSentences(measured: readonly AnalysedSpace[], report: StudyReport): string[] {
  const best = measured.map((entry) => entry.finished[0]!).reduce((a, b) => (b.errorPercent < a.errorPercent ? b : a))
  const home = measured.find(({ finished }) => finished.includes(best))!
  const sentence = `The best network of all comes from ${home.space.name}: ${percentText(best.errorPercent, 2)} validation error, run ${best.id}.`
  const { bestRun } = report
  if (!bestRun) return [sentence]
  const { storedErrorCount, checkedErrorCount, count, onnxFile, test } = bestRun
  const difference = Math.abs(storedErrorCount - checkedErrorCount)
  const agreement =
    difference === 0
      ? 'the same count as when its run ended'
      : `${counted(difference, 'image')} away from the ${storedErrorCount} when its run ended`
  return [
    sentence,
    `Run ${bestRun.id} lies in ${onnxFile}; loaded again in a fresh session it gets ${checkedErrorCount} of ${count} validation images wrong, ${agreement}.`,
    `On the test set, which nothing else was measured on, it gets ${test.wrong} of ${test.count} images wrong: ${percentText((100 * test.wrong) / test.count, 1)} test error.`,
  ]
}

function population({ space, errors, statistics }: AnalysedSpace): string {
  const { mean, min } = statistics!
  return `${counted(errors.length, 'network')} of ${space.name}: mean error ${percentText(mean.value)} (95 % range ${spanText(mean.low, mean.high)}), lowest ${percentText(min.value)}.`
}

function cautions(measured: readonly AnalysedSpace[], pair: AnalysedPair | undefined): string[] {
  const smallest = Math.min(...measured.map(({ errors }) => errors.length))
  const points = Math.round(100 * 1.96 * Math.sqrt(0.25 / smallest))
  const diverged = measured.filter(({ divergedCount }) => divergedCount > 0)
  const failed = measured.filter(({ failedCount }) => failedCount > 0)
  const listed = (entries: readonly AnalysedSpace[], key: 'divergedCount' | 'failedCount') =>
    entries.map((entry) => `${entry[key]} of ${entry.space.name}`).join(', ')
  return [
    ...(smallest < 200
      ? [
          `With n = ${smallest} the share of networks below an error is known to about ±${points} points at the median. ${smallest < 30 ? 'That settles large differences of means only' : 'That settles means, not tails'}, and a minimum rests on one network.`,
        ]
      : []),
    ...(diverged.length > 0
      ? [
          `Diverged runs have no error and are counted apart: ${listed(diverged, 'divergedCount')}.${pair ? ` Counted as 100 % error, they would make the difference of means ${fixedText(pair.meanDifferenceWithDiverged, 1)} points.` : ''}`,
        ]
      : []),
    ...(failed.length > 0 ? [`Failed runs are missing from every number: ${listed(failed, 'failedCount')}.`] : []),
    'The errors hold for one recipe, one data set and one seed per network; another recipe can change the order of spaces.',
  ]
}

function names({ newer, older }: AnalysedPair): [string, string] {
  return [newer.space.name, older.space.name]
}
