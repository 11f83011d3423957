import { EventEmitter } from 'node:events'
import type { Duplex } from 'node:stream'

/** The payload of a port: oRPC sends text, or bytes if the message contains a file. */
export type Carried = string | ArrayBuffer | Uint8Array<ArrayBuffer>

/** Kinds of frames: a message between the two processes, a port opened or closed, text or bytes on a port. */
const kinds = ['said', 'open', 'close', 'text', 'bytes'] as const
type Kind = (typeof kinds)[number]

/** Header bytes: payload length (4), kind (1) and port (4), little-endian. */
const headBytes = 9
/** Port number of frames that belong to no port. */
const noPort = 0

/**
 * Any number of ports, and messages between two processes, over one stream. Only text and bytes cross it, so the
 * processes may have different versions of V8: neither deserialises the other's values. Emits 'said' with each message
 * from the other side, 'port' with each port that it opened, and 'close' when the stream has ended.
 */
export class Wire extends EventEmitter<{ said: [unknown]; port: [WirePort]; close: [] }> {
  readonly #stream: Duplex
  readonly #ports = new Map<number, WirePort>()
  #lastPort = noPort
  #chunks: Buffer[] = []
  #held = 0
  #head: { bytes: number; kind: Kind; port: number } | undefined

  constructor(stream: Duplex) {
    super()
    this.#stream = stream
    stream.on('data', (chunk: Buffer) => this.#take(chunk))
    // Neither side continues after the other has ended.
    stream.on('end', () => stream.end())
    stream.on('close', () => this.#ended())
    // 'close' follows; an 'error' without a listener would crash the process.
    stream.on('error', () => undefined)
  }

  /** Sends a JSON value to the other process. */
  say(what: unknown): void {
    this.#send('said', noPort, JSON.stringify(what))
  }

  /** Opens a port, whose other end is emitted in the other process. Only one of the two may open ports. */
  openPort(): WirePort {
    const id = ++this.#lastPort
    this.#send('open', id)
    return this.#add(id)
  }

  /** Ends the stream; resolves when everything has been sent or the receiver is gone. */
  end(): Promise<void> {
    return new Promise((resolve) => {
      this.#stream.once('close', resolve)
      if (this.#stream.writable) this.#stream.end(resolve)
      else resolve()
    })
  }

  #add(id: number): WirePort {
    const port = new WirePort({
      send: (data) => {
        if (typeof data === 'string') this.#send('text', id, data)
        else this.#send('bytes', id, data instanceof ArrayBuffer ? new Uint8Array(data) : data)
      },
      close: () => {
        if (this.#ports.delete(id)) this.#send('close', id)
      },
    })
    this.#ports.set(id, port)
    return port
  }

  #send(kind: Kind, port: number, data: string | Uint8Array = ''): void {
    if (!this.#stream.writable) return
    const payload = typeof data === 'string' ? Buffer.from(data) : data
    const head = Buffer.alloc(headBytes)
    head.writeUInt32LE(payload.byteLength, 0)
    head.writeUInt8(kinds.indexOf(kind), 4)
    head.writeUInt32LE(port, 5)
    this.#stream.write(head)
    if (payload.byteLength > 0) this.#stream.write(payload)
  }

  #take(chunk: Buffer): void {
    this.#chunks.push(chunk)
    this.#held += chunk.byteLength
    for (;;) {
      if (!this.#head) {
        if (this.#held < headBytes) return
        const head = this.#read(headBytes)
        this.#head = { bytes: head.readUInt32LE(0), kind: kinds[head.readUInt8(4)]!, port: head.readUInt32LE(5) }
      }
      if (this.#held < this.#head.bytes) return
      const { bytes, kind, port } = this.#head
      this.#head = undefined
      this.#receive(kind, port, this.#read(bytes))
    }
  }

  /** Takes the next bytes received; joined once, however many pieces they came in. */
  #read(bytes: number): Buffer {
    const all = this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks)
    this.#chunks = all.byteLength > bytes ? [all.subarray(bytes)] : []
    this.#held = all.byteLength - bytes
    return all.subarray(0, bytes)
  }

  #receive(kind: Kind, id: number, payload: Buffer): void {
    if (kind === 'said') this.emit('said', JSON.parse(payload.toString()))
    else if (kind === 'open') this.emit('port', this.#add(id))
    else if (kind === 'text') this.#ports.get(id)?.emit('message', { data: payload.toString() })
    // A copy: posting a view would also copy the whole buffer behind it.
    else if (kind === 'bytes') this.#ports.get(id)?.emit('message', { data: new Uint8Array(payload) })
    else {
      const port = this.#ports.get(id)
      this.#ports.delete(id)
      port?.emit('close')
    }
  }

  #ended(): void {
    for (const [id, port] of this.#ports) {
      this.#ports.delete(id)
      port.emit('close')
    }
    this.emit('close')
  }
}

/** One end of a port over a wire, in oRPC's sense. Emits 'close' when the other end or the wire closes. */
export class WirePort extends EventEmitter {
  readonly #ways: { send(data: Carried): void; close(): void }

  constructor(ways: { send(data: Carried): void; close(): void }) {
    super()
    this.#ways = ways
  }

  postMessage(data: Carried): void {
    this.#ways.send(data)
  }

  close(): void {
    this.#ways.close()
  }
}
