import { nextTick } from 'vue'

/** Time, of a frame's 16 ms, after which the remaining work waits for the next frame. */
const budgetMs = 8

/** Schedules `work` for a coming frame, `alone` if it is heavy, such as a drawing; returns a function that cancels it. */
export type InFrame = (work: () => void, size?: 'alone') => () => void

/** The frames of a window. */
export interface Frames {
  request: (draw: () => void) => void
  /** In ms. */
  now: () => number
  /** Resolves, before the frame ends, when what a piece of work has changed is in the document. */
  settled: () => Promise<void>
}

/**
 * Work of coming frames, in the order in which it came: a frame does one piece at least, and further ones until `budgetMs`
 * have passed or one comes that is to be done alone. What comes up meanwhile is for the next frame.
 */
export function workInFrames({ request, now, settled }: Frames): InFrame {
  const waiting = new Map<() => void, 'alone' | undefined>()
  let isAsked = false

  function ask(): void {
    if (isAsked || waiting.size === 0) return
    isAsked = true
    request(() => void frame())
  }
  async function frame(): Promise<void> {
    const end = now() + budgetMs
    try {
      let isBegun = false
      for (const [piece, size] of [...waiting]) {
        if (isBegun && size === 'alone') break
        // It may have been called off by the one before.
        if (!waiting.delete(piece)) continue
        isBegun = true
        piece()
        await settled()
        if (size === 'alone' || now() >= end) break
      }
    } finally {
      isAsked = false
      ask()
    }
  }
  return (work, size) => {
    const piece = () => {
      work()
    }
    waiting.set(piece, size)
    ask()
    return () => void waiting.delete(piece)
  }
}

/** In the frames of this window: charts, parts of screens and of long lists, so that many of them block nothing together. */
export const inFrame: InFrame = workInFrames({
  request: (draw) => requestAnimationFrame(draw),
  now: () => performance.now(),
  settled: () => nextTick(),
})
