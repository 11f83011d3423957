import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { nowInstead, sentenceOf } from '#shared/contract/errors.ts'

/** Something that was done and how it is taken back. */
export interface UndoStep {
  /** What was done, in the user's language. */
  text: string
  undo: () => Promise<unknown>
  redo: () => Promise<unknown>
}

/**
 * How a document's state is replaced and that taken back, and nothing else: `put` stores a state in the place of
 * `basedOn`, is refused where another is there, and gives what the lab has then.
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
      // What somebody else did since stays; the steps before it can still be taken back.
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
