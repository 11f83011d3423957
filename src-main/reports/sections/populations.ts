import { countText } from '#shared/format/counts.ts'
import { fixedText, signedText } from '#shared/format/numbers.ts'
import { oddsText, pValueText, probabilityText } from '#shared/format/probabilities.ts'
import type { Interval } from '#shared/statistics/ranges/interval.ts'
import type { MeanRange } from '#shared/statistics/ranges/meanRange.ts'
import type { AnalysedSpace } from '../analysis.ts'
import { markSvg, numeric, table } from '../figure.ts'
import { html, prose, spaceName, type Markup } from '../markup.ts'
import { spaceNames, type Shown } from '../shown.ts'
import { sourcesOf } from '../studyReport.ts'
import type { ReportTexts } from '../texts/reportTexts.ts'
import { spanText } from '../texts/phrases.ts'

/** One row per space, then one per step of the lineage. */
export function populationsSection(shown: Shown): Markup {
  const { analysis, texts } = shown
  const titles = texts.populations
  const failures = analysis.spaces.some(({ failedCount }) => failedCount > 0)
  const summaries = table(
    [
      { title: titles.space },
      numeric('n'),
      numeric(titles.diverged),
      ...(failures ? [numeric(titles.failed)] : []),
      ...titles.statistics.map(numeric),
      ...titles.complexity.map(numeric),
    ],
    analysis.spaces.map((entry) => [
      spaceCell(entry),
      countCell(entry, texts),
      entry.divergedCount,
      ...(failures ? [entry.failedCount] : []),
      ...statisticCells(entry, texts),
      countText(entry.medianFlops),
      countText(entry.medianParameters),
      countText(entry.medianActivations),
    ]),
  )
  return html`${summaries}
    <figcaption>${titles.caption} ${prose(texts.populations.pooled(several(shown)), spaceNames(shown))}</figcaption>
    ${steps(shown)}`
}

/** The populations of each entry that pools several. */
const several = ({ analysis }: Shown) =>
  analysis.spaces.flatMap(({ space: { name, populations } }) =>
    populations.length > 1 ? [{ name, populations: populations.map((one) => one.name) }] : [],
  )
const namesOf = ({ space }: AnalysedSpace, { list }: ReportTexts): string =>
  list(sourcesOf(space).map(({ name }) => name))

function countCell(entry: AnalysedSpace, texts: ReportTexts): Markup {
  const from = texts.populations.from(sourcesOf(entry.space).length)
  return html`${entry.errors.length}<small title="${namesOf(entry, texts)}">${from}</small>`
}

function spaceCell({ space, mark }: AnalysedSpace): Markup {
  return html`<span class="space">${markSvg(mark)}<span>${spaceName(space.name)}</span></span>`
}

function statisticCells({ statistics }: AnalysedSpace, texts: ReportTexts): (Markup | string)[] {
  if (!statistics) return ['–', '–', '–', '–', '–']
  const cell = ({ value, low, high }: Interval) =>
    html`${fixedText(value, 1)}<small>${spanText(texts, low, high)}</small>`
  const { min, quartile25, median, quartile75, mean } = statistics
  const lowest = html`${fixedText(min.value, 1)}<small>${texts.populations.atMost(fixedText(min.high, 1))}</small>`
  return [
    lowest,
    ...[quartile25, median, quartile75].map(cell),
    html`<b>${fixedText(mean.value, 1)}<small>${spanText(texts, mean.low, mean.high)}${shortMark(mean)}</small></b>`,
  ]
}

function steps({ analysis, texts }: Shown): Markup | undefined {
  const { steps: pairs } = analysis
  const titles = texts.populations
  const range = ({ low, high }: Interval) => texts.span(signedText(low, 1), signedText(high, 1))
  const chances = ({ low, high }: Interval) => texts.span(probabilityText(low), probabilityText(high))
  if (pairs.length === 0) return undefined
  return html`<h3>${titles.steps}</h3>
    ${table(
      [...titles.pair.map((title) => ({ title })), ...titles.comparison.map(numeric)],
      pairs.map(({ newer, older, comparison: { beats, meanDifference, bestBeatsBest, ...compared } }) => [
        spaceCell(newer),
        spaceCell(older),
        html`${probabilityText(beats.value)}<small>${chances(beats)}</small>`,
        html`${signedText(meanDifference.value, 1)}<small>${range(meanDifference)}${shortMark(meanDifference)}</small>`,
        signedText(compared.newer.statistics.min.value - compared.older.statistics.min.value, 1),
        html`${oddsText(bestBeatsBest.probability)}<small>${titles.ofEach(bestBeatsBest.k)}</small>`,
        fixedText(compared.kolmogorovSmirnov.distance, 2),
        pValueText(compared.kolmogorovSmirnov.exactP),
      ]),
    )}`
}

/** Marks the range of a mean that may be too narrow; explained in the caption. */
const shortMark = ({ isShort }: MeanRange): string => (isShort ? ' †' : '')
