import { computed, onMounted, ref, shallowReactive, shallowRef, watch } from 'vue'
import { refinementSteps, type Refinement, type RefinementStep } from '#shared/contract/refinements.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { sentenceOf } from '#shared/contract/errors.ts'
import { useLabClient } from '#renderer/lab/lab.ts'
import { onLeave } from '#renderer/stores/leaving.ts'
import { wizardState, type WizardState } from './wizardState.ts'

const settleMs = 700

/**
 * A refinement as it is walked through. Where it stands and what was chosen is kept by the lab, a moment after each
 * change and when the screen is left, so that it can be taken up again anywhere.
 */
export function useRefinement(id: number) {
  const lab = useLabClient()
  const refinement = shallowRef<Refinement>()
  const state: WizardState = shallowReactive(wizardState({}))
  const step = ref<RefinementStep>('sample')
  const refinedSpaceId = ref<number | null>(null)
  const savedAt = ref<number>()
  const fault = shallowRef<Sentence>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let savedText = ''

  const text = () => JSON.stringify([step.value, refinedSpaceId.value, state])
  const isDecided = computed(() => refinement.value?.decision != null)
  const stepNumber = computed(() => refinementSteps.indexOf(step.value))

  async function load(): Promise<void> {
    try {
      const found = await lab.refinements.get({ id })
      step.value = found.step
      refinedSpaceId.value = found.refinedSpaceId
      Object.assign(state, wizardState(found.state))
      savedText = text()
      savedAt.value = found.changedAt
      refinement.value = found
      fault.value = undefined
    } catch (error) {
      fault.value = sentenceOf(error)
    }
  }

  /** Keeps what changed since it was last kept; `evidence` goes to the study's log with a new step. */
  async function save(evidence?: Record<string, unknown>): Promise<void> {
    clearTimeout(timer)
    const now = text()
    if (!refinement.value || isDecided.value || now === savedText) return
    try {
      const saved = await lab.refinements.save({
        id,
        step: step.value,
        refinedSpaceId: refinedSpaceId.value,
        state: { ...state },
        ...(evidence && { evidence }),
      })
      savedText = now
      savedAt.value = saved.changedAt
      refinement.value = saved
      fault.value = undefined
    } catch (error) {
      fault.value = sentenceOf(error)
    }
  }

  async function go(to: RefinementStep, evidence?: Record<string, unknown>): Promise<void> {
    step.value = to
    await save(evidence)
  }

  async function decide(decision: 'accepted' | 'rejected', reason: string, evidence: Record<string, unknown>) {
    await save()
    refinement.value = await lab.refinements.decide({ id, decision, reason, evidence })
  }

  watch(text, () => {
    clearTimeout(timer)
    timer = setTimeout(() => void save(), settleMs)
  })
  onMounted(() => void load())
  onLeave(() => void save())

  return { refinement, state, step, stepNumber, refinedSpaceId, savedAt, fault, isDecided, load, save, go, decide }
}
