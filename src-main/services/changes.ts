/** Tells that something changed, at most once per turn of the event loop, whatever happened in it. */
export function changeFeed(version: () => number) {
  const listeners = new Set<(version: number) => void>()
  let told = version()
  let pending = false
  return {
    /** To be called after anything was stored. */
    changed(): void {
      if (pending) return
      pending = true
      setImmediate(() => {
        pending = false
        if (listeners.size === 0) return
        const now = version()
        if (now === told) return
        told = now
        for (const listener of listeners) listener(now)
      })
    },
    /** A function that ends the subscription. `listener` gets the new version: the id of the last event. */
    subscribe(listener: (version: number) => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
