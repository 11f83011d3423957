import { ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { nowInstead } from '#shared/contract/errors.ts'
import { draftMemory } from '#renderer/lab/draftMemory.ts'
import { onLeave } from './leaving.ts'

interface Edited<T> {
  /** The typed value; until something is typed, the lab's. */
  value: Ref<T>
  /**
   * The lab's value if the typed one is based on an older one: both are kept, and nothing is stored until the user
   * chooses by `insist` or `discard`.
   */
  theirs: ShallowRef<{ now: T } | undefined>
  /**
   * Sends the typed value to the lab if it is new and sound. Rejects as `save` does, except for the conflict reported
   * in `theirs`; the typed value is kept.
   */
  store: () => Promise<void>
  /** Stores the typed value in place of `theirs`. Rejects as `store` does. */
  insist: () => Promise<void>
  /** Returns to the lab's value. */
  discard: () => void
}

interface Editing<T> {
  /** The lab's value. */
  stored: () => T
  /** Stores a value in place of `before`; rejects with 'changedMeanwhile' if the lab's value is another one. */
  save: (value: T, before: T) => Promise<unknown>
  /** The value as the lab would store it; the default is the value itself. */
  normal?: (value: T) => T
  /** Whether the lab would accept the value; the default is true. */
  isSound?: (value: T) => boolean
}

/** What is kept in the browser: the value, and the values that the lab had or may have had at that time, as JSON. */
interface Kept<T> {
  value: T
  over: string[]
}

/**
 * An editable JSON value of the lab, identified by a unique `name`. Every change is kept in this browser until the lab
 * has it, so that it survives a reload, a crash or a lost connection, and is stored when the screen or page is left.
 * Another window's value is shown as long as nothing has been typed here, and is never overwritten unseen.
 */
export function useEdited<T>(name: string, editing: Editing<T>): Edited<T> {
  const { stored, save, normal = (given: T) => given, isSound = () => true } = editing
  const key = `draft.${name}`
  const kept = readKept<T>(key)
  let lab = JSON.stringify(stored())
  /** The value sent to the lab that has not been answered yet, as JSON. */
  let sent: string | undefined
  const value = ref(kept ? kept.value : (JSON.parse(lab) as T)) as Ref<T>
  const text = () => JSON.stringify(normal(value.value))
  const isNew = () => text() !== (sent ?? lab)
  /** The typed value is based on one of these, as JSON. */
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
    // Requests arrive in order, so this one replaces the value sent before.
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
  /** Whether the lab has the value now. */
  async function saveOver(given: string, before: string): Promise<boolean> {
    try {
      await save(JSON.parse(given) as T, JSON.parse(before) as T)
      return true
    } catch (error) {
      const found = nowInstead(error)
      if (!found) throw error
      const there = JSON.stringify(found.now)
      // Either it was stored earlier and the answer was lost, or the request before it did not arrive.
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
      // Over typed text, the lab decides when it is stored: what is read may be older than the last answer.
      if (text() !== now && (sent !== undefined || isNew())) return
      lab = now
      theirs.value = undefined
      if (isNew()) value.value = JSON.parse(now) as T
      else keep()
    },
  )
  // Errors are shown when the user stores it on the screen; until then it is kept.
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
