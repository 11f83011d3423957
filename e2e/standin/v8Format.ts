import { syncBuiltinESMExports } from 'node:module'
import v8 from 'node:v8'
import { v8Format } from '#main/hosts/electron/testing/rules.ts'

type Write = (this: unknown, request: unknown, buffer: Buffer, handle: unknown) => unknown

/**
 * Marks everything this process serialises, through `v8` or to a child with `serialization: 'advanced'`, as written by
 * Electron's V8. V8 reads older formats but no newer ones.
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

  // Messages to a child follow four bytes with their length and are written by Node's own pipe.
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
