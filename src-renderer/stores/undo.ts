import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { sentenceOf } from '#shared/contract/errors.ts'

/** Something that was done and how it is taken back. */
export interface UndoStep {
  /** What was done, in the user's language. */
  text: string
  undo: () => Promise<unknown>
  redo: () => Promise<unknown>
}

const shownForMs = 10_000
const kept = 50

/** Edits and deletions that can be taken back (Ctrl+Z) and done again; the last one is offered for ten seconds. */
export const useUndo = defineStore('undo', () => {
  const done = shallowRef<readonly UndoStep[]>([])
  const undone = shallowRef<readonly UndoStep[]>([])
  const offered = shallowRef<UndoStep>()
  const failure = shallowRef<Sentence>()
  let timer: ReturnType<typeof setTimeout> | undefined

  /** Does something that can be taken back. Rejects as `redo` does; then nothing is remembered. */
  async function perform(step: UndoStep): Promise<void> {
    await step.redo()
    done.value = [...done.value, step].slice(-kept)
    undone.value = []
    offer(step)
  }

  function offer(step: UndoStep | undefined): void {
    clearTimeout(timer)
    offered.value = step
    if (step) timer = setTimeout(() => (offered.value = undefined), shownForMs)
  }

  /** Steps go one after another: keys that are faster than the lab would take one back twice. */
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
