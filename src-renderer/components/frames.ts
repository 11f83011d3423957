/** Of a frame's 16 ms, those that drawing may take before what else waits is left to the next. */
const budgetMs = 8

/** Has `work` done in a coming frame; what it returns calls that off. */
export type InFrame = (work: () => void) => () => void

/**
 * Work of the frames that `request` asks for, in the order in which it came: a frame does one piece at least, and further
 * ones until `budgetMs` have passed by `now`. What comes up meanwhile is for the next frame.
 */
export function workInFrames(request: (draw: () => void) => void, now: () => number): InFrame {
  const waiting = new Set<() => void>()
  let isAsked = false

  function ask(): void {
    if (isAsked || waiting.size === 0) return
    isAsked = true
    request(frame)
  }
  function frame(): void {
    isAsked = false
    const end = now() + budgetMs
    try {
      for (const piece of [...waiting]) {
        // It may have been called off by the one before.
        if (waiting.delete(piece)) piece()
        if (now() >= end) break
      }
    } finally {
      ask()
    }
  }
  return (work) => {
    const piece = () => {
      work()
    }
    waiting.add(piece)
    ask()
    return () => void waiting.delete(piece)
  }
}

/** In the frames of this window: charts, and the slices of long lists, so that many of them block nothing together. */
export const inFrame: InFrame = workInFrames(
  (draw) => requestAnimationFrame(draw),
  () => performance.now(),
)
