import { computed, shallowRef, watch, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { StudySpace } from '#shared/contract/spaces.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { sentenceOf } from '#shared/contract/errors.ts'
import { useLabClient } from '#renderer/lab/lab.ts'
import { useDraft } from '#renderer/stores/draft.ts'
import { onLeave } from '#renderer/stores/leaving.ts'
import { useUndo } from '#renderer/stores/undo.ts'
import { readDefinition } from './readDefinition.ts'

/** An edit is stored once nothing was typed for so long. */
const pauseMs = 700

/** How the draft of a space stands to what the lab has: stored; about to be; not, since it has faults or was refused. */
export type DraftState = 'saved' | 'saving' | 'faulty'

const copied = (definition: DesignSpace): DesignSpace => JSON.parse(JSON.stringify(definition)) as DesignSpace
const equal = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/**
 * The definition of a space while it is edited: kept here at every keystroke, stored in the lab when it is valid and the
 * typing pauses. What is taken back by undo comes back into the draft.
 */
export function useSpaceDraft(space: ComputedRef<StudySpace>, isFixed: () => boolean) {
  const { t } = useI18n()
  const lab = useLabClient()
  const undo = useUndo()
  const { id } = space.value
  const { draft, discard } = useDraft<DesignSpace>(`space.${id}`, () => copied(space.value.definition))
  const reading = computed(() => readDefinition(draft.value))
  const refusal = shallowRef<Sentence>()
  /** The draft as it was when it was last the lab's. */
  let base = JSON.stringify(space.value.definition)
  let timer: ReturnType<typeof setTimeout> | undefined

  const isStored = computed(() => equal(reading.value.definition, space.value.definition))
  const state = computed((): DraftState => {
    if (isStored.value) return 'saved'
    return reading.value.definition && refusal.value === undefined ? 'saving' : 'faulty'
  })

  function change(next: DesignSpace): void {
    draft.value = next
  }

  async function store(): Promise<void> {
    clearTimeout(timer)
    const { definition } = reading.value
    if (isFixed() || !definition || isStored.value) return
    const before = space.value.definition
    base = JSON.stringify(draft.value)
    try {
      await undo.perform({
        text: t('spaces.undo.changed', { name: definition.name }),
        redo: () => lab.spaces.change({ id, definition }),
        undo: () => lab.spaces.change({ id, definition: before }),
      })
    } catch (error) {
      refusal.value = sentenceOf(error)
    }
  }

  watch(
    draft,
    () => {
      refusal.value = undefined
      clearTimeout(timer)
      timer = setTimeout(() => void store(), pauseMs)
    },
    { immediate: true },
  )
  watch(
    () => space.value.definition,
    (definition) => {
      if (equal(draft.value, definition)) {
        base = JSON.stringify(definition)
        return
      }
      // Typed on since it was sent: that stays and is sent in its turn.
      if (JSON.stringify(draft.value) !== base) return
      base = JSON.stringify(definition)
      discard()
    },
  )
  // A definition that waits for a pause is not lost with the screen.
  onLeave(() => void store())

  return { draft, reading, refusal, state, change, store, discard }
}
