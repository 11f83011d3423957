/** One response of the lab as received by the page. */
export interface Request {
  path: string
  ms: number
  bytes: number
}

/** The activity of a page since `reset`; times are in milliseconds. */
export interface Seen {
  requests: Request[]
  /** Pending requests. */
  open: number
  /** Time of the last response, the last canvas stroke, and the last document change. */
  answeredAt: number
  drawnAt: number
  changedAt: number
  /** Tasks of more than 50 ms. */
  longTasks: number[]
  /** Delay from each pointer move to the frame that shows it. */
  feedback: number[]
}

export interface PageWatch {
  reset(): void
  seen(): Seen
  /** Navigates within the page; resolves with its activity once it has settled. */
  visit(hash: string, ready: string): Promise<Seen & { from: number; readyAt: number }>
  /** Resolves when there was no activity for `quietMs`, at the latest after `limitMs`. */
  quiet(quietMs: number, limitMs: number): Promise<void>
}

// The parts of the page that are used: this file runs in it.
declare const window: { benchWatch: PageWatch; WebSocket: new (...address: unknown[]) => Socket }
declare const document: { querySelector(selector: string): unknown; documentElement: unknown }
declare const location: { hash: string }
interface Socket {
  send(data: unknown): void
  addEventListener(type: string, listener: (event: { data: unknown }) => void): void
}
declare const CanvasRenderingContext2D: { prototype: { clearRect: (this: unknown, ...box: number[]) => void } }
declare const MutationObserver: new (changed: () => void) => { observe(element: unknown, what: object): void }
declare function requestAnimationFrame(draw: () => void): void
declare function addEventListener(
  type: string,
  listener: (event: { timeStamp: number }) => void,
  options: { capture: boolean },
): void

/** Instruments a page as `window.benchWatch`; injected before the page's own scripts. */
export function watchPage(): void {
  const none = (): Seen => ({
    ...{ requests: [], open: 0, answeredAt: 0, drawnAt: 0, changedAt: 0, longTasks: [], feedback: [] },
  })
  let seen = none()

  const sent = new Map<string, { path: string; at: number }>()
  const idIn = (head: string) => /^\{"i":"?([^",]+)/.exec(head)?.[1]
  /** Keeps what is known of a response at `answeredAt`. */
  const answered = (head: string, bytes: number, answeredAt: number) => {
    const id = idIn(head)
    const request = id === undefined ? undefined : sent.get(id)
    if (!request) return
    sent.delete(id!)
    seen.answeredAt = answeredAt
    seen.requests.push({ path: request.path, ms: answeredAt - request.at, bytes })
  }
  /** Requests that every screen repeats now and then, and those that stay open. */
  const isOfAll = (path: string) => path.endsWith('/watch') || path === '/system/health'
  window.WebSocket = class extends window.WebSocket {
    constructor(...address: unknown[]) {
      super(...address)
      // Runs before the page's own listener, which draws the response before the next listener runs.
      this.addEventListener('message', ({ data: answer }) => {
        const now = performance.now()
        if (typeof answer === 'string') answered(answer, answer.length, now)
        // A response with a file begins with the same JSON.
        else if (answer instanceof Blob)
          void answer
            .slice(0, 200)
            .text()
            .then((head) => answered(head, answer.size, now))
      })
    }
    override send(data: unknown): void {
      const id = typeof data === 'string' ? idIn(data) : undefined
      const path = id === undefined ? undefined : /"u":"([^"]+)"/.exec(data as string)?.[1]
      if (path !== undefined && !isOfAll(path)) sent.set(id!, { path, at: performance.now() })
      super.send(data)
    }
  }

  const { clearRect } = CanvasRenderingContext2D.prototype
  CanvasRenderingContext2D.prototype.clearRect = function (...box) {
    seen.drawnAt = performance.now()
    clearRect.apply(this, box)
  }
  const begin = () =>
    new MutationObserver(() => (seen.changedAt = performance.now())).observe(document.documentElement, {
      ...{ subtree: true, childList: true, characterData: true, attributes: true },
    })
  if (document.documentElement) begin()
  else requestAnimationFrame(begin)
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.longTasks.push(duration)
  }).observe({ type: 'longtask' } as never)

  /** Calls back once the current frame is on its way to the screen. */
  const afterFrame = (then: () => void) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      ;(port1 as unknown as { onmessage: () => void }).onmessage = then
      port2.postMessage(0)
    })
  }
  const moved = ({ timeStamp }: { timeStamp: number }) => {
    const { feedback } = seen
    afterFrame(() => feedback.push(performance.now() - timeStamp))
  }
  addEventListener('pointermove', moved, { capture: true })

  const quiet = async (quietMs: number, limitMs: number) => {
    const end = performance.now() + limitMs
    let looked = performance.now()
    let busyAt = looked
    while (looked < end) {
      await new Promise((resolve) => setTimeout(resolve, 50))
      const now = performance.now()
      // A task that blocked this loop may be followed by others.
      if (sent.size > 0 || now - looked > 120) busyAt = now
      looked = now
      if (now - Math.max(busyAt, seen.answeredAt, seen.drawnAt, seen.changedAt) > quietMs) return
    }
  }
  window.benchWatch = {
    reset() {
      seen = none()
    },
    seen: () => ({ ...seen, open: sent.size }),
    quiet,
    async visit(hash, ready) {
      seen = none()
      const from = performance.now()
      location.hash = hash
      while (document.querySelector(ready) === null && performance.now() < from + 20_000)
        await new Promise<void>((resolve) => afterFrame(resolve))
      const readyAt = performance.now()
      await quiet(600, 20_000)
      return { ...seen, open: sent.size, from, readyAt }
    },
  }
}
