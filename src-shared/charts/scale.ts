import { extent } from './extent.ts'
import type { Interval } from './geometry.ts'

/** An axis: its ends and ticks in data units, with ends on ticks unless logarithmic. */
export interface Scale {
  readonly low: number
  readonly high: number
  readonly ticks: readonly number[]
  readonly log: boolean
}

/** A value's coordinate on the drawn axis: the value itself, or its log2 on a logarithmic axis. */
export function placed(scale: Scale, value: number): number {
  return scale.log ? Math.log2(value) : value
}

/** The value at a share of the axis, 0 at its low end; the inverse of shareOf. */
export function valueAt(scale: Scale, share: number): number {
  const [low, high] = [placed(scale, scale.low), placed(scale, scale.high)]
  const value = low + share * (high - low)
  return scale.log ? 2 ** value : value
}

/** The share of the axis at which a value lies, in [0, 1]. */
export function shareOf(scale: Scale, value: number): number {
  const [low, high] = [placed(scale, scale.low), placed(scale, scale.high)]
  return Math.min(1, Math.max(0, (placed(scale, value) - low) / (high - low)))
}

/** The part of a scale between two values, with as many ticks as the whole. */
export function zoomedScale(scale: Scale, range: Interval | undefined): Scale {
  if (!range) return scale
  const low = Math.max(range.low, scale.low)
  const high = Math.min(range.high, scale.high)
  if (!(low < high)) return scale
  const powers = scale.log ? positiveScale(low, high, scale.ticks.length).ticks : []
  const inside = (ticks: readonly number[]) => ticks.filter((tick) => tick >= low && tick <= high)
  const ticks =
    inside(powers).length > 1 ? inside(powers) : inside(linearScale(low, high, scale.ticks.length + 2).ticks)
  return { low, high, ticks, log: scale.log }
}

/** A linear scale over [low, high] with about `count` steps of 1, 2 or 5 times a power of ten. */
export function linearScale(low: number, high: number, count = 5): Scale {
  const span = high > low ? high - low : Math.max(Math.abs(low), 1) / 5
  const rough = span / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough * (1 - 1e-9)) ?? 10)
  // A step beyond both ends is one too many where the span is the wanted number of steps but for rounding.
  const first = Math.floor(low / step + 1e-6)
  const last = Math.max(Math.ceil(high / step - 1e-6), first + 1)
  // Multiples of a power of ten lose their last bits: 3 * 0.1 is not 0.3.
  const digits = Math.max(0, -Math.floor(Math.log10(step)) + 1)
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toFixed(digits)))
  return { low: ticks[0]!, high: ticks.at(-1)!, ticks, log: false }
}

/**
 * A logarithmic scale over [low, high] with at most `count` ticks at powers of two. Throws RangeError unless low > 0.
 */
export function logScale(low: number, high: number, count = 6): Scale {
  if (!(low > 0)) throw new RangeError(`invalid low: ${low} (positive on a logarithmic axis)`)
  const first = Math.floor(Math.log2(low) + 1e-9)
  const last = Math.max(Math.ceil(Math.log2(high) - 1e-9), first + 1)
  return { low: 2 ** first, high: 2 ** last, ticks: strided(first, last, count, (k) => 2 ** k), log: true }
}

/** As logScale, with ticks at powers of ten for small numbers that span several, such as learning rates. */
function positiveScale(low: number, high: number, count?: number): Scale {
  const scale = logScale(low, high, count)
  const [first, last] = [Math.ceil(Math.log10(scale.low)), Math.floor(Math.log10(scale.high))]
  // Powers of two below 1 have ever more digits.
  if (low >= 0.1 || last <= first) return scale
  return { ...scale, ticks: strided(first, last, count, (k) => Number(`1e${k}`)) }
}

/** At most `count` of the powers with exponents from `first` to `last`, at equal distances from the first. */
function strided(first: number, last: number, count = 6, power: (exponent: number) => number): number[] {
  const stride = Math.ceil((last - first + 1) / count)
  return Array.from({ length: Math.floor((last - first) / stride) + 1 }, (_, i) => power(first + i * stride))
}

/** A scale for the values: logarithmic if they are positive and span a factor of 4 or more. */
export function scaleOf(values: readonly number[], count = 4): Scale {
  const { low, high } = extent(values) ?? { low: 0, high: 1 }
  return low > 0 && high / low >= 4 ? positiveScale(low, high, count) : linearScale(low, high, count)
}

/** From the first to the last of these epochs, at least one, with whole ticks; from 0 if there is only one. */
export function epochScale(epochs: readonly number[]): Scale {
  const last = Math.max(...epochs)
  const earliest = Math.min(...epochs)
  const first = earliest < last ? earliest : 0
  const whole = linearScale(first, last, 8).ticks.filter(
    (tick) => Number.isInteger(tick) && tick > first && tick <= last,
  )
  return { low: first, high: Math.max(last, first + 1), ticks: [first, ...whole], log: false }
}
