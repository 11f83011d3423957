import type { Network } from '#shared/networks/network.ts'
import { regNetWidthQuantum, regNetWidths, type RegNetLine } from '#shared/networks/regNet.ts'
import { BoxQueue } from './boxQueue.ts'
import { leastError, observedWidths } from './lineBounds.ts'

export interface QuantizedLinearFit extends RegNetLine {
  /** e_fit: mean over blocks of |log(predicted width / observed width)|, natural logarithm. */
  fitError: number
}

/** The range of lines that a fit searches, the paper's RegNet range: w_0 in multiples of 8, real w_a and w_m. */
export const fittedRange = {
  /** Both ends included. */
  initialWidth: { low: regNetWidthQuantum, high: 248 },
  /** Upper end excluded. */
  widthSlope: { low: 0, high: 256 },
  /** Both ends included. */
  widthMultiplier: { low: 1.5, high: 3 },
}

/** Whether a line lies in fittedRange. */
export function isInFittedRange({ initialWidth, widthSlope, widthMultiplier }: Omit<RegNetLine, 'depth'>): boolean {
  const { initialWidth: first, widthSlope: slope, widthMultiplier: multiplier } = fittedRange
  return (
    initialWidth % regNetWidthQuantum === 0 &&
    initialWidth >= first.low &&
    initialWidth <= first.high &&
    widthSlope >= slope.low &&
    widthSlope < slope.high &&
    widthMultiplier >= multiplier.low &&
    widthMultiplier <= multiplier.high
  )
}

/** The width of every block of a network, from input to output. */
export function blockWidths(network: Pick<Network, 'stages'>): number[] {
  return network.stages.flatMap((stage) => new Array<number>(stage.depth).fill(stage.width))
}

/** Sums of errors over blocks that differ by less than this count as equal. */
const errorStep = 1e-9
/**
 * Boxes narrower than this, in log w_m at the last exponent and in log u_j at the last block, are not split further.
 */
const leastExtent = 1e-9
/** In boxes narrower in w_m than this, both ends are tried, because the width of an exponent may be a tie there. */
const leastInnerExtent = 1e-6

/**
 * The quantised line in `fittedRange` with the smallest e_fit to the given block widths, at fixed depth (paper, section
 * 3.3). Among lines of equal error, one with few decimals. Throws RangeError if `widths` is empty.
 *
 * Branch and bound: starting from a single box of lines, the box with the lowest bound (`leastError`) is halved until
 * no bound is below the error of a line already tried. Then no line in range is better by more than 1e-9 in the sum
 * over blocks. Boxes of extent 1e-9 leave unresolved only points where the roundings of three exponents or widths are
 * ties at once; the line of few decimals is tried there.
 */
export function fitQuantizedLinear(widths: readonly number[]): QuantizedLinearFit {
  if (widths.length === 0) throw new RangeError('invalid widths: none (at least one block)')
  const { error, ...line } = inFewDecimals(nearestLine(widths), widths)
  return { depth: widths.length, ...line, fitError: error / widths.length }
}

type Line = Omit<RegNetLine, 'depth'>
interface TriedLine extends Line {
  /** Sum over blocks of |log(predicted / observed)|. */
  error: number
}

/** A line with its error, computed by generating its widths. */
function tried(line: Line, widths: readonly number[]): TriedLine {
  const { quantized } = regNetWidths({ depth: widths.length, ...line })
  return { ...line, error: quantized.reduce((sum, width, j) => sum + Math.abs(Math.log(width / widths[j]!)), 0) }
}

/** Reused by every fit, because allocating it anew costs a few percent. */
const queue = new BoxQueue()

