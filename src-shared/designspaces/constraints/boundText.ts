import { countText } from '#shared/format/counts.ts'
import { minusSign, shortText } from '#shared/format/numbers.ts'
import { boundList, type Bound, type Bounds, type Limits } from './bounds.ts'

/** A bound with three significant digits, or as a formula in the network's FLOPs F; `unit` follows the numbers. */
export function boundText(bound: Bound, unit = ''): string {
  if (typeof bound === 'number') return numberText(bound, unit)
  const { offset, perGigaFlops, exponent } = bound
  const power = exponent === 1 ? 'F/GF' : `(F/GF)^${exponent}`
  const growth = `${numberText(Math.abs(perGigaFlops), unit)} ${power}`
  if (offset === 0) return perGigaFlops < 0 ? `${minusSign}${growth}` : growth
  return `${numberText(offset, unit)} ${perGigaFlops < 0 ? minusSign : '+'} ${growth}`
}

/** The limits of one end as a formula, where F is the network's FLOPs: min(10.0 M, 3.00 M + 5.50 M F/GF). */
export function boundsText(bounds: Bounds, end: keyof Limits, unit = ''): string {
  const texts = boundList(bounds).map((bound) => boundText(bound, unit))
  return texts.length === 1 ? texts[0]! : `${end === 'min' ? 'max' : 'min'}(${texts.join(', ')})`
}

/** Limits as a formula, such as 8 ≤ g ≤ 16. */
export function limitsText(symbol: string, { min, max }: Limits<Bounds>, unit = ''): string {
  if (min === undefined) return max === undefined ? symbol : `${symbol} ≤ ${boundsText(max, 'max', unit)}`
  const low = boundsText(min, 'min', unit)
  if (max === undefined) return `${symbol} ≥ ${low}`
  return min === max ? `${symbol} = ${low}` : `${low} ≤ ${symbol} ≤ ${boundsText(max, 'max', unit)}`
}

function numberText(value: number, unit: string): string {
  // 9995 rounds to 10 000.
  if (Math.abs(value) >= 9995) return countText(value, unit)
  return `${shortText(value, 3)}${unit && ` ${unit}`}`
}
