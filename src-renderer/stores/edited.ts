import { ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { nowInstead } from '#shared/contract/errors.ts'
import { draftMemory } from '#renderer/lab/draftMemory.ts'
import { onLeave } from './leaving.ts'

interface Edited<T> {
  /** What is typed; what the lab has until then. */
  value: Ref<T>
  /**
   * What the lab has instead, where what was typed is based on something that it has no more: both are kept, and nothing is
   * stored until one is chosen by `insist` or `discard`.
   */
  theirs: ShallowRef<{ now: T } | undefined>
  /**
   * Hands what was typed to the lab, if it is new and sound. Rejects as `save` does, but for what `theirs` tells; what was
   * typed stays.
   */
  store: () => Promise<void>
  /** Stores what was typed in the place of `theirs`. Rejects as `store` does. */
  insist: () => Promise<void>
  /** Goes back to what the lab has. */
  discard: () => void
}

interface Editing<T> {
  /** What the lab has. */
  stored: () => T
  /** Stores a value in the place of `before`: rejects with 'changedMeanwhile' where something else is there. */
  save: (value: T, before: T) => Promise<unknown>
  /** A value as the lab would have it; the same unless said. */
  normal?: (value: T) => T
  /** Whether the lab would take it; it would unless said. */
  isSound?: (value: T) => boolean
}

/** What is kept in the browser, with what the lab had or may have by then, as JSON. */
interface Kept<T> {
  value: T
  over: string[]
}

/**
 * Something of the lab's that is typed into, a JSON value, by a `name` of its own: kept in this browser with every change
 * until the lab has it, so that no reload, crash or lost connection takes it, and stored when the screen or the page is
 * left. What another window makes of it is shown as long as nothing is typed here, and is never replaced unseen.
 */
export function useEdited<T>(name: string, editing: Editing<T>): Edited<T> {
  const { stored, save, normal = (given: T) => given, isSound = () => true } = editing
  const key = `draft.${name}`
  const kept = readKept<T>(key)
  let lab = JSON.stringify(stored())
  /** What the lab was sent and has not answered. */
  let sent: string | undefined
  const value = ref(kept ? kept.value : (JSON.parse(lab) as T)) as Ref<T>
  const text = () => JSON.stringify(normal(value.value))
  const isNew = () => text() !== (sent ?? lab)
  /** What was typed is based on one of these, in JSON. */
  let over = kept?.over ?? [lab]
  const theirs = shallowRef<{ now: T }>()
  if (!over.includes(lab) && isNew()) theirs.value = { now: JSON.parse(lab) as T }

  function keep(): void {
    if (!theirs.value) over = sent === undefined ? [lab] : [lab, sent]
    if (text() === lab && sent === undefined) draftMemory.forget(key)
    else draftMemory.write(key, JSON.stringify({ value: value.value, over } satisfies Kept<T>))
  }
  async function store(): Promise<void> {
    if (theirs.value || !isNew() || !isSound(value.value)) return
    const given = JSON.stringify(value.value)
    // Whatever was sent before this arrives before it.
    const before = sent ?? lab
    const now = (sent = text())
    keep()
    try {
      if (await saveOver(given, before)) lab = now
    } finally {
      if (sent === now) sent = undefined
      keep()
    }
  }
  /** Whether the lab has it now. */
  async function saveOver(given: string, before: string): Promise<boolean> {
    try {
      await save(JSON.parse(given) as T, JSON.parse(before) as T)
      return true
    } catch (error) {
      const found = nowInstead(error)
      if (!found) throw error
      const there = JSON.stringify(found.now)
      // It came to the lab before and the answer was lost, or what was sent before it did not come.
      if (there === JSON.stringify(normal(JSON.parse(given) as T))) return true
      if (there === lab && before !== lab) return saveOver(given, lab)
      theirs.value = { now: found.now as T }
      return false
    }
  }
  function insist(): Promise<void> {
    if (theirs.value) lab = JSON.stringify(theirs.value.now)
    theirs.value = undefined
    return store()
  }
  function discard(): void {
    if (theirs.value) lab = JSON.stringify(theirs.value.now)
    theirs.value = undefined
    value.value = JSON.parse(lab) as T
    keep()
  }

  watch(value, keep, { deep: true })
  watch(
    () => JSON.stringify(stored()),
    (now) => {
      // Over what is typed here, the lab judges when it is stored: what is read may lag behind what was answered.
      if (text() !== now && (sent !== undefined || isNew())) return
      lab = now
      theirs.value = undefined
      if (isNew()) value.value = JSON.parse(now) as T
      else keep()
    },
  )
  // Why it could not be stored is said when it is tried on the screen; until then it is kept.
  const storeQuietly = () => void store().catch(() => undefined)
  storeQuietly()
  onLeave(() => {
    keep()
    storeQuietly()
  })
  return { value, theirs, store, insist, discard }
}

function readKept<T>(key: string): Kept<T> | undefined {
  const text = draftMemory.read(key)
  return text === null ? undefined : (JSON.parse(text) as Kept<T>)
}
