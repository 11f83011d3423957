/** Maximum time that an item waits, in ms: too short to notice, long compared with a redraw. */
const heldMs = 200

/** Collects items into batches; `drop` discards those that wait. */
export interface ThrottledBatch<T> {
  readonly add: (item: T) => void
  readonly drop: () => void
}

/**
 * Passes items on in batches: the first at once, later ones together after a pause, so that a long list of answers
 * redraws the screen a few times instead of once per answer.
 */
export function throttledBatch<T>(take: (items: readonly T[]) => void): ThrottledBatch<T> {
  let waiting: T[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const pass = (): void => {
    timer = undefined
    if (waiting.length === 0) return
    const items = waiting
    waiting = []
    timer = setTimeout(pass, heldMs)
    take(items)
  }
  return {
    add(item) {
      waiting.push(item)
      if (timer === undefined) pass()
    },
    drop() {
      clearTimeout(timer)
      timer = undefined
      waiting = []
    },
  }
}
