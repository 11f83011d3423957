import { percentageText, signedText } from '#shared/format/numbers.ts'
import { fewestRunsForVerdict } from '#shared/refinement/comparison/decision.ts'
import type { StepVerdict } from '#shared/refinement/comparison/judgeStep.ts'
import type { AnalysedPair, AnalysedSpace } from '../analysis.ts'
import { chanceText, rangeText } from '../texts/phrases.ts'
import type { ReportTexts } from '../texts/reportTexts.ts'
import {
  endedCount,
  endedText,
  isHalvedSpace,
  nameOf,
  namesOf,
  pairClaim,
  unfinished,
  type Claim,
  type Claimed,
} from './claim.ts'

/** Possible answers; the first that holds is given. */
export const answers: readonly Claim[] = [
  {
    id: 'nothingMeasured',
    holds: ({ measured, spaces }) => measured.length === 0 && spaces.every((space) => endedCount(space) === 0),
    say: (_, { t }) => t('reportClaims.nothing'),
  },
  {
    id: 'notComparable',
    holds: (facts) => facts.spaces.length > 1 && facts.measured.length < 2 && unfinished(facts).length > 0,
    say: (facts, texts) =>
      texts.t('reportClaims.notComparable', {
        names: texts.list(facts.spaces.map(nameOf)),
        unfinished: texts.list(unfinished(facts).map((space) => endedText(space, texts))),
      }),
  },
  {
    id: 'nothingFinished',
    holds: ({ measured }) => measured.length === 0,
    say: (_, { t }) => t('reportClaims.nothing'),
  },
  {
    id: 'bestOnly',
    holds: ({ pair, measured }) => pair === undefined && measured.some(isHalvedSpace),
    say: (facts, texts) => bestOnlyText(facts, texts),
  },
  {
    id: 'onePopulation',
    holds: ({ pair, measured }) => pair === undefined && measured.length > 0,
    say: ({ measured }, texts) => populationText(measured[0]!, texts),
  },
  pairClaim(
    'tooFew',
    ({ comparison }) => comparison.caution === 'noVerdict',
    (pair, { t }) =>
      t('reportClaims.tooFew', {
        ...namesOf(pair),
        count: Math.min(pair.comparison.newer.n, pair.comparison.older.n),
        fewest: fewestRunsForVerdict,
      }),
  ),
  pairClaim('dependsOnDiverged', ({ diverged }) => diverged?.turnsVerdict === true, dependsOnDiverged),
  pairClaim('signDependsOnDiverged', ({ diverged }) => diverged?.turnsSign === true, signDependsOnDiverged),
  pairClaim(
    'decided',
    ({ verdict }) => verdict === 'better' || verdict === 'worse',
    (pair, texts, { isBetweenSpaces }) => {
      const { value } = pair.comparison.beats
      const { newer, older } = namesOf(pair)
      const sides = value > 0.5 ? { better: newer, worse: older } : { better: older, worse: newer }
      return texts.t(isBetweenSpaces ? 'reportClaims.better' : 'reportClaims.betterSide', {
        ...sides,
        chance: chanceText(texts, Math.max(value, 1 - value)),
      })
    },
  ),
  pairClaim(
    'equal',
    ({ verdict }) => verdict === 'equal',
    (pair, texts) =>
      texts.t('reportClaims.equal', { ...namesOf(pair), chance: chanceText(texts, pair.comparison.beats.value) }),
  ),
  pairClaim(
    'undecided',
    () => true,
    (pair, { t }) => t('reportClaims.undecided', namesOf(pair)),
  ),
]

/** The best network of each space: all that can be compared where networks were dropped early. */
function bestOnlyText({ measured }: Claimed, { t, list }: ReportTexts): string {
  const best = (entry: AnalysedSpace) => {
    const count = entry.space.populations.reduce((sum, { n, halving }) => sum + (halving?.count ?? n), 0)
    const error = percentageText(Math.min(...entry.errors), 2)
    return t('science.halving.best', { name: nameOf(entry), error, count })
  }
  const names = list(measured.filter(isHalvedSpace).map(nameOf))
  return t('science.halving.refused', { names, listed: list(measured.map(best)) })
}

function populationText(entry: AnalysedSpace, texts: ReportTexts): string {
  const { mean, min } = entry.statistics!
  return texts.t('reportClaims.population', {
    count: entry.errors.length,
    name: nameOf(entry),
    mean: percentageText(mean.value),
    range: rangeText(texts, mean),
    lowest: percentageText(min.value),
  })
}

/** A verdict on a pair within a sentence; `points` is the difference of the means, new minus old. */
function verdictText(pair: AnalysedPair, verdict: StepVerdict, points: number, { t }: ReportTexts): string {
  const { newer, older } = namesOf(pair)
  if (verdict === 'undecided') return t('reportClaims.answers.undecided')
  if (verdict === 'equal') return t('reportClaims.answers.equal', { newer })
  const better = verdict === 'better' ? newer : older
  return t('reportClaims.answers.better', { better, points: signedText(points) })
}

/** The names of a pair with how many networks of each diverged. */
const divergedValues = (pair: AnalysedPair) => ({
  ...namesOf(pair),
  newCount: pair.diverged!.newer,
  oldCount: pair.diverged!.older,
})

function dependsOnDiverged(pair: AnalysedPair, texts: ReportTexts): string {
  const { verdict, differences } = pair.diverged!
  return texts.t('reportClaims.dependsOnDiverged', {
    ...divergedValues(pair),
    finished: verdictText(pair, pair.verdict, pair.comparison.meanDifference.value, texts),
    counted: verdictText(pair, verdict, differences.counted, texts),
  })
}

function signDependsOnDiverged(pair: AnalysedPair, texts: ReportTexts): string {
  const { finished, atHighest, counted } = pair.diverged!.differences
  return texts.t('reportClaims.signDependsOnDiverged', {
    ...divergedValues(pair),
    finished: signedText(finished),
    atHighest: signedText(atHighest),
    counted: signedText(counted),
    answer: verdictText(pair, pair.verdict, finished, texts),
  })
}
