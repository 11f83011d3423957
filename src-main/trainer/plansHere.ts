import type { LoweringPlan } from '#shared/lowering/plan.ts'
import { loweringPlans, type LoweringPlanName } from '#shared/lowering/plans.ts'

const entries = Object.entries(loweringPlans) as [LoweringPlanName, LoweringPlan][]

/** The lowering plans that this machine's processor can run, by name. */
export const plansHere: ReadonlyMap<LoweringPlanName, LoweringPlan> = new Map(
  entries.filter(([, { processor }]) => processor === null || processor === process.arch),
)

/** The lowering plan of an id, as stored with runs. Throws RangeError where this machine has none. */
export function planOf(id: string): LoweringPlan {
  const plans = [...plansHere.values()]
  const plan = plans.find((candidate) => candidate.id === id)
  if (plan) return plan
  throw new RangeError(`unknown lowering plan: ${id} (this machine runs ${plans.map((known) => known.id).join(', ')})`)
}
