import { ref, shallowRef, watch, type Ref } from 'vue'
import { lastingMemory } from '#renderer/lab/labMemory.ts'
import { onLeave } from './leaving.ts'

interface Edited<T> {
  /** What is typed; what the lab has until then. */
  value: Ref<T>
  /** Whether it was typed in an earlier page over something that the lab has no more: it waits to be looked at. */
  isOutdated: Ref<boolean>
  /** Hands what was typed to the lab, if it is new and sound. Rejects as `save` does; what was typed stays. */
  store: () => Promise<void>
  /** Goes back to what the lab has. */
  discard: () => void
}

interface Editing<T> {
  /** What the lab has. */
  stored: () => T
  /** Stores a value in the place of `before`. */
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
 * left. What another window makes of it is shown as long as nothing is typed here.
 */
export function useEdited<T>(name: string, editing: Editing<T>): Edited<T> {
  const { stored, save, normal = (given) => given, isSound = () => true } = editing
  const key = `draft.${name}`
  const kept = readKept<T>(key)
  let lab = JSON.stringify(stored())
  /** What the lab was sent and has not answered. */
  let sent: string | undefined
  const value = ref(kept ? kept.value : (JSON.parse(lab) as T)) as Ref<T>
  const text = () => JSON.stringify(normal(value.value))
  const isNew = () => text() !== (sent ?? lab)
  const isOutdated = shallowRef(kept !== undefined && !kept.over.includes(lab) && isNew())

  function keep(): void {
    const over = sent === undefined ? [lab] : [lab, sent]
    if (text() === lab && sent === undefined) lastingMemory.forget(key)
    else lastingMemory.write(key, JSON.stringify({ value: value.value, over } satisfies Kept<T>))
  }
  async function store(): Promise<void> {
    if (!isNew() || !isSound(value.value)) return
    const given = JSON.stringify(value.value)
    const now = (sent = text())
    isOutdated.value = false
    keep()
    try {
      await save(JSON.parse(given) as T, JSON.parse(lab) as T)
      lab = now
    } finally {
      if (sent === now) sent = undefined
      keep()
    }
  }
  function discard(): void {
    value.value = JSON.parse(lab) as T
    isOutdated.value = false
    keep()
  }

  watch(
    value,
    () => {
      isOutdated.value = false
      keep()
    },
    { deep: true },
  )
  watch(
    () => JSON.stringify(stored()),
    (now) => {
      const isFollowing = sent === undefined && !isNew()
      lab = now
      if (isFollowing && isNew()) value.value = JSON.parse(now) as T
      else keep()
    },
  )
  // Why it could not be stored is said when it is tried on the screen; until then it is kept.
  const storeQuietly = () => void (isOutdated.value || store().catch(() => undefined))
  storeQuietly()
  onLeave(() => {
    if (!isOutdated.value) keep()
    storeQuietly()
  })
  return { value, isOutdated, store, discard }
}

function readKept<T>(key: string): Kept<T> | undefined {
  const text = lastingMemory.read(key)
  return text === null ? undefined : (JSON.parse(text) as Kept<T>)
}
