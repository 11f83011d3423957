/** How long what arrives is held back at most, in ms: short for the eye, long beside a redraw. */
const heldMs = 200

/** What collects items and hands them on together, once in a while, and a way to forget those that wait. */
export interface Together<T> {
  readonly add: (item: T) => void
  readonly drop: () => void
}

/**
 * Hands on what arrives one by one in batches: the first at once, what follows it together, so that a long list of answers
 * redraws what shows them a few times and not once for each.
 */
export function together<T>(take: (items: readonly T[]) => void): Together<T> {
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
