import { regNetWidthQuantum } from '#shared/networks/regNet.ts'
import { roundHalfEven } from '#shared/random/rounding.ts'

/** Block widths as runs of equal width. */
export interface ObservedWidths {
  /** Logarithm of each run's width. */
  logs: Float64Array
  /** Logarithm of the nearest line width below (at least the quantum) and above. */
  below: Float64Array
  above: Float64Array
  /** Index of the block after each run. */
  ends: Int32Array
}

const knownLogs = Float64Array.from({ length: 1 << 12 }, (_, i) => Math.log(i * regNetWidthQuantum))
/** Natural logarithm of a width given in quanta. */
const logWidth = (quanta: number): number =>
  quanta < knownLogs.length ? knownLogs[quanta]! : Math.log(quanta * regNetWidthQuantum)

/** The runs of equal width in the block widths. */
export function observedWidths(widths: readonly number[]): ObservedWidths {
  const ends = widths.flatMap((width, block) => (width === widths[block + 1] ? [] : [block + 1]))
  const quanta = ends.map((end) => widths[end - 1]! / regNetWidthQuantum)
  return {
    logs: Float64Array.from(ends, (end) => Math.log(widths[end - 1]!)),
    below: Float64Array.from(quanta, (width) => logWidth(Math.max(1, Math.floor(width)))),
    above: Float64Array.from(quanta, (width) => logWidth(Math.ceil(width))),
    ends: Int32Array.from(ends),
  }
}

/** Upper limit on the number of exponents, even for w_m of 1.5 and a last width of 10^20 times the first. */
const mostExponents = 128
/** Scratch for the current box, by exponent: logarithms of the narrowest and widest width. */
const narrowest = new Float64Array(mostExponents)
const widest = new Float64Array(mostExponents)

/**
 * A lower bound on the sum over blocks of |log(predicted / observed)| for all lines of a box; Infinity once it reaches
 * `enough`. A box contains the lines whose parameters lie between two ends each, both included: w_0 in quanta of width,
 * w_m, w_a / w_0.
 *
 * The exponent of a block rises with the slope and falls with w_m; the width of an exponent rises with w_0 and w_m. So
 * every block has an exponent between two, and every exponent a width between two. A block is charged its distance to
 * the nearest width in these intervals; neighbours with a settled exponent are charged the best common width. The bound
 * uses only products, sums and roundings that are monotonic in floating point too, so rounding errors cannot lift it
 * above a line of the box. For a box of one line it is that line's error.
 */
export function leastError(
  observed: ObservedWidths,
  firstLow: number,
  firstHigh: number,
  multiplierLow: number,
  multiplierHigh: number,
  slopeLow: number,
  slopeHigh: number,
  enough: number,
): number {
  const { logs, below, above, ends } = observed
  const depth = ends[ends.length - 1]!
  let widthLow = firstLow
  let widthHigh = firstHigh
  /** The earliest and latest u_j / w_0 at which the next exponent starts, and the first block beyond it. */
  let early = Math.sqrt(multiplierLow)
  let late = Math.sqrt(multiplierHigh)
  const perSlopeHigh = 1 / slopeHigh
  const perSlopeLow = 1 / slopeLow
  let earlyBlock = firstBeyond(early, slopeHigh, perSlopeHigh, depth)
  let lateBlock = firstBeyond(late, slopeLow, perSlopeLow, depth)
  let least = 0
  let most = 0
  narrowest[0] = logWidth(widthLow)
  widest[0] = logWidth(widthHigh)
  let error = 0
  let block = 0
  let run = 0
  for (;;) {
    const from = block
    const firstRun = run
    const before = error
    const low = narrowest[least]!
    const high = widest[most]!
    const to = earlyBlock < lateBlock ? earlyBlock : lateBlock
    while (block < to) {
      const x = logs[run]!
      const end = ends[run]! < to ? ends[run]! : to
      if (x < low) error += (low - x) * (end - block)
      else if (x > high) error += (x - high) * (end - block)
      else {
        const gap = least < most ? toNearestExponent(x, least) : 0
        error += (gap > 0 ? gap : Math.min(x - below[run]!, above[run]! - x)) * (end - block)
      }
      block = end
      if (end === ends[run]) run++
    }
    if (least === most && low < high && from < to && ends[firstRun]! < to)
      error = before + ofCommonWidth(observed, firstRun, from, to, low, high)
    if (error >= enough) return Infinity
    if (block === depth) return error
    if (block === earlyBlock) {
      most++
      early *= multiplierLow
      earlyBlock = firstBeyond(early, slopeHigh, perSlopeHigh, depth)
      narrowest[most] = logWidth(roundHalfEven((widthLow *= multiplierLow)))
      widest[most] = logWidth(roundHalfEven((widthHigh *= multiplierHigh)))
    } else {
      least++
      late *= multiplierHigh
      lateBlock = firstBeyond(late, slopeLow, perSlopeLow, depth)
    }
  }
}

/** The first block with 1 + slope * block > ratio, or `depth` if there is none; `perSlope` is 1 / slope. */
function firstBeyond(ratio: number, slope: number, perSlope: number, depth: number): number {
  if (1 + slope * (depth - 1) <= ratio) return depth
  // The product may have a rounding error; the comparison decides.
  const guess = Math.floor((ratio - 1) * perSlope)
  if (1 + slope * guess > ratio) return guess
  return 1 + slope * (guess + 1) > ratio ? guess + 1 : guess + 2
}

/** The distance from x to the nearest interval of an exponent from `least` up; x must not exceed the last. */
function toNearestExponent(x: number, least: number): number {
  let exponent = least
  while (widest[exponent]! < x) exponent++
  const above = narrowest[exponent]! - x
  return above <= 0 ? 0 : Math.min(above, x - widest[exponent - 1]!)
}

/** The lowest cost of the blocks from `from` to `to` with a common width between `low` and `high`. */
function ofCommonWidth(
  { logs, below, above, ends }: ObservedWidths,
  firstRun: number,
  from: number,
  to: number,
  low: number,
  high: number,
): number {
  const costOf = (wanted: number): number => {
    const width = Math.min(high, Math.max(low, wanted))
    let sum = 0
    let block = from
    for (let run = firstRun; block < to; run++) {
      const end = Math.min(to, ends[run]!)
      sum += Math.abs(logs[run]! - width) * (end - block)
      block = end
    }
    return sum
  }
  let best = Infinity
  for (let run = firstRun; ; run++) {
    best = Math.min(best, costOf(below[run]!), above[run] === below[run] ? Infinity : costOf(above[run]!))
    if (ends[run]! >= to) return best
  }
}
