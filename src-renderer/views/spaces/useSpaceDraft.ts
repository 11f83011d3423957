import { useTimeoutFn } from '@vueuse/core'
import { computed, shallowRef, watch, type ComputedRef } from 'vue'
import type { StudySpace } from '#shared/contract/spaces.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { sentenceOf } from '#shared/contract/errors.ts'
import { useLabClient } from '#renderer/lab/useLabClient.ts'
import { useText } from '#renderer/i18n/texts.ts'
import { useEdited } from '#renderer/stores/edited.ts'
import { replacing, useUndo } from '#renderer/stores/undo.ts'
import { readDefinition } from './readDefinition.ts'

/** An edit is stored after this long without typing. */
const pauseMs = 700

/** Save state of the draft: stored; about to be stored; or not stored, because it has faults or was refused. */
export type DraftState = 'saved' | 'saving' | 'faulty'

const equal = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/**
 * The definition of a space while it is edited: kept on this machine at every keystroke, stored in the lab when it is
 * valid and typing pauses. Undo restores the text into the draft.
 */
export function useSpaceDraft(space: ComputedRef<StudySpace>, isFixed: () => boolean) {
  const { t } = useText()
  const lab = useLabClient()
  const undo = useUndo()
  const { id } = space.value
  async function put(definition: DesignSpace, basedOn: DesignSpace): Promise<DesignSpace> {
    return (await lab.spaces.change({ id, definition, basedOn })).definition
  }
  const edited = useEdited<DesignSpace>(`definition.${id}`, {
    stored: () => space.value.definition,
    normal: (typed) => readDefinition(typed).definition ?? typed,
    isSound: (typed) => !isFixed() && readDefinition(typed).definition !== undefined,
    save: (definition, before) =>
      undo.perform({
        text: t('spaces.undo.changed', { name: definition.name }),
        ...replacing(before, definition, put),
      }),
  })
  const draft = edited.value
  const reading = computed(() => readDefinition(draft.value))
  const refusal = shallowRef<Sentence>()
  const { start: storeSoon, stop: waitNoMore } = useTimeoutFn(store, pauseMs, { immediate: false })

  const isStored = computed(() => equal(reading.value.definition, space.value.definition))
  const state = computed((): DraftState => {
    if (isStored.value) return 'saved'
    const isWaiting = edited.theirs.value === undefined && refusal.value === undefined
    return reading.value.definition && isWaiting ? 'saving' : 'faulty'
  })

  function change(next: DesignSpace): void {
    draft.value = next
  }

  async function attempt(act: () => Promise<void>): Promise<void> {
    waitNoMore()
    refusal.value = undefined
    try {
      await act()
    } catch (error) {
      refusal.value = sentenceOf(error)
    }
  }
  /** Stores what is typed. False if it has faults, was refused, or waits for the user to resolve a conflict. */
  async function store(): Promise<boolean> {
    await attempt(edited.store)
    return isFixed() || (reading.value.definition !== undefined && !refusal.value && !edited.theirs.value)
  }

  watch(
    draft,
    () => {
      refusal.value = undefined
      storeSoon()
    },
    { immediate: true },
  )

  return {
    ...{ draft, reading, refusal, state, change, store },
    theirs: edited.theirs,
    insist: () => attempt(edited.insist),
    discard: edited.discard,
  }
}
