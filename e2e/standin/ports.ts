import { EventEmitter } from 'node:events'
import { cloned } from '#main/hosts/electron/testing/rules.ts'

/** One end of a channel, held by the shell or a page. */
export class End {
  peer!: End
  readonly #early: unknown[] = []
  #take: ((data: unknown) => void) | undefined
  #isClosed = false
  /** Called when either side has closed. */
  onClose: () => void = () => undefined

  /** Sends to the other end. Throws if Electron could not clone the value. */
  post(data: unknown): void {
    const copy = cloned(data)
    if (!this.#isClosed) setImmediate(() => this.peer.#deliver(copy))
  }
  /** Passes messages to `take` from now on, starting with those that arrived before. */
  start(take: (data: unknown) => void): void {
    this.#take = take
    for (const data of this.#early.splice(0)) take(data)
  }
  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.onClose()
    setImmediate(() => this.peer.close())
  }
  #deliver(data: unknown): void {
    if (this.#isClosed) return
    if (this.#take) this.#take(data)
    else this.#early.push(data)
  }
}

/** A port held by the shell until it is transferred to a page. */
export class MessagePortMain extends EventEmitter {
  #end: End | undefined
  constructor(end: End) {
    super()
    this.#end = end
    end.onClose = () => this.emit('close')
  }
  postMessage(data: unknown): void {
    this.#end?.post(data)
  }
  start(): void {
    this.#end?.start((data) => this.emit('message', { data, ports: [] }))
  }
  close(): void {
    this.#end?.close()
  }
  /** Removes its end, to be held by a page. */
  handOver(index: number): End {
    const end = this.#end
    if (!end) throw new Error(`Port at index ${index} is already neutered.`)
    this.#end = undefined
    return end
  }
}

export class MessageChannelMain {
  readonly port1: MessagePortMain
  readonly port2: MessagePortMain
  constructor() {
    const [one, two] = [new End(), new End()]
    one.peer = two
    two.peer = one
    this.port1 = new MessagePortMain(one)
    this.port2 = new MessagePortMain(two)
  }
}
