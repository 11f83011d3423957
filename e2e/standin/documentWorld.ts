import { cloned } from '#main/hosts/electron/testing/rules.ts'
import { pack, unpack } from './packing.ts'
import type { End, MessagePortMain } from './ports.ts'
import type { FromPage } from './preloadWorld.ts'

/** The preload script's world in the document that a page shows, and the ports that the document holds. */
export class DocumentWorld {
  readonly #evaluate: (expression: string, contextId: number) => void
  /** As Chromium names it; undefined: the script has not run in this document. */
  #id: number | undefined
  #lastPort = 0
  readonly #ports = new Map<number, End>()

  constructor(evaluate: (expression: string, contextId: number) => void) {
    this.#evaluate = evaluate
  }

  /** The script runs in the world of that name. */
  enter(id: number): void {
    this.#id = id
  }

  /** That world is gone; without a name, whichever it is. */
  leave(id = this.#id): void {
    if (id === this.#id) this.#id = undefined
  }

  /** Calls what listens on a channel with copies of the words. */
  send(channel: string, words: readonly unknown[]): void {
    this.act('receive', channel, words.map(cloned), [])
  }

  /** The same with one message and ports, which close where nobody is there to take them. */
  postMessage(channel: string, message: unknown, transfer: readonly MessagePortMain[]): void {
    const copy = cloned(message)
    const ends = transfer.map((port, i) => port.handOver(i))
    if (this.#id === undefined) {
      for (const end of ends) end.close()
      return
    }
    const ids = ends.map((end) => this.#hold(end))
    this.act('receive', channel, [copy], ids)
  }

  /** What the document said on one of its ports. */
  hear(said: Extract<FromPage, { port: number }>): void {
    const end = this.#ports.get(said.port)
    if (said.kind === 'message') end?.post(unpack(said.data))
    else {
      this.#ports.delete(said.port)
      end?.close()
    }
  }

  /** The document is gone, and its ports with it. */
  closePorts(): void {
    for (const [id, end] of [...this.#ports]) {
      this.#ports.delete(id)
      end.close()
    }
  }

  /** Calls a function of the world's; see preloadWorld.ts. */
  act(name: string, ...words: unknown[]): void {
    if (this.#id === undefined) return
    const given = words.map((word) => JSON.stringify(word) ?? 'undefined').join(', ')
    this.#evaluate(`standin.${name}(${given})`, this.#id)
  }

  #hold(end: End): number {
    const id = ++this.#lastPort
    this.#ports.set(id, end)
    end.onClose = () => {
      if (this.#ports.delete(id)) this.act('close', id)
    }
    setImmediate(() => end.start((data) => this.act('deliver', id, pack(data))))
    return id
  }
}
