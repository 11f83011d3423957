import { fixedText, percentageText } from '#shared/format/numbers.ts'
import { pRelationText } from '#shared/format/probabilities.ts'
import { cautionAt, shareMargin } from '#shared/refinement/comparison/compareSpaces.ts'
import { fewestRunsForVerdict } from '#shared/refinement/comparison/decision.ts'
import { whollyUnfinished } from '#shared/refinement/comparison/divergedRuns.ts'
import type { AnalysedPair, AnalysedSpace, FinishedRun } from './analysis.ts'
import type { StudyReport } from './studyReport.ts'
import { chanceText, spanText } from './texts/phrases.ts'
import type { ReportTexts } from './texts/reportTexts.ts'

/** The facts that sentences may refer to. */
export interface Claimed {
  readonly report: StudyReport
  readonly spaces: readonly AnalysedSpace[]
  /** Those with a finished run. */
  readonly measured: readonly AnalysedSpace[]
  readonly pair: AnalysedPair | undefined
  readonly isBetweenSpaces: boolean
  /** A run with the lowest error of all. */
  readonly best: { readonly run: FinishedRun; readonly home: AnalysedSpace } | undefined
  /** How many runs have that error. */
  readonly bestCount: number
}

/** A sentence and the condition under which it appears. */
export interface Claim {
  readonly id: string
  readonly holds: (facts: Claimed) => boolean
  readonly say: (facts: Claimed, texts: ReportTexts) => string
}

const ended = ({ errors, divergedCount, failedCount }: AnalysedSpace) => errors.length + divergedCount + failedCount
const unfinished = ({ spaces }: Claimed) =>
  spaces.filter((space) => whollyUnfinished(space.errors.length, ended(space)))
/** The spaces trained like the pair, one entry per space. */
const trainedAlike = ({ measured, pair }: Claimed) =>
  measured.filter(({ space }) => space.group === pair?.newer.space.group)
const smallest = ({ measured }: Claimed) => Math.min(...measured.map(({ errors }) => errors.length))
const nameOf = ({ space }: AnalysedSpace) => space.name
const isFew = ({ comparison }: AnalysedPair) => comparison.caution === 'noVerdict'
/** The pair with the more frequent winner first. */
const byWins = ({ newer, older, comparison }: AnalysedPair): [AnalysedSpace, AnalysedSpace] =>
  comparison.beats.value > 0.5 ? [newer, older] : [older, newer]
const shortMeans = ({ measured }: Claimed) => measured.filter(({ statistics }) => statistics!.mean.isShort)
const pairClaim = (id: string, holds: (pair: AnalysedPair) => boolean, say: PairSentence): Claim => ({
  id,
  holds: ({ pair }) => pair !== undefined && holds(pair),
  say: (facts, texts) => say(facts.pair!, texts, facts),
})
type PairSentence = (pair: AnalysedPair, texts: ReportTexts, facts: Claimed) => string

/** Possible answers; the first that holds is given. */
export const answers: readonly Claim[] = [
  {
    id: 'nothingMeasured',
    holds: ({ measured, spaces }) => measured.length === 0 && spaces.every((space) => ended(space) === 0),
    say: (_, { verdict: said }) => said.nothing,
  },
  {
    id: 'notComparable',
    holds: (facts) => facts.spaces.length > 1 && facts.measured.length < 2 && unfinished(facts).length > 0,
    say: (facts, { verdict: said, list }) =>
      said.notComparable(list(facts.spaces.map(nameOf)), list(unfinished(facts).map((space) => allEnded(space, said)))),
  },
  {
    id: 'nothingFinished',
    holds: ({ measured }) => measured.length === 0,
    say: (_, { verdict: said }) => said.nothing,
  },
  {
    id: 'onePopulation',
    holds: ({ pair, measured }) => pair === undefined && measured.length > 0,
    say: ({ measured }, texts) => population(measured[0]!, texts),
  },
  pairClaim('tooFew', isFew, ({ newer, older, comparison }, { verdict: said }) =>
    said.tooFew(nameOf(newer), nameOf(older), Math.min(comparison.newer.n, comparison.older.n), fewestRunsForVerdict),
  ),
  pairClaim('dependsOnDiverged', ({ diverged }) => diverged?.turnsVerdict === true, dependsOnDiverged),
  pairClaim('signDependsOnDiverged', ({ diverged }) => diverged?.turnsSign === true, signDependsOnDiverged),
  pairClaim(
    'decided',
    ({ verdict }) => verdict === 'better' || verdict === 'worse',
    (pair, texts, { isBetweenSpaces }) => {
      const { verdict: said } = texts
      const [better, worse] = byWins(pair).map(nameOf) as [string, string]
      const { value } = pair.comparison.beats
      const chance = chanceText(texts, Math.max(value, 1 - value))
      return isBetweenSpaces ? said.better(better, worse, chance) : said.betterSide(better, worse, chance)
    },
  ),
  pairClaim(
    'equal',
    ({ verdict }) => verdict === 'equal',
    ({ newer, older, comparison }, texts) =>
      texts.verdict.equal(nameOf(newer), nameOf(older), chanceText(texts, comparison.beats.value)),
  ),
  pairClaim(
    'undecided',
    () => true,
    ({ newer, older }, { verdict: said }) => said.undecided(nameOf(newer), nameOf(older)),
  ),
]

