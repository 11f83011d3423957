import { chainFreedom, countChain, type StageChain } from './stageChain.ts'
import type { Constraint } from '../constraints/constraints.ts'
import type { DesignSpace } from '../designSpace.ts'
import { conditionedModel } from './samplingModel.ts'

export interface Cardinality {
  /**
   * Exact number of parameter combinations under every constraint that the draw alone decides. Several may give the
   * same network; for a RegNet it includes combinations with another number of stages.
   */
  combinations: bigint
  log10: number
  /** Constraints that cannot be counted; if any, `combinations` is an upper bound. */
  notCounted: Constraint['id'][]
  /** Number of free parameters: 16, 13, 10, 10, 10 for AnyNetX_A to E and 6 for RegNet. Paper, Table 1. */
  degreesOfFreedom: number
}

/** The exact number of points of `space`, and its degrees of freedom. */
export function cardinality(space: DesignSpace): Cardinality {
  const { laws, byRejection } = conditionedModel(space)
  const chains: StageChain[] = Object.values(laws.chains)
  const combinations = chains.reduce((product, chain) => product * countChain(chain), 1n)
  return {
    combinations,
    log10: log10(combinations),
    notCounted: byRejection.map((constraint) => constraint.id),
    degreesOfFreedom: chains.reduce((sum, chain) => sum + chainFreedom(chain), 0),
  }
}

function log10(n: bigint): number {
  if (n <= 0n) return -Infinity
  const digits = n.toString()
  return Math.log10(Number(digits.slice(0, 17))) + Math.max(0, digits.length - 17)
}
