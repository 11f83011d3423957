import { watchDebounced } from '@vueuse/core'
import { computed, reactive, type ShallowRef } from 'vue'
import {
  refinementSteps,
  type Refinement,
  type RefinementStep,
  type RefinementWalk,
} from '#shared/contract/refinements.ts'
import { useAction } from '#renderer/composables/useAction.ts'
import { useLabClient } from '#renderer/lab/useLabClient.ts'
import { useEdited } from '#renderer/stores/edited.ts'
import { useStudies } from '#renderer/stores/studies.ts'
import { walkOf } from '#renderer/composables/useStoredRefinement.ts'
import { wizardState, type WizardState } from './wizardState.ts'

const settleMs = 700

/**
 * The state of a refinement in the wizard. The lab stores its step and choices shortly after each change and when the
 * screen is left, so that it can be continued anywhere. Until then this browser keeps it; if another window has changed
 * it meanwhile, both versions are kept until the user chooses one.
 */
export function useRefinement(refinement: ShallowRef<Refinement>) {
  const lab = useLabClient()
  const studies = useStudies()
  const { id } = refinement.value
  const isDecided = computed(() => refinement.value.decision !== null)
  /** The evidence shown with the step being taken, for the study's log. */
  let evidence: Record<string, unknown> | undefined

  const edited = useEdited<RefinementWalk>(`refinement.${id}`, {
    stored: () => walkOf(refinement.value),
    isSound: () => !isDecided.value,
    async save(walk, basedOn) {
      const shown = evidence
      refinement.value = await lab.refinements.save({ id, ...walk, ...(shown && { evidence: shown }), basedOn })
      if (evidence === shown) evidence = undefined
    },
  })
  /** The current walk; once decided, the state at the time of the decision. */
  const walk = computed(() => (isDecided.value ? walkOf(refinement.value) : edited.value.value))
  const parsed = computed(() => wizardState(walk.value.state))
  const state: WizardState = reactive(
    Object.fromEntries(
      Object.keys(parsed.value).map((key) => [
        key,
        computed({
          get: () => parsed.value[key as keyof WizardState],
          set: (value) => change({ state: { ...parsed.value, [key]: value } }),
        }),
      ]),
    ),
  ) as unknown as WizardState
  const step = computed(() => walk.value.step)
  const refinedSpaceId = computed({
    get: () => walk.value.refinedSpaceId,
    set: (spaceId) => change({ refinedSpaceId: spaceId }),
  })
  const stepNumber = computed(() => refinementSteps.indexOf(step.value))
  const savedAt = computed(() => refinement.value.changedAt)
  /** The reason typed here but not stored when another window decided. */
  const leftReason = computed(() => {
    const own = wizardState(edited.value.value.state).reason
    return isDecided.value && own !== null && own !== refinement.value.reason && own !== parsed.value.reason
      ? own
      : undefined
  })

  function change(part: Partial<RefinementWalk>): void {
    if (!isDecided.value) edited.value.value = { ...edited.value.value, ...part }
  }
  const keep = useAction(edited.store)
  const keepMine = useAction(edited.insist)

  watchDebounced(edited.value, () => keep.run(), { debounce: settleMs })

  /** Goes to a step and stores that; `given` is recorded in the study's log. */
  async function go(to: RefinementStep, given?: Record<string, unknown>): Promise<void> {
    evidence = given
    change({ step: to })
    await keep.run()
  }

  /** Stores the decision, based on what is shown here. Rejects with the errors of the lab. */
  async function decide(decision: 'accepted' | 'rejected', reason: string, given: Record<string, unknown>) {
    await edited.store()
    if (edited.theirs.value) return
    const spaceId = refinedSpaceId.value
    const space = spaceId === null ? undefined : studies.space(spaceId)
    const basedOn = { refinedSpaceId: spaceId, state: space?.state ?? null, reason: space?.reason ?? null }
    try {
      refinement.value = await lab.refinements.decide({ id, decision, reason, evidence: given, basedOn })
    } finally {
      await studies.reload()
    }
  }

  return {
    ...{ refinement, state, step, stepNumber, refinedSpaceId, savedAt, isDecided, leftReason, go, decide },
    theirs: edited.theirs,
    discard: edited.discard,
    keepMine: () => keepMine.run(),
    fault: computed(() => (edited.theirs.value ? undefined : (keep.fault.value ?? keepMine.fault.value))),
  }
}
