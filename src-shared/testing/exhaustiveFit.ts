import { fittedRange } from '#shared/designspaces/fit/fit.ts'
import { roundHalfEven } from '#shared/random/rounding.ts'

/** The ranges in quanta of width, in which w_0 is an integer. */
const quantum = 8
const lastInitial = fittedRange.initialWidth.high / quantum
const slopeEnd = fittedRange.widthSlope.high / quantum
const { low: lowest, high: highest } = fittedRange.widthMultiplier

/**
 * The smallest e_fit to block widths over all lines with w_m in `multipliers` and every w_0 and w_a in range; an
 * independent check of `fitQuantizedLinear`. For fixed w_m and w_0, the prediction changes with w_a only where a block
 * moves to its next exponent; all such slopes are tried.
 */
export function exhaustiveFitError(widths: readonly number[], multipliers: Iterable<number>): number {
  const observed = Float64Array.from(widths, Math.log)
  let best = Infinity
  for (const multiplier of multipliers) {
    const steps: { slope: number; block: number }[] = []
    for (let block = 1; block < widths.length; block++)
      for (let half = 0.5; ; half++) {
        const slope = (multiplier ** half - 1) / block
        if (slope >= slopeEnd) break
        steps.push({ slope, block })
      }
    steps.sort((a, b) => a.slope - b.slope)
    const slopes = Float64Array.from(steps, ({ slope }) => slope)
    const blocks = Int32Array.from(steps, ({ block }) => block)
    const exponents = new Int32Array(widths.length)
    for (let initial = 1; initial <= lastInitial; initial++) {
      exponents.fill(0)
      const logs = [Math.log(initial * quantum)]
      let error = observed.reduce((sum, x) => sum + Math.abs(x - logs[0]!), 0)
      best = Math.min(best, error)
      for (let i = 0; i < slopes.length && slopes[i]! < slopeEnd / initial; i++) {
        const block = blocks[i]!
        const before = logs[exponents[block]!++]!
        const exponent = exponents[block]!
        const after = (logs[exponent] ??= Math.log(roundHalfEven(initial * multiplier ** exponent) * quantum))
        error += Math.abs(observed[block]! - after) - Math.abs(observed[block]! - before)
        // Blocks that change at the same slope do so together.
        if (error < best && !(slopes[i + 1]! <= slopes[i]! * (1 + 1e-12))) best = error
      }
    }
  }
  return best / widths.length
}

/** w_m over its range in steps, both ends included. */
export function steppedMultipliers(step: number): number[] {
  const count = Math.round((highest - lowest) / step)
  return Array.from({ length: count + 1 }, (_, i) => lowest + (i * (highest - lowest)) / count)
}

/**
 * One w_m between any two neighbouring values at which the set of a network's predictions can change, plus the ends of
 * the range; equivalent to all w_m. It changes where a width is a tie, where two blocks move to their next exponents at
 * one slope, or where one does at the end of the slopes. For networks of a few blocks only, since these are many.
 */
export function decidingMultipliers(depth: number): number[] {
  const changes = new Set([lowest, highest])
  const add = (multiplier: number): unknown =>
    multiplier > lowest && multiplier < highest && changes.add(Number(multiplier.toPrecision(14)))
  const mostRatio = (initial: number): number => 1 + (slopeEnd / initial) * (depth - 1)
  for (let initial = 1; initial <= lastInitial; initial++)
    for (let exponent = 1; lowest ** (exponent - 0.5) <= mostRatio(initial); exponent++) {
      const widest = initial * highest ** 0.5 * mostRatio(initial)
      for (let width = 1.5; width < widest; width++) add((width / initial) ** (1 / exponent))
      for (let block = 1; block < depth; block++) add((1 + (slopeEnd / initial) * block) ** (1 / (exponent - 0.5)))
    }
  const passes: { half: number; block: number }[] = []
  for (let half = 0.5; lowest ** half <= mostRatio(1); half++)
    for (let block = 1; block < depth; block++) passes.push({ half, block })
  for (const a of passes)
    for (const b of passes) if (a.half < b.half && a.block < b.block) add(crossing(a.half, a.block, b.half, b.block))
  const sorted = [...changes].sort((a, b) => a - b)
  return [lowest, ...sorted.slice(1).map((change, i) => (sorted[i]! + change) / 2), highest]
}

/** The w_m at which two blocks move to their exponents at the same slope, which grows as (w_m^half - 1) / block. */
function crossing(half: number, block: number, laterHalf: number, laterBlock: number): number {
  const difference = (m: number): number => (m ** laterHalf - 1) / laterBlock - (m ** half - 1) / block
  let [low, high] = [1 + 1e-9, highest]
  if (difference(low) > 0 || difference(high) < 0) return NaN
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (difference(middle) < 0) low = middle
    else high = middle
  }
  return low
}
