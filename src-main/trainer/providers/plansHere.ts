import type { LoweringPlan } from '#shared/lowering/planTypes.ts'
import { loweringPlans, type LoweringPlanName } from '#shared/lowering/planTable.ts'
import { providerOf, type ProviderId } from './providers.ts'

const entries = Object.entries(loweringPlans) as [LoweringPlanName, LoweringPlan][]

/** The lowering plans that this machine's processor supports, by name. */
export const plansHere: ReadonlyMap<LoweringPlanName, LoweringPlan> = new Map(
  entries.filter(([, { processor }]) => processor === null || processor === process.arch),
)

/** The lowering plans that a provider supports on this machine, by name. */
export function plansOf(provider: ProviderId): ReadonlyMap<LoweringPlanName, LoweringPlan> {
  const settings = providerOf(provider)!.settings
  return new Map([...plansHere].filter(([name]) => settings[name] !== undefined))
}

/** The lowering plan with an id as stored with runs. Throws RangeError if this machine does not support it. */
export function planOf(id: string): LoweringPlan {
  const plans = [...plansHere.values()]
  const plan = plans.find((candidate) => candidate.id === id)
  if (plan) return plan
  throw new RangeError(`unknown lowering plan: ${id} (this machine runs ${plans.map((known) => known.id).join(', ')})`)
}

/**
 * The id of the lowering plan for resuming or repeating a run recorded under `id`: the same, or the provider's current
 * plan if the provider or this machine no longer supports it.
 */
export function planIdHere(provider: string, id: string): string {
  const known = providerOf(provider)
  if (!known) return id
  const plans = [...plansOf(provider as ProviderId).values()]
  return plans.some((plan) => plan.id === id) ? id : loweringPlans[known.plan].id
}
