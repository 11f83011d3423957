import { within, type Limits } from '../constraints/bounds.ts'
import type { ChainName, SamplingModel } from './candidate.ts'
import { bothOrders, restrict, type StageChain, type OrderId } from './stageChain.ts'

/** The model with one chain ordered, if it has that chain over stages. */
export function ordered(laws: SamplingModel, name: ChainName, to: OrderId): SamplingModel {
  return mapped(laws, name, (chain) => {
    if (chain.stages.length < 2) return chain
    const order = chain.order === 'any' ? to : bothOrders(chain.order, to)
    return order ? { ...chain, order } : restrict(chain, () => false)
  })
}

/** The model with the values of one chain within limits, if it has that chain. */
export function ranged(laws: SamplingModel, name: ChainName, limits: Limits): SamplingModel {
  return mapped(laws, name, (chain) => restrict(chain, (value) => within(value, limits)))
}

/**
 * The result for a constraint drawn by rejection: the unchanged model, or one without any values if no draw can satisfy
 * it.
 */
export function rejected(laws: SamplingModel, isPossible: boolean): { laws: SamplingModel; exact: false } {
  const names = Object.keys(laws.chains) as ChainName[]
  const none = () => names.reduce((left, name) => mapped(left, name, (chain) => restrict(chain, () => false)), laws)
  return { laws: isPossible ? laws : none(), exact: false }
}

function mapped(laws: SamplingModel, name: ChainName, change: (chain: StageChain) => StageChain): SamplingModel {
  const chain = (laws.chains as Partial<Record<ChainName, StageChain>>)[name]
  return chain ? ({ ...laws, chains: { ...laws.chains, [name]: change(chain) } } as SamplingModel) : laws
}
