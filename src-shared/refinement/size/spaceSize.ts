import { cardinality } from '#shared/designspaces/sampling/cardinality.ts'
import { candidateSource } from '#shared/designspaces/sampling/candidateSource.ts'
import { kindOf, type Constraint } from '#shared/designspaces/constraints/constraints.ts'
import type { DesignSpace, Regime } from '#shared/designspaces/designSpace.ts'
import { distributionPmf, type Distribution } from '#shared/random/distributions.ts'
import { shareRange } from '#shared/statistics/ranges/shareRange.ts'

export interface SpaceSize {
  /**
   * log10 of the number of parameter combinations. -Infinity: if exact, there are none; otherwise none was found in
   * `draws` draws, which leaves at most `high`.
   */
  readonly log10: number
  /** 95 % range; both equal log10 if exact. */
  readonly low: number
  readonly high: number
  readonly exact: boolean
  /** Number of draws behind the estimate; 0 if exact. */
  readonly draws: number
  readonly degreesOfFreedom: number
}

export interface SizeOptions {
  /** Number of combinations to examine if constraints cannot be counted. */
  readonly draws?: number
  readonly seed?: number
}

/** Draws of a RegNet often have the wrong number of stages, so this many are tried per draw wanted. */
const triesPerDraw = 100

/**
 * The number of combinations in `space`: exact if all constraints can be counted; otherwise the countable size times
 * the share of equally likely combinations that satisfy the others. Of `regime` only the image size matters (for
 * complexity), not its FLOPs window.
 */
export function spaceSize(space: DesignSpace, regime: Regime, { draws = 200, seed = 0 }: SizeOptions = {}): SpaceSize {
  const { log10, notCounted, degreesOfFreedom } = cardinality(space)
  if (notCounted.length === 0 || log10 === -Infinity)
    return { log10, low: log10, high: log10, exact: true, draws: 0, degreesOfFreedom }
  const open = space.constraints.filter(({ id }) => notCounted.includes(id))
  const { hits, trials, looked } = countFulfilling(space, regime, open, draws, seed)
  const share = shareRange(hits, trials)
  const scaled = (part: number) => log10 + Math.log10(part)
  return {
    log10: scaled(share.value),
    low: scaled(share.low),
    high: scaled(share.high),
    exact: false,
    draws: looked,
    degreesOfFreedom,
  }
}

/** log10 of what is known about a size, and how; an upper bound if draws found nothing. */
export interface KnownSize {
  readonly log10: number
  readonly by: 'count' | 'estimate' | 'upperEnd'
}

export function knownSize({ log10, high, exact }: SpaceSize): KnownSize {
  if (exact) return { log10, by: 'count' }
  return log10 === -Infinity ? { log10: high, by: 'upperEnd' } : { log10, by: 'estimate' }
}

/** Whether a space is known to be empty. Only an exact count can tell; draws may have missed networks. */
export const isKnownEmpty = ({ log10, exact }: SpaceSize): boolean => exact && log10 === -Infinity

/**
 * How many of the equally likely combinations that satisfy all constraints but `open` also satisfy those, out of
 * `looked`.
 */
function countFulfilling(
  space: DesignSpace,
  regime: Regime,
  open: readonly Constraint[],
  draws: number,
  seed: number,
): { hits: number; trials: number; looked: number } {
  const closed = { ...equallyLikely(space), constraints: space.constraints.filter((c) => !open.includes(c)) }
  const source = candidateSource(closed, regime)
  let trials = 0
  let hits = 0
  let looked = 0
  while (trials < draws && looked < draws * triesPerDraw) {
    const candidate = source.anyFlops(seed, looked++)
    if (!candidate) continue
    trials++
    if (open.every((constraint) => kindOf(constraint).check(candidate, constraint))) hits++
  }
  return { hits, trials, looked }
}

/** The space with all values of every size equally likely. */
function equallyLikely(space: DesignSpace): DesignSpace {
  const flat = (distribution: Distribution): Distribution => ({
    law: 'choice',
    values: distributionPmf(distribution).values,
  })
  const sizes = Object.entries(space.parameters) as [string, string | Distribution | Distribution[] | undefined][]
  const parameters = sizes.map(([name, entry]) => {
    if (typeof entry === 'string' || entry === undefined) return [name, entry]
    return [name, Array.isArray(entry) ? entry.map(flat) : flat(entry)]
  })
  return { ...space, parameters: Object.fromEntries(parameters) as DesignSpace['parameters'] }
}
