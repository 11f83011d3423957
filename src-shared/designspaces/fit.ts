import type { Network } from '#shared/networks/network.ts'
import { regNetWidthQuantum, regNetWidths, type RegNetLine } from '#shared/networks/regNet.ts'
import { roundHalfEven } from '#shared/random/rounding.ts'

export interface QuantizedLinearFit extends RegNetLine {
  /** e_fit: mean over blocks of |log(predicted width / observed width)|, natural logarithm. */
  fitError: number
}

/** The widths of a network's blocks, from input to output. */
export function blockWidths(network: Pick<Network, 'stages'>): number[] {
  return network.stages.flatMap((stage) => new Array<number>(stage.depth).fill(stage.width))
}

const largestSlope = 256
const initialWidths = Array.from({ length: 31 }, (_, i) => (i + 1) * regNetWidthQuantum)

/**
 * The quantised line nearest to block widths: depth fixed, w_0 over multiples of 8 below 256, w_m over [1.5, 3] in steps
 * of 0.025 and then of 0.001 around the best, w_a exactly over [0, 256). Paper, section 3.3. Throws RangeError when
 * `widths` is empty.
 */
export function fitQuantizedLinear(widths: readonly number[]): QuantizedLinearFit {
  if (widths.length === 0) throw new RangeError('invalid widths: none (at least one block)')
  const search = (from: number, to: number, step: number) => {
    let best: QuantizedLinearFit | undefined
    for (let i = 0; i <= Math.round((to - from) / step); i++) {
      const fit = bestLine(widths, from + i * step)
      if (!best || fit.fitError < best.fitError) best = fit
    }
    return best!
  }
  const coarse = search(1.5, 3, 0.025)
  const centre = coarse.widthMultiplier
  const fine = search(Math.max(1.5, centre - 0.025), Math.min(3, centre + 0.025), 0.001)
  return fine.fitError < coarse.fitError ? fine : coarse
}

/** Slopes, over w_0, at which a block steps to its next exponent; ascending. They depend on w_m and depth alone. */
function steps(depth: number, widthMultiplier: number): { block: number; slope: number }[] {
  const events: { block: number; slope: number }[] = []
  const limit = largestSlope / initialWidths[0]!
  for (let block = 1; block < depth; block++) {
    for (let k = 0; ; k++) {
      const slope = (widthMultiplier ** (k + 0.5) - 1) / block
      if (slope >= limit) break
      events.push({ block, slope })
    }
  }
  return events.sort((a, b) => a.slope - b.slope)
}

/**
 * The best w_0 and w_a for one w_m. Between two steps the prediction does not depend on w_a, so every interval is tried,
 * up to the slope where no block is predicted too narrow any more: from there on the error only grows.
 */
function bestLine(widths: readonly number[], widthMultiplier: number): QuantizedLinearFit {
  const depth = widths.length
  const events = steps(depth, widthMultiplier)
  const observed = Float64Array.from(widths, Math.log)
  const exponents = new Int32Array(depth)
  let best = { error: Infinity, initialWidth: 0, slope: 0 }
  for (const initialWidth of initialWidths) {
    const predicted = logWidths(initialWidth, widthMultiplier, depth)
    const limit = largestSlope / initialWidth
    exponents.fill(0)
    let error = observed.reduce((sum, x) => sum + Math.abs(predicted[0]! - x), 0)
    let tooNarrow = observed.reduce((sum, x, block) => sum + (block > 0 && predicted[0]! < x ? 1 : 0), 0)
    for (let e = -1; e < events.length; e++) {
      const from = e < 0 ? 0 : events[e]!.slope
      if (from >= limit || (e >= 0 && tooNarrow === 0)) break
      if (e >= 0) {
        const block = events[e]!.block
        const before = predicted[exponents[block]!++]! - observed[block]!
        const after = predicted[exponents[block]!]! - observed[block]!
        error += Math.abs(after) - Math.abs(before)
        if (before < 0 && after >= 0) tooNarrow--
      }
      if (error < best.error - 1e-12) {
        const to = Math.min(limit, events[e + 1]?.slope ?? limit)
        best = { error, initialWidth, slope: (from + to) / 2 }
      }
    }
  }
  const { initialWidth, slope } = best
  const line = { depth, initialWidth, widthSlope: slope * initialWidth, widthMultiplier }
  return { ...line, fitError: meanLogRatio(regNetWidths(line).quantized, widths) }
}

/** Mean of |log(predicted / observed)|. */
function meanLogRatio(predicted: readonly number[], observed: readonly number[]): number {
  return predicted.reduce((sum, width, j) => sum + Math.abs(Math.log(width / observed[j]!)), 0) / predicted.length
}

/** By w_m, then by w_0: the same for every network. */
const knownLogWidths = new Map<number, Map<number, number[]>>()
const mostMultipliers = 4000

/** Logarithms of the quantised widths of every exponent that a slope below the limit can reach, or of more. */
function logWidths(initialWidth: number, widthMultiplier: number, depth: number): readonly number[] {
  const most = Math.ceil(Math.log(1 + (largestSlope / initialWidth) * depth) / Math.log(widthMultiplier)) + 2
  let byInitialWidth = knownLogWidths.get(widthMultiplier)
  if (!byInitialWidth) {
    if (knownLogWidths.size === mostMultipliers) knownLogWidths.clear()
    knownLogWidths.set(widthMultiplier, (byInitialWidth = new Map<number, number[]>()))
  }
  let logs = byInitialWidth.get(initialWidth)
  if (!logs) byInitialWidth.set(initialWidth, (logs = []))
  for (let k = logs.length; k < most; k++) {
    const width = roundHalfEven((initialWidth * widthMultiplier ** k) / regNetWidthQuantum) * regNetWidthQuantum
    logs.push(Math.log(width))
  }
  return logs
}
