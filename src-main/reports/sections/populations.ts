import { countText } from '#shared/format/counts.ts'
import { fixedText, signedText } from '#shared/format/numbers.ts'
import { oddsText, pValueText, probabilityText } from '#shared/format/probabilities.ts'
import type { Interval } from '#shared/statistics/ranges/interval.ts'
import type { MeanRange } from '#shared/statistics/ranges/meanRange.ts'
import type { AnalysedPair, AnalysedSpace } from '../analysis.ts'
import { markSvg, numeric, table } from '../figure.ts'
import { html, prose, spaceName, type Markup } from '../markup.ts'
import { spaceNames, type Shown } from '../shown.ts'
import { sourcesOf } from '../studyReport.ts'
import type { ReportTexts } from '../texts/reportTexts.ts'
import { curtailedIn, spanText } from '../texts/phrases.ts'

const counts = ['n', 'diverged'] as const
const statistics = ['min', 'lowerQuartile', 'median', 'upperQuartile', 'mean'] as const
const complexities = ['flops', 'parameters', 'activations'] as const
const pair = ['newer', 'older'] as const
const differences = ['beats', 'meanDifference', 'minDifference', 'lowerBest', 'distance', 'p'] as const

/** One row per space, then one per step of the lineage. */
export function populationsSection(shown: Shown): Markup {
  const { analysis, texts } = shown
  const { t } = texts
  const failures = analysis.spaces.some(({ failedCount }) => failedCount > 0)
  const summaries = table(
    [
      { title: t('report.populations.space') },
      ...[...counts, ...(failures ? (['failed'] as const) : []), ...statistics].map((column) =>
        numeric(t(`report.populations.${column}`)),
      ),
      ...complexities.map((id) => numeric(t(`science.parameters.${id}`))),
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
  const notes = [pooledText(shown), ...analysis.spaces.flatMap(({ space }) => curtailedIn(space, texts))]
  return html`${summaries}
    <p class="note">${t('report.populations.caption')} ${prose(notes.join(' '), spaceNames(shown))}</p>
    ${steps(shown)}`
}

/** Which populations are pooled; empty if none. */
function pooledText({ analysis, texts: { t, list } }: Shown): string {
  const entries = analysis.spaces.flatMap(({ space: { name, populations } }) =>
    populations.length > 1
      ? [t('report.populations.pooledEntry', { name, populations: list(populations.map((one) => one.name)) })]
      : [],
  )
  return entries.length > 0 ? t('report.populations.pooled', { entries: entries.join('; ') }) : ''
}

/** A number with a smaller text below it. */
const detailed = (value: string, detail: string): Markup => html`${value}<small>${detail}</small>`

const namesOf = ({ space }: AnalysedSpace, { list }: ReportTexts): string =>
  list(sourcesOf(space).map(({ name }) => name))

function countCell(entry: AnalysedSpace, texts: ReportTexts): Markup {
  const from = texts.t('report.populations.from', { count: sourcesOf(entry.space).length })
  return html`${entry.errors.length}<small title="${namesOf(entry, texts)}">${from}</small>`
}

function spaceCell({ space, mark }: AnalysedSpace): Markup {
  return html`<span class="space">${markSvg(mark)}<span>${spaceName(space.name)}</span></span>`
}

function statisticCells({ statistics }: AnalysedSpace, texts: ReportTexts): (Markup | string)[] {
  if (!statistics) return ['–', '–', '–', '–', '–']
  const cell = (interval: Interval) => detailed(fixedText(interval.value, 1), spanText(texts, interval))
  const { min, quartile25, median, quartile75, mean } = statistics
  const atMost = texts.t('report.populations.atMost', { error: fixedText(min.high, 1) })
  return [
    detailed(fixedText(min.value, 1), atMost),
    ...[quartile25, median, quartile75].map(cell),
    html`<b>${detailed(fixedText(mean.value, 1), `${spanText(texts, mean)}${shortMark(mean)}`)}</b>`,
  ]
}

function steps({ analysis, texts }: Shown): Markup | undefined {
  const { steps: pairs } = analysis
  const { t } = texts
  if (pairs.length === 0) return undefined
  const isCorrected = pairs.some(({ corrected }) => corrected !== undefined)
  return html`<h3>${t('report.populations.steps')}</h3>
    ${table(
      [
        ...pair.map((side) => ({ title: t(`report.populations.${side}`) })),
        ...differences.map((column) => numeric(t(`report.populations.${column}`))),
        ...(isCorrected ? [numeric(t('report.populations.correctedP'))] : []),
      ],
      pairs.map(({ newer, older, corrected, comparison: { beats, meanDifference, bestBeatsBest, ...compared } }) => [
        spaceCell(newer),
        spaceCell(older),
        detailed(probabilityText(beats.value), spanText(texts, beats, probabilityText)),
        detailed(
          signedText(meanDifference.value),
          `${spanText(texts, meanDifference, signedText)}${shortMark(meanDifference)}`,
        ),
        signedText(compared.newer.statistics.min.value - compared.older.statistics.min.value, 1),
        detailed(oddsText(bestBeatsBest.probability), t('report.populations.ofEach', { k: bestBeatsBest.k })),
        fixedText(compared.kolmogorovSmirnov.distance, 2),
        pValueText(compared.kolmogorovSmirnov.exactP),
        ...(isCorrected ? [correctedCell(corrected, texts)] : []),
      ]),
    )}`
}

const correctedCell = (corrected: AnalysedPair['corrected'], { t }: ReportTexts): Markup | string =>
  corrected ? detailed(pValueText(corrected.correctedP), t(`science.verdicts.${corrected.verdict}`).toLowerCase()) : '–'

/** Marks the range of a mean that may be too narrow; explained in the caption. */
const shortMark = ({ isShort }: MeanRange): string => (isShort ? ' †' : '')
