import type { Analysis, AnalysedPair, AnalysedSpace } from './analysis.ts'
import type { StudyReport } from './studyReport.ts'
import { english } from './texts/english.ts'
import type { ReportTexts } from './texts/reportTexts.ts'
import { chanceText, spanText } from './texts/phrases.ts'
import { percentageText } from '#shared/format/numbers.ts'
import { pRelationText } from '#shared/format/probabilities.ts'

export interface Verdict {
  /** The answer in one sentence. */
  readonly answer: string
  readonly evidence: readonly string[]
  readonly cautions: readonly string[]
}

/** What the study found, in plain words computed from its numbers. A space is called better only where the 95 % range of
 * the difference of mean errors excludes zero. */
export function verdict(analysis: Analysis, report: StudyReport, texts: ReportTexts = english): Verdict {
  const measured = analysis.spaces.filter(({ errors }) => errors.length > 0)
  const only = measured[0]
  if (!only) return { answer: texts.verdict.nothing, evidence: [], cautions: [] }
  const pair = analysis.headline
  const found = bestSentences(measured, report, texts)
  return pair
    ? {
        answer: answer(pair, texts),
        evidence: [...evidence(pair, texts), ...lowestMean(measured, texts), ...found],
        cautions: cautions(measured, pair, texts),
      }
    : { answer: population(only, texts), evidence: found, cautions: cautions(measured, undefined, texts) }
}

/** The better space of the pair, or undefined where the 95 % range of the difference of means holds zero. */
export function better({ newer, older, compared }: AnalysedPair): AnalysedSpace | undefined {
  if (compared.mean.high < 0) return newer
  return compared.mean.low > 0 ? older : undefined
}

/** Below this many networks a bootstrap's range is too narrow to be believed. */
const fewestForVerdict = 8

function answer(pair: AnalysedPair, { verdict: said }: ReportTexts): string {
  const [newName, oldName] = names(pair)
  const smallest = Math.min(pair.newer.errors.length, pair.older.errors.length)
  if (smallest < fewestForVerdict) return said.tooFew(newName, oldName, smallest, fewestForVerdict)
  const winner = better(pair)
  if (!winner) return said.undecided(newName, oldName)
  const [name, other] = winner === pair.newer ? [newName, oldName] : [oldName, newName]
  return said.better(name, other, Math.abs(pair.compared.mean.value))
}

function evidence(pair: AnalysedPair, texts: ReportTexts): string[] {
  const { verdict: said } = texts
  const [newName, oldName] = names(pair)
  const { mean, min } = pair.compared
  const { at, distance, exactP } = pair.distance
  const shares = pair.sharesAtGap.map((share) => percentageText(100 * share, 0)) as [string, string]
  const [newMin, oldMin] = [pair.newer, pair.older].map(({ statistics }) => percentageText(statistics!.min.value))
  const chance = (probability: number) => chanceText(texts, probability)
  const spans = (list: AnalysedPair['newerAhead']) =>
    list.map(([low, high]) => (low === high ? percentageText(low) : `${spanText(texts, low, high)} %`))
  const range = spanText(texts, mean.low, mean.high)
  return [
    said.mean(newName, oldName, mean.value, range, chance(mean.probabilityNewBetter)),
    said.ahead(newName, oldName, spans(pair.newerAhead), spans(pair.olderAhead)),
    said.gap(newName, oldName, percentageText(at), shares, distance.toFixed(2), pRelationText(exactP)),
    said.lowest(newName, min.value, newMin!, oldMin!, chance(min.probabilityNewBetter)),
  ]
}

/** Which of three or more spaces has the lowest mean; with two the pair has said it. */
function lowestMean(measured: readonly AnalysedSpace[], texts: ReportTexts): string[] {
  if (measured.length < 3) return []
  const best = measured.reduce((a, b) => (b.statistics!.mean.value < a.statistics!.mean.value ? b : a))
  const { value, low, high } = best.statistics!.mean
  const range = spanText(texts, low, high)
  return [texts.verdict.lowestMean(measured.length, best.space.name, percentageText(value), range)]
}

function bestSentences(
  measured: readonly AnalysedSpace[],
  { bestRun }: StudyReport,
  { verdict: said }: ReportTexts,
): string[] {
  const best = measured.map((entry) => entry.finished[0]!).reduce((a, b) => (b.errorPercent < a.errorPercent ? b : a))
  const home = measured.find(({ finished }) => finished.includes(best))!
  const sentence = said.best(home.space.name, percentageText(best.errorPercent, 2), best.id)
  if (!bestRun) return [sentence]
  const { id, storedErrorCount, checkedErrorCount, count, onnxFile, test } = bestRun
  return [
    sentence,
    said.exported(id, onnxFile, checkedErrorCount, storedErrorCount, count),
    said.test(test.wrong, test.count),
  ]
}

function population({ space, errors, statistics }: AnalysedSpace, texts: ReportTexts): string {
  const { mean, min } = statistics!
  const range = spanText(texts, mean.low, mean.high)
  return texts.verdict.population(
    errors.length,
    space.name,
    percentageText(mean.value),
    range,
    percentageText(min.value),
  )
}

/** From this many networks on, the tails of a distribution are known too. */
const manyNetworks = 200
const fewNetworks = 30

function cautions(
  measured: readonly AnalysedSpace[],
  pair: AnalysedPair | undefined,
  { verdict: said }: ReportTexts,
): string[] {
  const smallest = Math.min(...measured.map(({ errors }) => errors.length))
  const points = Math.round(100 * 1.96 * Math.sqrt(0.25 / smallest))
  const listed = (key: 'divergedCount' | 'failedCount') =>
    measured
      .filter((entry) => entry[key] > 0)
      .map((entry) => said.countOf(entry[key], entry.space.name))
      .join(', ')
  const [diverged, failed] = [listed('divergedCount'), listed('failedCount')]
  return [
    ...(smallest < manyNetworks ? [said.fewNetworks(smallest, points, smallest < fewNetworks)] : []),
    ...(diverged ? [said.diverged(diverged, pair?.meanDifferenceWithDiverged)] : []),
    ...(failed ? [said.failed(failed)] : []),
    said.oneRecipe,
  ]
}

function names({ newer, older }: AnalysedPair): [string, string] {
  return [newer.space.name, older.space.name]
}
