import { nextTick } from 'vue'

/** Time, of a frame's 16 ms, after which the remaining work waits for the next frame. */
const budgetMs = 8

/** Schedules `work` for a coming frame, `alone` if it is heavy, such as a drawing; returns a function that cancels it. */
export type InFrame = (work: () => void, size?: 'alone') => () => void

/** The frame callbacks of a window. */
export interface Frames {
  request: (draw: () => void) => void
  /** In ms. */
  now: () => number
  /** Resolves, before the frame ends, when the changes made by a piece of work are in the document. */
  settled: () => Promise<void>
}

/**
 * Runs work in coming frames, in order of arrival: at least one piece per frame, and more until `budgetMs` have passed
 * or the next one must run alone. Work that arrives meanwhile waits for the next frame.
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
        // The previous piece may have cancelled it.
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

/**
 * Runs work in the frames of this window: charts, and parts of screens and long lists, so that many of them do not
 * block it together.
 */
export const inFrame: InFrame = workInFrames({
  request: (draw) => requestAnimationFrame(draw),
  now: () => performance.now(),
  settled: () => nextTick(),
})
