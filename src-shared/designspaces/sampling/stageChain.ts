import { firstAbove, runningSums, type Pmf } from '#shared/random/distributions.ts'
import type { Stream } from '#shared/random/stream.ts'

/** Order of each stage's value relative to the previous stage. nonDecreasing and nonIncreasing allow ties. */
export const orderIds = ['nonDecreasing', 'increasing', 'constant', 'nonIncreasing', 'decreasing'] as const
export type OrderId = (typeof orderIds)[number]

/**
 * One value per stage, each with its own weights, restricted to an order: the distribution of drawing all stages
 * independently until the order holds. Weights need not sum to 1.
 */
export interface StageChain {
  order: OrderId | 'any'
  stages: Pmf[]
}

interface Followers {
  from: (previous: number) => number
  to: (previous: number, size: number) => number
}
/** First and last index that may follow index `previous` among `size` ascending values; first > last if none may. */
const followers: Record<StageChain['order'], Followers> = {
  any: { from: () => 0, to: (_, size) => size - 1 },
  nonDecreasing: { from: (previous) => previous, to: (_, size) => size - 1 },
  increasing: { from: (previous) => previous + 1, to: (_, size) => size - 1 },
  constant: { from: (previous) => previous, to: (previous) => previous },
  nonIncreasing: { from: () => 0, to: (previous) => previous },
  decreasing: { from: () => 0, to: (previous) => previous - 1 },
}

/** Allowed signs of the step between consecutive stages. */
const steps: Record<OrderId, readonly number[]> = {
  nonDecreasing: [0, 1],
  increasing: [1],
  constant: [0],
  nonIncreasing: [-1, 0],
  decreasing: [-1],
}

/** Whether `values` follow `order`. */
export function inOrder(values: readonly number[], order: OrderId): boolean {
  return values.every((value, i) => i === 0 || steps[order].includes(Math.sign(value - values[i - 1]!)))
}

/** The order that combines both; undefined if no two values can follow both. */
export function bothOrders(a: OrderId, b: OrderId): OrderId | undefined {
  const common = steps[a].filter((step) => steps[b].includes(step))
  return orderIds.find((id) => steps[id].join() === common.join())
}

/** `chain` with every stage restricted to the values accepted by `keep`. */
export function restrict(chain: StageChain, keep: (value: number) => boolean): StageChain {
  const stages = chain.stages.map(({ values, probabilities }) => ({
    values: values.filter(keep),
    probabilities: probabilities.filter((_, i) => keep(values[i]!)),
  }))
  return { ...chain, stages }
}

/** A prepared chain: the probability that independent draws satisfy it, and an exact sampler. */
export interface CompiledStageChain {
  mass: number
  /** Writes one value per stage into `out`. Undefined behaviour if mass is 0. */
  draw: (random: Stream, out: Float64Array) => void
}

/**
 * The exact sampler of `chain`. Backwards from the last stage, each value's weight is multiplied by the total weight of
 * its possible followers; forwards, each stage is drawn among the followers of the previous value.
 */
export function compileChain(chain: StageChain): CompiledStageChain {
  const values = chainValues(chain)
  const size = values.length
  const { from, to } = followers[chain.order]
  const sums: Float64Array[] = []
  let completions = new Array<number>(size).fill(1)
  for (const weights of chain.stages.map((stage) => weightsOver(values, stage)).reverse()) {
    const cumulative = runningSums(weights.map((weight, i) => weight * completions[i]!))
    completions = values.map((_, i) => {
      const first = from(i)
      const last = to(i, size)
      return first > last ? 0 : cumulative[last]! - (first > 0 ? cumulative[first - 1]! : 0)
    })
    sums.unshift(cumulative)
  }
  return {
    mass: sums[0]?.at(-1) ?? 0,
    draw(random, out) {
      let index = 0
      for (let stage = 0; stage < sums.length; stage++) {
        const cumulative = sums[stage]!
        const first = stage === 0 ? 0 : from(index)
        const last = stage === 0 ? size - 1 : to(index, size)
        if (first < last) {
          const below = first > 0 ? cumulative[first - 1]! : 0
          index = firstAbove(cumulative, below + random.uniform() * (cumulative[last]! - below), first, last)
        } else index = last
        out[stage] = values[index]!
      }
    },
  }
}

/** The exact number of value combinations that satisfy `chain`. */
export function countChain(chain: StageChain): bigint {
  const values = chainValues(chain)
  const { from, to } = followers[chain.order]
  let completions = values.map(() => 1n)
  let total = 0n
  for (const stage of [...chain.stages].reverse()) {
    const counts = weightsOver(values, stage).map((weight, i) => (weight > 0 ? completions[i]! : 0n))
    total = counts.reduce((a, b) => a + b, 0n)
    const cumulative: bigint[] = []
    for (const count of counts) cumulative.push((cumulative.at(-1) ?? 0n) + count)
    completions = values.map((_, i) => {
      const first = from(i)
      const last = to(i, values.length)
      return first > last ? 0n : cumulative[last]! - (first > 0 ? cumulative[first - 1]! : 0n)
    })
  }
  return total
}

/** Degrees of freedom: the number of stages with a choice, or one if all share a value. */
export function chainFreedom(chain: StageChain): number {
  const free = chain.stages.filter((stage) => stage.values.length > 1).length
  return chain.order === 'constant' ? Math.min(1, free) : free
}

function chainValues(chain: StageChain): number[] {
  return [...new Set(chain.stages.flatMap((stage) => stage.values))].sort((a, b) => a - b)
}

function weightsOver(values: readonly number[], stage: Pmf): number[] {
  const weights = new Map(stage.values.map((value, i) => [value, stage.probabilities[i]!]))
  return values.map((value) => weights.get(value) ?? 0)
}
