import { utf8Text } from './utf8Text.ts'
import { onnxMessages, type OnnxField, type OnnxMessage } from './onnxMessages.ts'

/** The fields of a message by name: numbers, texts, bytes, messages, or lists of them where a field repeats. */
export type ReadMessage = Readonly<Record<string, unknown>>

/** Bytes that are no message, with the position of the first that makes no sense. */
export class WireError extends RangeError {
  override name = 'WireError'
  readonly at: number

  constructor(at: number) {
    super(`invalid message: byte ${at} makes no sense`)
    this.at = at
  }
}

/** Deeper than any graph within a graph, so that a crafted file cannot exhaust the stack. */
const deepest = 32

/**
 * A message of ONNX's schema read from its bytes, fields not in the table left out; bytes are views of the given ones.
 * It generates no code, which a window's content security policy forbids. Throws WireError.
 */
export function readMessage(bytes: Uint8Array, type: OnnxMessage): ReadMessage {
  return new Reader(bytes).message(type, 0, bytes.length, 0)
}

interface NamedField extends OnnxField {
  readonly name: string
}

/** The fields of each message by number. */
const byNumber = new Map(
  Object.entries(onnxMessages).map(([type, { fields }]) => [
    type,
    new Map(
      Object.entries<OnnxField>(fields).map(([name, field]): [number, NamedField] => [field.id, { name, ...field }]),
    ),
  ]),
)

class Reader {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  message(type: string, from: number, end: number, depth: number): ReadMessage {
    if (depth > deepest) throw new WireError(from)
    const fields = byNumber.get(type)!
    const found: Record<string, unknown> = {}
    for (const { name, rule } of fields.values()) if (rule) found[name] = []
    this.#at = from
    while (this.#at < end) {
      const start = this.#at
      const tag = this.#varint(end)
      const field = fields.get(Math.floor(tag / 8))
      const wire = tag % 8
      if (tag < 8) throw new WireError(start)
      if (!field) this.#skip(wire, end)
      else if (field.rule) {
        const list = found[field.name] as unknown[]
        // Not by spreading: a list may have more values than a call has arguments.
        for (const value of this.#values(field, wire, end, depth)) list.push(value)
      } else found[field.name] = this.#values(field, wire, end, depth).at(-1)
    }
    return found
  }

  /** The values of a field at this position: one, or those of a packed list. */
  #values(field: NamedField, wire: number, end: number, depth: number): unknown[] {
    const isNumber = field.type === 'int64' || field.type === 'int32' || field.type === 'float'
    if (isNumber && wire !== 2) return [this.#number(field.type, wire, end)]
    if (wire !== 2) throw new WireError(this.#at)
    const stop = this.#length(end)
    const from = this.#at
    const values: unknown[] = []
    if (isNumber) {
      while (this.#at < stop) values.push(this.#number(field.type, field.type === 'float' ? 5 : 0, stop))
    } else if (field.type === 'bytes') values.push(this.#bytes.subarray(from, stop))
    else if (field.type === 'string') values.push(utf8Text(this.#bytes.subarray(from, stop)))
    else values.push(this.message(field.type, from, stop, depth + 1))
    this.#at = stop
    return values
  }

  #number(type: string, wire: number, end: number): number {
    if (type !== 'float') {
      if (wire !== 0) throw new WireError(this.#at)
      return this.#varint(end)
    }
    if (wire !== 5 || this.#at + 4 > end) throw new WireError(this.#at)
    this.#at += 4
    return this.#view.getFloat32(this.#at - 4, true)
  }

  /** The end of the bytes whose length comes next. */
  #length(end: number): number {
    const start = this.#at
    const length = this.#varint(end)
    if (length < 0 || this.#at + length > end) throw new WireError(start)
    return this.#at + length
  }

  /** A signed 64-bit integer. */
  #varint(end: number): number {
    const start = this.#at
    let value = 0n
    for (let shift = 0n; shift < 70n; shift += 7n) {
      if (this.#at >= end) throw new WireError(start)
      const byte = this.#bytes[this.#at++]!
      if (shift === 0n && byte < 128) return byte
      value |= BigInt(byte & 127) << shift
      if (byte < 128) return Number(BigInt.asIntN(64, value))
    }
    throw new WireError(start)
  }

  #skip(wire: number, end: number): void {
    const start = this.#at
    if (wire === 0) this.#varint(end)
    else if (wire === 1) this.#at += 8
    else if (wire === 2) this.#at = this.#length(end)
    else if (wire === 5) this.#at += 4
    else throw new WireError(start)
    if (this.#at > end) throw new WireError(start)
  }
}
