import type { StudyPlan } from '#shared/contract/studies.ts'
import type { TimeSource } from '#shared/designspaces/constraints/timeLimits.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { typedNumber } from '#shared/format/typedNumber.ts'
import type { Translate } from '#shared/messages/translation.ts'
import { messageOf, sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { parseCount } from '#shared/studyFiles/flopsWindow.ts'
import { searchName } from '#shared/studyFiles/searchName.ts'
import { budgetMeasures, searchStudy, type Budget, type BudgetMeasure } from '#shared/studyFiles/searchStudy.ts'
import { parseStudyFile, studyFormatVersion, type StudyFile } from '#shared/studyFiles/studyFile.ts'
import { readDraft, type PlanDraft, type PlanFaults } from '#renderer/components/plan/planDraft.ts'
import { countTyped } from '#renderer/components/plan/planFields.ts'
import { atScale, newStudyDraft, scaled, scaleDefaults, type StudyScale } from '#renderer/components/plan/studyDraft.ts'
import { typedFault } from '#renderer/lib/typedFault.ts'

/** The spaces that the wizard searches. */
export const searchedSpaces = ['RegNetX', 'RegNetY'] as const
export type SearchedSpace = (typeof searchedSpaces)[number]

/** A search as typed. */
export interface SearchDraft {
  /** Empty: the one that is offered. */
  name: string
  budget: Record<BudgetMeasure, string>
  /** Key of what predicts times, once chosen. */
  source?: string
  space: SearchedSpace
  scale: StudyScale
  /** Its FLOPs window is not used: the budget decides. */
  plan: PlanDraft
}

/** The paper found 32 random networks of RegNetX enough (Figure 9). */
const usualNetworks = 32

const flopsOf = (scale: StudyScale): string => countTyped(scaleDefaults[scale].flops.high)

/** A search that takes minutes on any machine. */
export function newSearchDraft(): SearchDraft {
  const { scale, plan } = newStudyDraft()
  return {
    ...{ name: '', space: 'RegNetX', scale },
    budget: { flops: flopsOf(scale), parameters: '', activations: '', time: '' },
    plan: { ...plan, plan: { ...plan.plan, perSpace: usualNetworks } },
  }
}

/** The draft at another scale, with that scale's image size and, if a budget of FLOPs is given, its FLOPs. */
export function searchAtScale(draft: SearchDraft, scale: StudyScale): SearchDraft {
  const { plan } = atScale({ name: '', spaces: [], scale: draft.scale, plan: draft.plan }, scale)
  const flops = draft.budget.flops.trim() === '' ? '' : flopsOf(scale)
  return { ...draft, scale, plan, budget: { ...draft.budget, flops } }
}

export interface ReadSearch {
  /** The study that the search is; undefined while something is faulty. */
  readonly study: StudyFile | undefined
  readonly plan: StudyPlan | undefined
  /** The whole space that is searched. */
  readonly space: DesignSpace
  readonly faults: PlanFaults
  readonly budgetFaults: Partial<Record<BudgetMeasure | 'all', Sentence>>
}

/**
 * The search that the draft describes, the same as `regbench search` makes of these values, or its faults; `t` names it if
 * the draft does not.
 */
export function readSearch(draft: SearchDraft, timeSource: TimeSource | undefined, t: Translate<'search'>): ReadSearch {
  const read = readDraft({ ...draft.plan, plan: { ...draft.plan.plan, flops: null } })
  const space = scaled(draft.space, draft.scale)
  const { budget, faults } = readBudget(draft.budget)
  const rest = { plan: read.plan, space, faults: read.faults }
  if (!read.plan || Object.keys(faults).length > 0) return { ...rest, study: undefined, budgetFaults: faults }
  try {
    const base = baseOf(read.plan, searchName(space.name, budget, t))
    const study = searchStudy(base, { space, budget, networks: read.plan.perSpace, timeSource })
    const name = draft.name.trim()
    return { ...rest, study: name === '' ? study : { ...study, name }, budgetFaults: {} }
  } catch (error) {
    return { ...rest, study: undefined, budgetFaults: { all: messageOf(error) } }
  }
}

function readBudget(typed: SearchDraft['budget']): { budget: Budget; faults: ReadSearch['budgetFaults'] } {
  const budget: Partial<Record<BudgetMeasure, number>> = {}
  const faults: Partial<Record<BudgetMeasure, Sentence>> = {}
  for (const measure of budgetMeasures) {
    const text = typed[measure].trim()
    if (text === '') continue
    const value = measure === 'time' ? typedNumber(text) : parseCount(text)
    if (value === undefined) faults[measure] = typedFault(text)
    else if (!(value > 0)) faults[measure] = sentence('budgetNotPositive', { value })
    else budget[measure] = value
  }
  return { budget, faults }
}

/** A study file of which a search takes everything but space, budget and number of networks. */
function baseOf(plan: StudyPlan, name: string): StudyFile {
  const { imageSize, dataset, recipe, sweep, perSpace, seed, provider, lowering } = plan
  return parseStudyFile({
    ...{ formatVersion: studyFormatVersion, name, spaces: ['RegNetX'], perSpace },
    ...{ imageSize, dataset, recipe, seed, provider },
    ...(sweep && { sweep }),
    ...(lowering !== undefined && { lowering }),
  })
}

/** The space with everything that a search requires of its networks, the FLOPs window included. */
export function spaceWithin({ spaces, flops }: Pick<StudyFile, 'spaces' | 'flops'>): DesignSpace {
  const within = spaces![0] as DesignSpace
  if (!flops) return within
  const window = { id: 'flops', min: flops.low, max: flops.high } as const
  return { ...within, constraints: [...within.constraints, window] }
}