function nearestLine(widths: readonly number[]): TriedLine {
  const observed = observedWidths(widths)
  queue.clear()
  /** Slopes are compared at this block; a single block has no slope. */
  const lastBlock = Math.max(1, widths.length - 1)
  let best: TriedLine = { initialWidth: 0, widthSlope: 0, widthMultiplier: 0, error: Infinity }

  const tryLine = (line: Line): void => {
    if (!isInFittedRange(line)) return
    const found = tried(line, widths)
    if (found.error < best.error) best = found
  }
  const tryPoint = (first: number, multiplier: number, slope: number): void => {
    if (leastError(observed, first, first, multiplier, multiplier, slope, slope, best.error) < best.error)
      tryLine(lineOf(first, multiplier, slope))
  }
  const add = (first: number, last: number, low: number, high: number, flat: number, steepest: number): void => {
    const steep = Math.min(steepest, fittedRange.widthSlope.high / (first * regNetWidthQuantum))
    if (flat >= steep) return
    const bound = leastError(observed, first, last, low, high, flat, steep, best.error - errorStep)
    if (bound >= best.error - errorStep) return
    const middle = Math.round(Math.sqrt(first * last))
    const slope = middleSlope(flat, steep, lastBlock)
    if (high - low > leastInnerExtent) tryPoint(middle, (low + high) / 2, slope)
    else {
      tryPoint(middle, low, slope)
      tryPoint(middle, high, slope)
    }
    queue.add(bound, first, last, low, high, flat, steep)
  }

  const { initialWidth, widthMultiplier } = fittedRange
  const [narrowest, widest] = [initialWidth.low / regNetWidthQuantum, initialWidth.high / regNetWidthQuantum]
  add(narrowest, widest, widthMultiplier.low, widthMultiplier.high, 0, Infinity)
  while (queue.next() && queue.bound < best.error - errorStep) {
    const { first, last, low, high, flat, steep } = queue
    const logReach = Math.log1p(steep * lastBlock)
    const firstExtent = first < last ? 3 * Math.log(last / first) : 0
    const multiplierExtent = 1.4 * Math.log(high / low) * Math.max(1, logReach / Math.log(low))
    const slopeExtent = logReach - Math.log1p(flat * lastBlock)
    if (firstExtent > 0 && firstExtent >= multiplierExtent && firstExtent >= slopeExtent) {
      const middle = Math.min(last - 1, Math.floor(Math.sqrt(first * last)))
      add(first, middle, low, high, flat, steep)
      add(middle + 1, last, low, high, flat, steep)
    } else if (Math.max(multiplierExtent, slopeExtent) < leastExtent) {
      tryLine(rounded(lineOf(first, low, flat), 6))
    } else if (multiplierExtent >= slopeExtent) {
      const middle = (low + high) / 2
      add(first, last, low, middle, flat, steep)
      add(first, last, middle, high, flat, steep)
    } else {
      const middle = middleSlope(flat, steep, lastBlock)
      add(first, last, low, high, flat, middle)
      add(first, last, low, high, middle, steep)
    }
  }
  return best
}

const lineOf = (first: number, widthMultiplier: number, slope: number): Line => ({
  initialWidth: first * regNetWidthQuantum,
  widthSlope: slope * first * regNetWidthQuantum,
  widthMultiplier,
})

const rounded = ({ initialWidth, widthSlope, widthMultiplier }: Line, decimals: number): Line => ({
  initialWidth,
  widthSlope: Number(widthSlope.toFixed(decimals)),
  widthMultiplier: Number(widthMultiplier.toFixed(decimals)),
})

/** The slope at which the last block's width is the geometric mean of its widths at two slopes. */
const middleSlope = (flat: number, steep: number, lastBlock: number): number =>
  (Math.sqrt((1 + flat * lastBlock) * (1 + steep * lastBlock)) - 1) / lastBlock

/** The line with the fewest decimals that keep its error. */
function inFewDecimals(line: TriedLine, widths: readonly number[]): TriedLine {
  for (const decimals of [1, 2, 3, 4]) {
    const candidate = rounded(line, decimals)
    if (!isInFittedRange(candidate)) continue
    const found = tried(candidate, widths)
    if (found.error <= line.error + errorStep) return found
  }
  return line
}
