export type ChangeFeed = ReturnType<typeof changeFeed>

/** Notifies subscribers of changes, at most once per turn of the event loop. */
export function changeFeed(version: () => number) {
  const listeners = new Set<(version: number) => void>()
  const ended = new AbortController()
  let announced = version()
  let pending: NodeJS.Immediate | undefined
  const versionNow = () => {
    try {
      return version()
    } catch {
      // An unreadable database is reported when a client next asks for data.
      return announced
    }
  }
  const announce = () => {
    pending = undefined
    const now = versionNow()
    if (now === announced) return
    announced = now
    for (const listener of listeners) listener(now)
  }
  return {
    /** Call this after storing anything. */
    changed: (): void => {
      pending ??= setImmediate(announce)
    },
    /** Notifies now instead of in the next turn of the event loop. */
    flush: (): void => {
      if (pending === undefined) return
      clearImmediate(pending)
      announce()
    },
    /**
     * Subscribes `listener`, which gets the new version: the id of the last event. Returns a function that
     * unsubscribes.
     */
    subscribe: (listener: (version: number) => void): (() => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    /** Aborted when the feed is closed. */
    ended: ended.signal,
    /** Reports the last version and ends every subscription. */
    close: (): void => {
      clearImmediate(pending)
      announce()
      listeners.clear()
      ended.abort()
    },
  }
}
