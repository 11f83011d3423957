import { fixedText } from '#renderer/charts/numberText.ts'

/** "12.3 %", never broken across lines. */
export function percentText(value: number, digits = 1): string {
  return `${fixedText(value, digits)}\u00a0%`
}

/** "12.3 to 15.0" */
export function spanText(low: number, high: number, digits = 1): string {
  return `${fixedText(low, digits)} to ${fixedText(high, digits)}`
}

/** A probability as a share of resamples: "29.6 %", "more than 99.9 %". */
export function chanceText(probability: number): string {
  if (probability > 0.999) return 'more than 99.9\u00a0%'
  return probability < 0.001 ? 'less than 0.1\u00a0%' : percentText(100 * probability)
}

/** A duration in at most two units: "2 h 05 min", "3 min 12 s", "8.4 s". */
export function durationText(durationMs: number): string {
  const seconds = durationMs / 1000
  if (seconds < 60) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${pad(whole % 60)} s`
  const minutes = Math.round(seconds / 60)
  return `${Math.floor(minutes / 60)} h ${pad(minutes % 60)} min`
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

/** "1 run", "3 runs" */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}
