import type { PlanDraft } from './planDraft.ts'
import type { TypedFieldId } from './planFields.ts'

/** Drops the typed text of some fields, which then show the plan's values. */
export function withoutTyped(typed: PlanDraft['typed'], ids: readonly TypedFieldId[]): PlanDraft['typed'] {
  return Object.fromEntries(Object.entries(typed).filter(([id]) => !ids.includes(id as TypedFieldId)))
}
