import type { DesktopEvent } from '#shared/contract/desktop.ts'

interface Watcher<W> {
  window: W
  events: DesktopEvent[]
  wake: () => void
}

/** Sends events of the program to windows. */
export class DesktopEvents<W> {
  readonly #watchers = new Set<Watcher<W>>()

  /** Sends an event to one window, or to all. */
  tell(event: DesktopEvent, to?: W): void {
    for (const watcher of this.#watchers) {
      if (to !== undefined && watcher.window !== to) continue
      watcher.events.push(event)
      watcher.wake()
    }
  }

  /** The events for a window, starting with 'changed', until its port is closed. */
  async *watch(window: W, signal?: AbortSignal): AsyncGenerator<DesktopEvent, DesktopEvent> {
    const watcher: Watcher<W> = { window, events: [{ kind: 'changed' }], wake: () => undefined }
    this.#watchers.add(watcher)
    signal?.addEventListener('abort', () => watcher.wake())
    try {
      while (!signal?.aborted) {
        const event = watcher.events.shift()
        if (event) yield event
        else await new Promise<void>((resolve) => (watcher.wake = resolve))
      }
      return { kind: 'changed' }
    } finally {
      this.#watchers.delete(watcher)
    }
  }
}
