import { chainFreedom, countChain, type Chain } from './chain.ts'
import type { Constraint } from './constraints.ts'
import type { DesignSpace } from './designSpace.ts'
import { conditionedLaws } from './lawSet.ts'

export interface Cardinality {
  /**
   * Combinations of the parameters drawn, exactly, under every constraint that the draw alone decides. Several may give
   * one network; a RegNet's include those with another number of stages.
   */
  combinations: bigint
  log10: number
  /** Constraints that cannot be counted, so that `combinations` is an upper bound. */
  notCounted: Constraint['id'][]
  /** Parameters that can be chosen; 16, 13, 10, 10, 10 for AnyNetX_A to E and 6 for RegNet. Paper, Table 1. */
  degreesOfFreedom: number
}

/** The number of points of `space`, exactly, and its degrees of freedom. */
export function cardinality(space: DesignSpace): Cardinality {
  const { laws, byRejection } = conditionedLaws(space)
  const chains: Chain[] = Object.values(laws.chains)
  const combinations = chains.reduce((product, chain) => product * countChain(chain), 1n)
  return {
    combinations,
    log10: log10(combinations),
    notCounted: byRejection.map((constraint) => constraint.id),
    degreesOfFreedom: chains.reduce((sum, chain) => sum + chainFreedom(chain), 0),
  }
}

/**
 * The paper's own counts (Table 1), for display beside exact ones. D and E divide C by 4! and (4!)^2, which ignores
 * ties; RegNet's is an approximation with 64 values each for d, w_0, w_a and w_m.
 */
export const paperCounts: Record<string, { combinations: number; formula: string; approximate: boolean }> = {
  AnyNetX_A: { combinations: 1.8e18, formula: '(16·128·3·6)^4', approximate: false },
  AnyNetX_B: { combinations: 6.8e16, formula: '(16·128·6)^4·3', approximate: false },
  AnyNetX_C: { combinations: 3.2e14, formula: '(16·128)^4·3·6', approximate: false },
  AnyNetX_D: { combinations: 1.3e13, formula: '(16·128)^4·3·6/4!', approximate: true },
  AnyNetX_E: { combinations: 5.5e11, formula: '(16·128)^4·3·6/(4!)^2', approximate: true },
  RegNetX: { combinations: 3.0e8, formula: '64^4·6·3', approximate: true },
}

function log10(n: bigint): number {
  if (n <= 0n) return -Infinity
  const digits = n.toString()
  return Math.log10(Number(digits.slice(0, 17))) + Math.max(0, digits.length - 17)
}