/** Evidence for the answer. */
export const evidence: readonly Claim[] = [
  pairClaim(
    'beats',
    () => true,
    ({ newer, older, comparison }, texts) => {
      const { value, low, high } = comparison.beats
      const range = texts.span(chanceText(texts, low), chanceText(texts, high))
      return texts.verdict.beats(nameOf(newer), nameOf(older), chanceText(texts, value), range)
    },
  ),
  pairClaim(
    'mean',
    () => true,
    ({ newer, older, comparison }, texts) => {
      const { value, low, high, isShort } = comparison.meanDifference
      return texts.verdict.mean(nameOf(newer), nameOf(older), value, spanText(texts, low, high), isShort)
    },
  ),
  pairClaim(
    'ahead',
    () => true,
    ({ newer, older, newerAhead, olderAhead }, texts) => {
      const spans = (list: AnalysedPair['newerAhead']) =>
        list.map(([low, high]) => (low === high ? percentageText(low) : `${spanText(texts, low, high)} %`))
      return texts.verdict.ahead(nameOf(newer), nameOf(older), spans(newerAhead), spans(olderAhead))
    },
  ),
  pairClaim(
    'gap',
    ({ comparison }) => comparison.kolmogorovSmirnov.distance > 0,
    ({ newer, older, sharesAtGap, comparison }, { verdict: said }) => {
      const { at, distance, exactP } = comparison.kolmogorovSmirnov
      const shares = sharesAtGap.map((share) => percentageText(100 * share, 0)) as [string, string]
      const p = pRelationText(exactP)
      return said.gap(nameOf(newer), nameOf(older), percentageText(at), shares, fixedText(distance, 2), p)
    },
  ),
  pairClaim(
    'lowest',
    () => true,
    ({ newer, older, comparison }, texts) => {
      const { k, probability } = comparison.bestBeatsBest
      const [a, b] = [newer, older].map(({ statistics }) => statistics!.min.value) as [number, number]
      const found = [a, b].map((min) => percentageText(min, 2)) as [string, string]
      return texts.verdict.lowest(nameOf(newer), a - b, found, { k, chance: chanceText(texts, probability) })
    },
  ),
  {
    id: 'lowestMean',
    holds: (facts) => trainedAlike(facts).length > 2,
    say: (facts, texts) => {
      const alike = trainedAlike(facts)
      const best = alike.reduce((a, b) => (b.statistics!.mean.value < a.statistics!.mean.value ? b : a))
      const { value, low, high, isShort } = best.statistics!.mean
      const range = spanText(texts, low, high)
      return texts.verdict.lowestMean(alike.length, nameOf(best), percentageText(value), range, isShort)
    },
  },
  {
    id: 'best',
    holds: ({ best }) => best !== undefined,
    say: ({ best, bestCount }, { verdict: said }) => {
      const { run, home } = best!
      return said.best(nameOf(home), percentageText(run.errorPercent, 2), run.id, bestCount)
    },
  },
  {
    id: 'exported',
    holds: ({ report }) => report.bestRun !== undefined,
    say: ({ report }, { verdict: said }) => {
      const { id, onnxFile, checkedErrorCount, storedErrorCount, count } = report.bestRun!
      return said.exported(id, onnxFile, checkedErrorCount, storedErrorCount, count)
    },
  },
  {
    id: 'test',
    holds: ({ report }) => report.testUses.length > 0,
    say: ({ report }, { verdict: said }) => {
      const { runId, wrong, count } = report.testUses.at(-1)!
      return said.test(runId, wrong, count, report.testUses.length)
    },
  },
]

