import { cloned } from '#main/hosts/electron/testing/rules.ts'
import { pack, unpack } from './packing.ts'
import type { End, MessagePortMain } from './ports.ts'
import type { FromPage } from './preloadWorld.ts'

/** The preload script's world in the current document of a page, and the document's ports. */
export class DocumentWorld {
  readonly #evaluate: (expression: string, contextId: number) => void
  /** Chromium's id of it; undefined until the script has run in this document. */
  #id: number | undefined
  #lastPort = 0
  readonly #ports = new Map<number, End>()

  constructor(evaluate: (expression: string, contextId: number) => void) {
    this.#evaluate = evaluate
  }

  /** The script has started in the world with this id. */
  enter(id: number): void {
    this.#id = id
  }

  /** That world is gone; without an id, the current one. */
  leave(id = this.#id): void {
    if (id === this.#id) this.#id = undefined
  }

  /** Calls the listeners of a channel with copies of the arguments. */
  send(channel: string, words: readonly unknown[]): void {
    this.act('receive', channel, words.map(cloned), [])
  }

  /** As send, with one message and ports, which close if nobody receives them. */
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

  /** Handles a message from one of the document's ports. */
  hear(said: Extract<FromPage, { port: number }>): void {
    const end = this.#ports.get(said.port)
    if (said.kind === 'message') end?.post(unpack(said.data))
    else {
      this.#ports.delete(said.port)
      end?.close()
    }
  }

  /** Closes the ports of a document that is gone. */
  closePorts(): void {
    for (const [id, end] of [...this.#ports]) {
      this.#ports.delete(id)
      end.close()
    }
  }

  /** Calls a function of the world; see preloadWorld.ts. */
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
