import { fixedText } from './numbers.ts'

export interface CountUnit {
  readonly divisor: number
  readonly prefix: string
}

const units: readonly CountUnit[] = [
  { divisor: 1e12, prefix: 'T' },
  { divisor: 1e9, prefix: 'G' },
  { divisor: 1e6, prefix: 'M' },
  { divisor: 1e3, prefix: 'k' },
]

/** Divisor and prefix for counts of this magnitude: 416 000 is 416 with k. */
export function countUnit(count: number): CountUnit {
  // 999.6 k rounds to 1000 k, which is 1.00 M.
  return units.find(({ divisor }) => Math.abs(count) >= 0.9995 * divisor) ?? { divisor: 1, prefix: '' }
}

/** A count with prefix and three digits: 412 M, 1.25 G. `unit` follows the prefix: F for FLOPs. */
export function countText(count: number, unit = ''): string {
  const { divisor, prefix } = countUnit(count)
  const suffix = `${prefix}${unit}`
  // Without a prefix an integer is exact; with one, 2 000 000 and 2 001 000 both read 2.00 M.
  const number = divisor === 1 && Number.isInteger(count) ? fixedText(count, 0) : threeDigits(count / divisor)
  return suffix === '' ? number : `${number} ${suffix}`
}

function threeDigits(value: number): string {
  const size = Math.abs(value)
  return fixedText(value, size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2)
}

/** Multiply-adds as MF or GF. */
export const flopsText = (flops: number): string => countText(flops, 'F')

/**
 * A range of multiply-adds with the prefix of its upper end: 0.30–0.50 MF, 321–461 kF. An end is open at 0 and from the
 * largest safe integer on: ≤ 0.50 MF, ≥ 321 kF.
 */
export function flopsRangeText(low: number, high: number): string {
  if (high >= Number.MAX_SAFE_INTEGER) return `≥ ${flopsText(Math.max(0, low))}`
  if (low <= 0) return `≤ ${flopsText(high)}`
  const [number = '', unit = ''] = flopsText(high).split(' ')
  const digits = (number.split('.')[1] ?? '').length
  const from = fixedText(low / countUnit(high).divisor, digits)
  return from === number ? `${number} ${unit}` : `${from}–${number} ${unit}`
}

/** Bytes with a prefix: 382 MB, 1.25 GB. */
export const bytesText = (bytes: number): string => countText(bytes, 'B')
