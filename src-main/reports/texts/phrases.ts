import { fixedText, percentageText } from '#shared/format/numbers.ts'
import type { ReportTexts } from './reportTexts.ts'

/** A span such as "12.3 to 15.0". */
export function spanText({ span }: ReportTexts, low: number, high: number, digits = 1): string {
  return span(fixedText(low, digits), fixedText(high, digits))
}

/** A probability as a share of resamples, such as "29.6 %" or "more than 99.9 %". */
export function chanceText({ chance }: ReportTexts, probability: number): string {
  const isExtreme = probability > 0.999 || probability < 0.001
  return chance(isExtreme ? undefined : percentageText(100 * probability), probability > 0.5)
}

/** An ISO time as "2025-11-23 08:12 UTC"; other text is unchanged. */
export function timeText(iso: string): string {
  const parts = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:[\d.]+)?(Z)?$/.exec(iso)
  return parts ? `${parts[1]!} ${parts[2]!}${parts[4] ? ' UTC' : ''}` : iso
}
