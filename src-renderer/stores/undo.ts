import { useTimeoutFn } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { nowInstead, sentenceOf } from '#shared/contract/errors.ts'

/** An action and how to undo it. */
export interface UndoStep {
  /** The action in the user's language. */
  text: string
  undo: () => Promise<unknown>
  redo: () => Promise<unknown>
}

/**
 * An undo step that replaces a document's state and restores only that: `put` stores a state in place of `basedOn`, is
 * refused if the current state is another one, and returns the lab's state afterwards.
 */
export function replacing<T>(
  before: T,
  after: T,
  put: (to: T, basedOn: T) => Promise<T>,
): Pick<UndoStep, 'redo' | 'undo'> {
  let left = before
  const set = (to: T) => async () => {
    left = await put(to, left)
  }
  return { redo: set(after), undo: set(before) }
}

const shownForMs = 10_000
const kept = 50

/** Undo (Ctrl+Z) and redo of edits and deletions; the last action can also be undone by a button for ten seconds. */
export const useUndo = defineStore('undo', () => {
  const done = shallowRef<readonly UndoStep[]>([])
  const undone = shallowRef<readonly UndoStep[]>([])
  const offered = shallowRef<UndoStep>()
  const failure = shallowRef<Sentence>()
  const hideLater = useTimeoutFn(() => (offered.value = undefined), shownForMs, { immediate: false })

  /** Performs an undoable action. Rejects as `redo` does; then nothing is recorded. */
  async function perform(step: UndoStep): Promise<void> {
    await step.redo()
    done.value = [...done.value, step].slice(-kept)
    undone.value = []
    offer(step)
  }

  function offer(step: UndoStep | undefined): void {
    offered.value = step
    hideLater.start()
  }

  /** Steps run one after another; otherwise, shortcuts faster than the lab would undo one twice. */
  let last: Promise<void> = Promise.resolve()
  function move(...how: Parameters<typeof moveNow>): Promise<void> {
    return (last = last.then(() => moveNow(...how)))
  }
  async function moveNow(from: typeof done, to: typeof done, act: (step: UndoStep) => Promise<unknown>): Promise<void> {
    const step = from.value.at(-1)
    if (!step) return
    offer(undefined)
    failure.value = undefined
    try {
      await act(step)
      from.value = from.value.filter((other) => other !== step)
      to.value = [...to.value, step]
    } catch (error) {
      failure.value = sentenceOf(error)
      // Keep what somebody else did since; earlier steps can still be undone.
      if (nowInstead(error)) from.value = from.value.filter((other) => other !== step)
    }
  }

  return {
    offered,
    failure,
    canUndo: computed(() => done.value.length > 0),
    canRedo: computed(() => undone.value.length > 0),
    perform,
    undo: () => move(done, undone, (step) => step.undo()),
    redo: () => move(undone, done, (step) => step.redo()),
    dismiss: () => offer(undefined),
  }
})
