import { studyPlanSchema, type StudyPlan } from '#shared/contract/studies.ts'
import { atImageSize } from '#shared/datasets/datasetSize.ts'
import { faultsOf, withPath, type Fault } from '#shared/schema/parseStrictly.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { typedFault } from '#renderer/lib/typedFault.ts'
import { sweptKeys, type SweptKey } from '#shared/training/recipeSweep.ts'
import { readSweep, type SweepDraft } from './sweepDraft.ts'
import {
  numberOf,
  switchedFields,
  textOf,
  typedFields,
  valueAt,
  withValueAt,
  type SwitchedFieldId,
  type TypedFieldId,
} from './planFields.ts'

/** A plan being edited. Typed text is kept beside the plan until it is read, so that none is lost. */
export interface PlanDraft {
  plan: StudyPlan
  typed: Partial<Record<TypedFieldId, string>>
  /** What is drawn for each run, once it has been edited; before that it is the plan's. */
  sweep?: SweepDraft
}

/** Faults by field; `other` has those that belong to none. */
export type PlanFaults = Partial<Record<TypedFieldId | SweepFieldId | 'other', Sentence>>
/** The fields of a value that is drawn for each run. */
type SweepFieldId = `sweep.${SweptKey}`

export const draftOf = (plan: StudyPlan): PlanDraft => ({ plan, typed: {} })

/** The text of a field. */
export function typedText({ plan, typed }: PlanDraft, id: TypedFieldId): string {
  return typed[id] ?? textOf(id, valueAt(plan, typedFields[id].path))
}

export function isOn({ plan }: PlanDraft, id: SwitchedFieldId): boolean {
  const value = valueAt(plan, switchedFields[id].path)
  return value !== null && value !== false && value !== undefined
}

export function switched(draft: PlanDraft, id: SwitchedFieldId, on: boolean): PlanDraft {
  const { path, on: onValue, off } = switchedFields[id]
  return { ...draft, plan: withValueAt(draft.plan, path, on ? onValue : off) }
}

/** The plan that the draft describes, or its faults. */
export function readDraft(draft: PlanDraft): { plan: StudyPlan | undefined; faults: PlanFaults } {
  const faults: PlanFaults = {}
  let plan = draft.plan
  for (const id of Object.keys(draft.typed) as TypedFieldId[]) {
    // A field of another kind of data set does not apply to this one.
    const { path } = typedFields[id]
    if (path[0] === 'dataset' && valueAt(plan, path) === undefined) continue
    const value = numberOf(id, draft.typed[id] ?? '')
    if (value === undefined) faults[id] = typedFault(draft.typed[id] ?? '')
    else plan = withValueAt(plan, path, value)
  }
  if (draft.sweep) {
    const { sweep, faults: unread } = readSweep(draft.sweep)
    for (const key of sweptKeys) if (unread[key]) faults[`sweep.${key}`] = unread[key]
    plan = { ...plan, sweep }
  }
  const written = withFlops(withDatasetSize(plan))
  const result = studyPlanSchema.safeParse(written)
  for (const fault of faultsOf(result.error?.issues ?? [], written)) {
    const id = fieldOf(fault)
    faults[id] ??= id === 'other' ? withPath(fault) : fault.said
  }
  const isSound = result.success && Object.keys(faults).length === 0
  return { plan: isSound ? result.data : undefined, faults }
}

/**
 * The plan from some of its fields, regardless of what is typed into the others; undefined if one of these is faulty.
 */
export function readFields({ plan, typed, sweep }: PlanDraft, ids: readonly TypedFieldId[]): StudyPlan | undefined {
  const known = Object.entries(typed).filter(([id]) => ids.includes(id as TypedFieldId))
  return readDraft({ plan, typed: Object.fromEntries(known), ...(sweep && { sweep }) }).plan
}

/** A window with both ends open is null; a single open end is 0 or Number.MAX_SAFE_INTEGER. */
function withFlops(plan: StudyPlan): StudyPlan {
  const { low, high }: { low?: number | null; high?: number | null } = plan.flops ?? {}
  if ((low ?? null) === null && (high ?? null) === null) return { ...plan, flops: null }
  return { ...plan, flops: { low: low ?? 0, high: high ?? Number.MAX_SAFE_INTEGER } }
}

/** Data sets that can be made or read at any size take the image size of the plan. */
const withDatasetSize = (plan: StudyPlan): StudyPlan => ({
  ...plan,
  dataset: atImageSize(plan.dataset, plan.imageSize),
})

/** The field that shows the errors of a path without a field of its own. */
const elsewhere: Partial<Record<string, TypedFieldId>> = {
  'recipe.augmentation': 'cropPadding',
  flops: 'flopsHigh',
  // The size of the data set follows that of the images.
  'dataset.imageSize': 'imageSize',
  'dataset.resize': 'imageSize',
}

function fieldOf({ path }: Fault): keyof PlanFaults {
  const place = path.join('.')
  const swept = path[0] === 'sweep' && sweptKeys.find((key) => key === path[1])
  if (swept) return `sweep.${swept}`
  const ids = Object.keys(typedFields) as TypedFieldId[]
  return elsewhere[place] ?? ids.find((id) => typedFields[id].path.join('.') === place) ?? 'other'
}
