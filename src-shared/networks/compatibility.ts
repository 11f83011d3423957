import { roundHalfEven } from '#shared/random/rounding.ts'

export interface CompatibleSizes {
  width: number
  groupWidth: number
}

/**
 * The width and group width nearest to the given ones that can be built: the group width is at most the inner width and
 * divides it. `bottleneckMultiplier` is pycls's b (bot_mul), inner width over width, the inverse of the paper's ratio;
 * above 1 it must be whole. Rounds half to even, as pycls's adjust_block_compatibility.
 */
export function compatibleSizes(width: number, bottleneckMultiplier: number, groupWidth: number): CompatibleSizes {
  if (bottleneckMultiplier > 1 && !Number.isInteger(bottleneckMultiplier))
    throw new RangeError(`invalid bottleneckMultiplier: ${bottleneckMultiplier} (a whole number when above 1)`)
  const whole = bottleneckMultiplier > 1 ? bottleneckMultiplier : 1
  const inner = compatibleInner(width * bottleneckMultiplier, whole, groupWidth)
  return { width: Math.trunc(inner.width / bottleneckMultiplier), groupWidth: inner.groupWidth }
}

/**
 * As compatibleSizes, for the paper's bottleneck ratio, width over inner width: at least 1, or one over a whole number.
 * Divides by a whole ratio where pycls multiplies by its rounded inverse. Throws RangeError for any other ratio.
 */
export function compatibleSizesForRatio(width: number, bottleneckRatio: number, groupWidth: number): CompatibleSizes {
  if (bottleneckRatio > 1 && !Number.isInteger(bottleneckRatio))
    return compatibleSizes(width, 1 / bottleneckRatio, groupWidth)
  requireBuildableRatio(bottleneckRatio)
  if (bottleneckRatio < 1) return compatibleSizes(width, wholeInverse(bottleneckRatio), groupWidth)
  const inner = compatibleInner(width / bottleneckRatio, 1, groupWidth)
  return { width: inner.width * bottleneckRatio, groupWidth: inner.groupWidth }
}

/** The paper's bottleneck ratio of a multiplier of pycls's: its inverse, whole where it is to within 0.00001. */
export function ratioOfMultiplier(bottleneckMultiplier: number): number {
  return wholeInverse(bottleneckMultiplier) || 1 / bottleneckMultiplier
}

/** Throws RangeError unless the paper's bottleneck ratio, or one over it, is a whole number. */
export function requireBuildableRatio(bottleneckRatio: number): void {
  if (bottleneckRatio >= 1 ? !Number.isInteger(bottleneckRatio) : wholeInverse(bottleneckRatio) === 0)
    throw new RangeError(`invalid bottleneckRatio: ${bottleneckRatio} (a whole number or one over a whole number)`)
}

/** The inner width as a multiple of the group width and of `whole`, at least one such step. */
function compatibleInner(width: number, whole: number, groupWidth: number): CompatibleSizes {
  const inner = Math.trunc(Math.max(1, width))
  const group = Math.min(groupWidth, inner)
  const step = whole > 1 ? leastCommonMultiple(group, whole) : group
  return { width: Math.max(step, roundHalfEven(inner / step) * step), groupWidth: group }
}

/** One over `ratio` when that is whole, tolerating decimals as people write them (0.333333); otherwise 0. */
function wholeInverse(ratio: number): number {
  const inverse = Math.round(1 / ratio)
  return ratio > 0 && Math.abs(inverse * ratio - 1) < 1e-5 ? inverse : 0
}

function leastCommonMultiple(a: number, b: number): number {
  return (a / greatestCommonDivisor(a, b)) * b
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
