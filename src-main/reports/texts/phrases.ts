import { fixedText, percentageText } from '#shared/format/numbers.ts'
import { curtailedTexts } from '#shared/refinement/stopping/curtailed.ts'
import type { ReportedSpace } from '../studyReport.ts'
import type { ReportTexts } from './reportTexts.ts'

/** The ends of a span, and how to write a number of it. */
interface Ends {
  readonly low: number
  readonly high: number
}
type Write = (value: number) => string
const withOneDigit: Write = (value) => fixedText(value, 1)

/** A span such as "12.3 to 15.0". */
export const spanText = ({ t }: ReportTexts, { low, high }: Ends, write = withOneDigit): string =>
  t('report.span', { low: write(low), high: write(high) })

/** A 95 % range such as "95 % range 12.3 to 15.0"; of a mean, it may be short. */
export const rangeText = (
  { t }: ReportTexts,
  { low, high, isShort = false }: Ends & { readonly isShort?: boolean },
  write = withOneDigit,
): string => t(isShort ? 'science.meanRangeShort' : 'report.range', { low: write(low), high: write(high) })

/** A probability as a share of resamples, such as "29.6 %" or "more than 99.9 %". */
export function chanceText({ t }: ReportTexts, probability: number): string {
  if (probability > 0.999) return t('report.chances.high')
  return probability < 0.001 ? t('report.chances.low') : percentageText(100 * probability)
}

/** An ISO time as "2025-11-23 08:12 UTC"; other text is unchanged. */
export function timeText(iso: string): string {
  const parts = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:[\d.]+)?(Z)?$/.exec(iso)
  return parts ? `${parts[1]!} ${parts[2]!}${parts[4] ? ' UTC' : ''}` : iso
}

/** What is borne in mind beside the numbers of a space's populations: which dropped their worst networks or ended early. */
export const curtailedIn = ({ populations }: Pick<ReportedSpace, 'populations'>, { t }: ReportTexts): string[] =>
  populations.flatMap(({ curtailed }) => (curtailed ? curtailedTexts(curtailed, t) : []))
