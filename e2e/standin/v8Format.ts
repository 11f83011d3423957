import { syncBuiltinESMExports } from 'node:module'
import v8 from 'node:v8'
import { v8Format } from '#main/hosts/electron/testing/rules.ts'

type Write = (this: unknown, request: unknown, buffer: Buffer, handle: unknown) => unknown

/**
 * Labels what this process serialises, by `v8` or to a child by `serialization: 'advanced'`, as Electron's V8 does. A V8
 * reads what is older than itself and nothing newer.
 */
export function serialiseAsElectron(): void {
  const own = v8.serialize(null)[1]!
  const relabel = (buffer: Uint8Array, at: number) => {
    if (buffer[at] === 0xff && buffer[at + 1] === own) buffer[at + 1] = v8Format
  }
  const { serialize, deserialize } = v8
  v8.serialize = (value) => {
    const bytes = serialize(value)
    relabel(bytes, 0)
    return bytes
  }
  v8.deserialize = (bytes) => {
    const copy = Buffer.from(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    if (copy[0] === 0xff && copy[1] === v8Format) copy[1] = own
    return deserialize(copy) as unknown
  }
  syncBuiltinESMExports()

  // What goes to a child stands behind four bytes for its length, and is written by Node's own pipe alone.
  let pipe = nodePipe()
  while (!Object.hasOwn(pipe, 'writeBuffer')) pipe = Object.getPrototypeOf(pipe) as typeof pipe
  const { writeBuffer } = pipe
  pipe.writeBuffer = function (request, buffer, handle) {
    relabel(buffer, 4)
    return writeBuffer.call(this, request, buffer, handle)
  }
}

function nodePipe(): { writeBuffer: Write } {
  const inner = process as unknown as { binding(name: string): { Pipe: { prototype: { writeBuffer: Write } } } }
  return inner.binding('pipe_wrap').Pipe.prototype
}
