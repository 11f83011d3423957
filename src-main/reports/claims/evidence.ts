import { triedText } from '#shared/refinement/tried/triedText.ts'
import { fixedText, percentageText } from '#shared/format/numbers.ts'
import { pRelationText } from '#shared/format/probabilities.ts'
import type { AnalysedPair, AnalysedSpace } from '../analysis.ts'
import { chanceText, rangeText, spanText } from '../texts/phrases.ts'
import type { ReportTexts } from '../texts/reportTexts.ts'
import { nameOf, namesOf, pairClaim, type Claim, type Claimed } from './claim.ts'

/** Evidence for the answer. */
export const evidence: readonly Claim[] = [
  pairClaim(
    'beats',
    () => true,
    (pair, texts) => {
      const { beats } = pair.comparison
      const chance = (probability: number) => chanceText(texts, probability)
      const range = rangeText(texts, beats, chance)
      return texts.t('reportClaims.beats', { ...namesOf(pair), chance: chance(beats.value), range })
    },
  ),
  pairClaim(
    'tried',
    ({ corrected }) => corrected !== undefined,
    ({ corrected }, { t }) => triedText(corrected!, t),
  ),
  pairClaim(
    'mean',
    () => true,
    (pair, texts) => {
      const { meanDifference } = pair.comparison
      const difference = fixedText(meanDifference.value, 1)
      return texts.t('reportClaims.mean', { ...namesOf(pair), difference, range: rangeText(texts, meanDifference) })
    },
  ),
  pairClaim('ahead', () => true, aheadText),
  pairClaim(
    'gap',
    ({ comparison }) => comparison.kolmogorovSmirnov.distance > 0,
    (pair, { t }) => {
      const { at, distance, exactP } = pair.comparison.kolmogorovSmirnov
      const [newShare, oldShare] = pair.sharesAtGap
      return t('reportClaims.gap', {
        ...namesOf(pair),
        at: percentageText(at),
        newShare: percentageText(100 * newShare, 0),
        oldShare: percentageText(100 * oldShare, 0),
        distance: fixedText(distance, 2),
        p: pRelationText(exactP),
      })
    },
  ),
  pairClaim('lowest', () => true, lowestText),
  {
    id: 'lowestMean',
    holds: (facts) => trainedAlike(facts).length > 2,
    say: (facts, texts) => {
      const alike = trainedAlike(facts)
      const best = alike.reduce((a, b) => (b.statistics!.mean.value < a.statistics!.mean.value ? b : a))
      const { mean } = best.statistics!
      return texts.t('reportClaims.lowestMean', {
        spaces: alike.length,
        name: nameOf(best),
        mean: percentageText(mean.value),
        range: rangeText(texts, mean),
      })
    },
  },
  {
    id: 'best',
    holds: ({ best }) => best !== undefined,
    say: ({ best, bestCount }, { t }) => {
      const { run, home } = best!
      const found = { space: nameOf(home), error: percentageText(run.errorPercent, 2), run: run.id }
      return bestCount === 1
        ? t('reportClaims.best', found)
        : t('reportClaims.bestTied', { ...found, count: bestCount })
    },
  },
  {
    id: 'exported',
    holds: ({ report }) => report.bestRun !== undefined,
    say: ({ report }, { t }) => {
      const { id, onnxFile, checkedErrorCount: checked, storedErrorCount: stored, count } = report.bestRun!
      return t('reportClaims.exported', {
        ...{ run: id, file: onnxFile, checked, stored, count },
        agrees: checked === stored,
      })
    },
  },
  {
    id: 'test',
    holds: ({ report }) => report.testUses.length > 0,
    say: ({ report }, { t }) => {
      const { runId, wrong, count } = report.testUses.at(-1)!
      const error = percentageText((100 * wrong) / count)
      return t('reportClaims.test', { run: runId, wrong, count, error, uses: report.testUses.length })
    },
  },
]

/** The spaces trained like the pair, one entry per space. */
const trainedAlike = ({ measured, pair }: Claimed): readonly AnalysedSpace[] =>
  measured.filter(({ space }) => space.group === pair?.newer.space.group)

/** Which distribution is ahead where. */
function aheadText(pair: AnalysedPair, texts: ReportTexts): string {
  const { t, list } = texts
  const spans = (ahead: AnalysedPair['newerAhead']) =>
    list(ahead.map(([low, high]) => (low === high ? percentageText(low) : `${spanText(texts, { low, high })} %`)))
  const { newer, older } = namesOf(pair)
  const [newSpans, oldSpans] = [spans(pair.newerAhead), spans(pair.olderAhead)]
  if (newSpans === '' && oldSpans === '') return t('reportClaims.noneAhead')
  if (oldSpans === '') return t('reportClaims.oneAhead', { name: newer, spans: newSpans })
  if (newSpans === '') return t('reportClaims.oneAhead', { name: older, spans: oldSpans })
  return t('reportClaims.bothAhead', { newer, older, newSpans, oldSpans })
}

/** The lowest errors of a pair. */
function lowestText({ newer, older, comparison }: AnalysedPair, texts: ReportTexts): string {
  const { t } = texts
  const { k, probability } = comparison.bestBeatsBest
  const [newMin, oldMin] = [newer.statistics!.min.value, older.statistics!.min.value]
  const apart = Math.abs(newMin - oldMin)
  return t('reportClaims.lowest', {
    newer: nameOf(newer),
    newMin: percentageText(newMin, 2),
    oldMin: percentageText(oldMin, 2),
    order: newMin === oldMin ? 'equal' : newMin < oldMin ? 'lower' : 'higher',
    // A small difference is not rounded to zero.
    apart: apart < 0.005 ? t('reportClaims.hardlyApart') : t('science.points', { value: fixedText(apart, 2) }),
    k,
    chance: chanceText(texts, probability),
  })
}
