import { roundHalfEven } from '#shared/random/rounding.ts'

export interface CompatibleSizes {
  width: number
  groupWidth: number
}

/**
 * The nearest buildable width and group width: the group width is at most the inner width and divides it.
 * `bottleneckMultiplier` is pycls's b (bot_mul), inner width over width, the inverse of the paper's ratio. Rounds half
 * to even, as pycls's adjust_block_compatibility. Throws RangeError for a multiplier above 1 that is not an integer.
 */
export function compatibleSizes(width: number, bottleneckMultiplier: number, groupWidth: number): CompatibleSizes {
  if (bottleneckMultiplier > 1 && !Number.isInteger(bottleneckMultiplier))
    throw new RangeError(`invalid bottleneckMultiplier: ${bottleneckMultiplier} (a whole number when above 1)`)
  const whole = bottleneckMultiplier > 1 ? bottleneckMultiplier : 1
  const inner = compatibleInner(width * bottleneckMultiplier, whole, groupWidth)
  return { width: Math.trunc(inner.width / bottleneckMultiplier), groupWidth: inner.groupWidth }
}

/**
 * compatibleSizes for the paper's bottleneck ratio (width over inner width), which is an integer or the inverse of one.
 * Divides by an integer ratio where pycls multiplies by its rounded inverse. Throws RangeError for any other ratio.
 */
export function compatibleSizesForRatio(width: number, bottleneckRatio: number, groupWidth: number): CompatibleSizes {
  if (bottleneckRatio > 1 && !Number.isInteger(bottleneckRatio))
    return compatibleSizes(width, 1 / bottleneckRatio, groupWidth)
  requireBuildableRatio(bottleneckRatio)
  if (bottleneckRatio < 1) return compatibleSizes(width, wholeInverse(bottleneckRatio), groupWidth)
  const inner = compatibleInner(width / bottleneckRatio, 1, groupWidth)
  return { width: inner.width * bottleneckRatio, groupWidth: inner.groupWidth }
}

/** The paper's bottleneck ratio for a pycls multiplier: its inverse, rounded to an integer if within 0.00001 of one. */
export function ratioOfMultiplier(bottleneckMultiplier: number): number {
  return wholeInverse(bottleneckMultiplier) || 1 / bottleneckMultiplier
}

/** Throws RangeError unless the paper's bottleneck ratio or its inverse is an integer. */
export function requireBuildableRatio(bottleneckRatio: number): void {
  if (bottleneckRatio >= 1 ? !Number.isInteger(bottleneckRatio) : wholeInverse(bottleneckRatio) === 0)
    throw new RangeError(`invalid bottleneckRatio: ${bottleneckRatio} (a whole number or one over a whole number)`)
}

/** The inner width as a multiple of the group width and of `whole`, at least one such multiple. */
function compatibleInner(width: number, whole: number, groupWidth: number): CompatibleSizes {
  const inner = Math.trunc(Math.max(1, width))
  const group = Math.min(groupWidth, inner)
  const step = whole > 1 ? leastCommonMultiple(group, whole) : group
  return { width: Math.max(step, roundHalfEven(inner / step) * step), groupWidth: group }
}

/** The inverse of `ratio` if it is an integer, tolerating truncated decimals (0.333333); otherwise 0. */
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
