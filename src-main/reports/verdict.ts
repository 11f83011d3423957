import type { Analysis, AnalysedPair, AnalysedSpace } from './analysis.ts'
import type { StudyReport } from './studyReport.ts'
import { english } from './texts/english.ts'
import type { ReportTexts } from './texts/reportTexts.ts'
import { chanceText, percentText, pValueText, spanText } from './wording.ts'

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
  if (!only) return { answer: texts.verdict.nothing, evidence: [], cautions: excluded(analysis, texts) }
  const pair = analysis.headline
  const found = bestSentences(measured, report, texts)
  return pair
    ? {
        answer: answer(pair, texts),
        evidence: [...evidence(pair, texts), ...lowestMean(measured, pair, texts), ...found],
        cautions: cautions(analysis, measured, texts),
      }
    : { answer: population(only, texts), evidence: found, cautions: cautions(analysis, measured, texts) }
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
  const shares = pair.sharesAtGap.map((share) => percentText(100 * share, 0)) as [string, string]
  const [newMin, oldMin] = [pair.newer, pair.older].map(({ statistics }) => percentText(statistics!.min.value))
  const chance = (probability: number) => chanceText(texts, probability)
  const spans = (list: AnalysedPair['newerAhead']) =>
    list.map(([low, high]) => (low === high ? percentText(low) : `${spanText(texts, low, high)} %`))
  const range = spanText(texts, mean.low, mean.high)
  return [
    said.mean(newName, oldName, mean.value, range, chance(mean.probabilityNewBetter)),
    said.ahead(newName, oldName, spans(pair.newerAhead), spans(pair.olderAhead)),
    said.gap(newName, oldName, percentText(at), shares, distance.toFixed(2), pValueText(exactP)),
    said.lowest(newName, min.value, newMin!, oldMin!, chance(min.probabilityNewBetter)),
  ]
}

/** Which of three or more spaces that were trained alike has the lowest mean; with two the pair has said it. */
function lowestMean(measured: readonly AnalysedSpace[], pair: AnalysedPair, texts: ReportTexts): string[] {
  const alike = measured.filter(({ space }) => space.group === pair.newer.space.group)
  if (alike.length < 3) return []
  const best = alike.reduce((a, b) => (b.statistics!.mean.value < a.statistics!.mean.value ? b : a))
  const { value, low, high } = best.statistics!.mean
  const range = spanText(texts, low, high)
  return [texts.verdict.lowestMean(alike.length, best.space.name, percentText(value), range)]
}

function bestSentences(
  measured: readonly AnalysedSpace[],
  { bestRun }: StudyReport,
  { verdict: said }: ReportTexts,
): string[] {
  const best = measured.map((entry) => entry.finished[0]!).reduce((a, b) => (b.errorPercent < a.errorPercent ? b : a))
  const home = measured.find(({ finished }) => finished.includes(best))!
  const sentence = said.best(home.space.name, percentText(best.errorPercent, 2), best.id)
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
  return texts.verdict.population(errors.length, space.name, percentText(mean.value), range, percentText(min.value))
}

/** From this many networks on, the tails of a distribution are known too. */
const manyNetworks = 200
const fewNetworks = 30

function cautions(analysis: Analysis, measured: readonly AnalysedSpace[], texts: ReportTexts): string[] {
  const { verdict: said } = texts
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
    ...(diverged ? [said.diverged(diverged, analysis.headline?.meanDifferenceWithDiverged)] : []),
    ...(failed ? [said.failed(failed)] : []),
    ...excluded(analysis, texts),
    said.oneRecipe,
  ]
}

/** Which runs are in no number, and why: one sentence for each space that has some. */
function excluded({ spaces }: Analysis, { verdict: said }: ReportTexts): string[] {
  return spaces.flatMap(({ space, exclusions }) => {
    const count = exclusions.reduce((sum, one) => sum + one.count, 0)
    const reasons = exclusions.map((one) => said.reason(one.reason, one.count))
    return count > 0 ? [said.excluded(count, space.name, reasons.join('; '))] : []
  })
}

function names({ newer, older }: AnalysedPair): [string, string] {
  return [newer.space.name, older.space.name]
}
