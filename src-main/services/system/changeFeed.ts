export type ChangeFeed = ReturnType<typeof changeFeed>

/** Tells that something changed, at most once per turn of the event loop, whatever happened in it. */
export function changeFeed(version: () => number) {
  const listeners = new Set<(version: number) => void>()
  const ended = new AbortController()
  let told = version()
  let pending: NodeJS.Immediate | undefined
  const versionNow = () => {
    try {
      return version()
    } catch {
      // A database that cannot be read is told of by whoever asks it for more.
      return told
    }
  }
  const tell = () => {
    pending = undefined
    const now = versionNow()
    if (now === told) return
    told = now
    for (const listener of listeners) listener(now)
  }
  return {
    /** To be called after anything was stored. */
    changed: (): void => {
      pending ??= setImmediate(tell)
    },
    /** Tells now what would be told in the next turn of the event loop. */
    flush: (): void => {
      if (pending === undefined) return
      clearImmediate(pending)
      tell()
    },
    /** A function that ends the subscription. `listener` gets the new version: the id of the last event. */
    subscribe: (listener: (version: number) => void): (() => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    /** Aborted when the feed is closed. */
    ended: ended.signal,
    /** Tells the last version and ends every subscription. */
    close: (): void => {
      clearImmediate(pending)
      tell()
      listeners.clear()
      ended.abort()
    },
  }
}
