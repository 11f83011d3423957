import { fixedText, signedText } from '#renderer/charts/numberText.ts'
import type { ReportTexts } from './texts/reportTexts.ts'

/** "12.3 %", never broken across lines. */
export function percentText(value: number, digits = 1): string {
  return `${fixedText(value, digits)}\u00a0%`
}

/** "+1.2": a difference of percentages. */
export const signedPoints = (value: number): string => signedText(value, 1)

/** "12.3 to 15.0" */
export function spanText({ span }: ReportTexts, low: number, high: number, digits = 1): string {
  return span(fixedText(low, digits), fixedText(high, digits))
}

/** A probability as a share of resamples: "29.6 %", "more than 99.9 %". */
export function chanceText({ chance }: ReportTexts, probability: number): string {
  const isExtreme = probability > 0.999 || probability < 0.001
  return chance(isExtreme ? undefined : percentText(100 * probability), probability > 0.5)
}

/** A duration in at most two units: "2 h 05 min", "3 min 12 s", "8.4 s". */
export function durationText({ duration }: ReportTexts, durationMs: number): string {
  const { hours, minutes, seconds } = duration
  const exact = durationMs / 1000
  if (exact < 60) return `${exact.toFixed(1)} ${seconds}`
  const whole = Math.round(exact)
  if (whole < 3600) return `${Math.floor(whole / 60)} ${minutes} ${pad(whole % 60)} ${seconds}`
  const rounded = Math.round(exact / 60)
  return `${Math.floor(rounded / 60)} ${hours} ${pad(rounded % 60)} ${minutes}`
}

/** An ISO time as "2025-11-23 08:12 UTC"; another text stays as it is. */
export function timeText(iso: string): string {
  const parts = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:[\d.]+)?(Z)?$/.exec(iso)
  return parts ? `${parts[1]!} ${parts[2]!}${parts[4] ? ' UTC' : ''}` : iso
}

/** A p-value: "0.23", "0.004", "7 × 10⁻⁷". */
export function pValueText(p: number): string {
  if (p >= 0.1) return p.toFixed(2)
  if (p >= 0.001) return p.toFixed(3)
  if (p === 0) return '< 10⁻³⁰⁰'
  const [factor, exponent] = p.toExponential(0).split('e-')
  const raised = Array.from(exponent!, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]!).join('')
  return `${factor!} × 10⁻${raised}`
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}