/** Cautions. */
export const cautions: readonly Claim[] = [
  {
    id: 'unfinished',
    holds: (facts) => unfinished(facts).length > 0 && facts.measured.length > 0,
    say: (facts, { verdict: said, list }) =>
      said.unfinished(list(unfinished(facts).map((space) => allEnded(space, said)))),
  },
  {
    id: 'fewNetworks',
    holds: (facts) => facts.measured.length > 0 && cautionAt(smallest(facts)) !== null,
    say: (facts, { verdict: said }) => {
      const n = smallest(facts)
      return said.fewNetworks(n, Math.round(shareMargin(n)), cautionAt(n)!)
    },
  },
  {
    id: 'shortMeans',
    holds: (facts) => shortMeans(facts).length > 0,
    say: (facts, { verdict: said, list }) => said.shortMeans(list(shortMeans(facts).map(nameOf))),
  },
  {
    id: 'diverged',
    holds: ({ spaces }) => spaces.some(({ divergedCount }) => divergedCount > 0),
    say: ({ spaces, pair }, texts) =>
      texts.verdict.diverged(counted(spaces, 'divergedCount', texts), pair?.diverged?.differences.counted),
  },
  {
    id: 'failed',
    holds: ({ spaces }) => spaces.some(({ failedCount }) => failedCount > 0),
    say: ({ spaces }, texts) => texts.verdict.failed(counted(spaces, 'failedCount', texts)),
  },
  {
    id: 'excluded',
    holds: ({ spaces }) => spaces.some(({ exclusions }) => exclusions.length > 0),
    say: ({ spaces }, { verdict: said, list }) =>
      spaces
        .filter(({ exclusions }) => exclusions.length > 0)
        .map((entry) => {
          const count = entry.exclusions.reduce((sum, one) => sum + one.count, 0)
          const reasons = entry.exclusions.map((one) => said.reason(one.reason, one.count))
          return said.excluded(count, nameOf(entry), list(reasons))
        })
        .join(' '),
  },
  {
    id: 'unlike',
    holds: ({ report }) => report.differing.length > 0,
    say: ({ report }, { verdict: said, list, differing }) =>
      said.unlike(list(report.differing.map((part) => differing[part]))),
  },
  {
    id: 'oneRecipe',
    holds: ({ report, measured }) => report.differing.length === 0 && measured.length > 0,
    say: (_, { verdict: said }) => said.oneRecipe,
  },
]

function dependsOnDiverged(pair: AnalysedPair, { verdict: said }: ReportTexts): string {
  const { newer, older, verdict, diverged, comparison } = pair
  const means = comparison.meanDifference.value
  const names = [nameOf(newer), nameOf(older)] as const
  const listed = [diverged!.newer, diverged!.older] as const
  return said.dependsOnDiverged(
    names,
    { verdict, points: means },
    { verdict: diverged!.verdict, points: diverged!.differences.counted },
    listed,
  )
}

function signDependsOnDiverged(
  { newer, older, verdict, diverged }: AnalysedPair,
  { verdict: said }: ReportTexts,
): string {
  const { differences } = diverged!
  return said.signDependsOnDiverged(
    [nameOf(newer), nameOf(older)],
    { verdict, points: differences.finished },
    differences,
    [diverged!.newer, diverged!.older],
  )
}

function allEnded({ space, divergedCount, failedCount }: AnalysedSpace, said: ReportTexts['verdict']): string {
  return said.allEnded(space.name, divergedCount, failedCount)
}

function counted(
  spaces: readonly AnalysedSpace[],
  key: 'divergedCount' | 'failedCount',
  { verdict: said, list }: ReportTexts,
): string {
  return list(spaces.filter((entry) => entry[key] > 0).map((entry) => said.countOf(entry[key], nameOf(entry))))
}

function population(entry: AnalysedSpace, texts: ReportTexts): string {
  const { mean, min } = entry.statistics!
  const range = spanText(texts, mean.low, mean.high)
  const [meanText, minText] = [percentageText(mean.value), percentageText(min.value)]
  return texts.verdict.population(entry.errors.length, nameOf(entry), meanText, range, mean.isShort, minText)
}
