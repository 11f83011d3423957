import { studyPlanSchema, type StudyPlan } from '#shared/contract/studies.ts'
import { faultsOf, placed, type Fault } from '#shared/schema/parseStrictly.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { typedFault } from '#renderer/lib/typedFault.ts'
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

/** A plan that is being written: what was typed stands beside it until it is read, so that nothing typed is lost. */
export interface PlanDraft {
  plan: StudyPlan
  typed: Partial<Record<TypedFieldId, string>>
}

/** What is wrong, by field; under `other` what belongs to none. */
export type PlanFaults = Partial<Record<TypedFieldId | 'other', Sentence>>

export const draftOf = (plan: StudyPlan): PlanDraft => ({ plan, typed: {} })

/** What stands in a field. */
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

/** The plan that the draft says, or what is wrong with it. */
export function readDraft(draft: PlanDraft): { plan: StudyPlan | undefined; faults: PlanFaults } {
  const faults: PlanFaults = {}
  let plan = draft.plan
  for (const id of Object.keys(draft.typed) as TypedFieldId[]) {
    // A field of another kind of data set says nothing about this one.
    const { path } = typedFields[id]
    if (path[0] === 'dataset' && valueAt(plan, path) === undefined) continue
    const value = numberOf(id, draft.typed[id] ?? '')
    if (value === undefined) faults[id] = typedFault(draft.typed[id] ?? '')
    else plan = withValueAt(plan, path, value)
  }
  const written = withFlops(withDatasetSize(plan))
  const result = studyPlanSchema.safeParse(written)
  for (const fault of faultsOf(result.error?.issues ?? [], written)) {
    const id = fieldOf(fault)
    faults[id] ??= id === 'other' ? placed(fault) : fault.said
  }
  const isSound = result.success && Object.keys(faults).length === 0
  return { plan: isSound ? result.data : undefined, faults }
}

/** The plan as some of its fields say, whatever was typed into the others; undefined: something is wrong with these. */
export function readFields({ plan, typed }: PlanDraft, ids: readonly TypedFieldId[]): StudyPlan | undefined {
  const known = Object.entries(typed).filter(([id]) => ids.includes(id as TypedFieldId))
  return readDraft({ plan, typed: Object.fromEntries(known) }).plan
}

/** A window with both ends open is none; one open end reaches as far as numbers do. */
function withFlops(plan: StudyPlan): StudyPlan {
  const { low, high }: { low?: number | null; high?: number | null } = plan.flops ?? {}
  if ((low ?? null) === null && (high ?? null) === null) return { ...plan, flops: null }
  return { ...plan, flops: { low: low ?? 0, high: high ?? Number.MAX_SAFE_INTEGER } }
}

/** Data sets that can be made or read at any size follow the size of the images. */
function withDatasetSize(plan: StudyPlan): StudyPlan {
  const { dataset, imageSize } = plan
  const sizeKey = { synthetic: 'imageSize', imageFolder: 'imageSize', idx: 'resize', cifar10: null, cifar100: null }
  const key = sizeKey[dataset.kind]
  return key === null ? plan : { ...plan, dataset: { ...dataset, [key]: imageSize } }
}

/** Where that is said which no field has for itself. */
const elsewhere: Partial<Record<string, TypedFieldId>> = {
  'recipe.augmentation': 'cropPadding',
  flops: 'flopsHigh',
  // The size of the data set follows that of the images.
  'dataset.imageSize': 'imageSize',
  'dataset.resize': 'imageSize',
}

function fieldOf({ path }: Fault): TypedFieldId | 'other' {
  const place = path.join('.')
  const ids = Object.keys(typedFields) as TypedFieldId[]
  return elsewhere[place] ?? ids.find((id) => typedFields[id].path.join('.') === place) ?? 'other'
}
