import { syncBuiltinESMExports } from 'node:module'
import v8 from 'node:v8'
import { v8Format } from '#main/hosts/electron/testing/rules.ts'

/**
 * Labels what this process serialises, by `v8` or to a child by `serialization: 'advanced'`, as Electron's V8 does. A V8
 * reads what is older than itself and nothing newer.
 */
export function serialiseAsElectron(): void {
  const own = v8.serialize(null)[1]!
  const { prototype } = v8.Serializer
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this` below
  const { releaseBuffer } = prototype
  prototype.releaseBuffer = function () {
    const buffer = releaseBuffer.call(this)
    if (buffer[0] === 0xff && buffer[1] === own) buffer[1] = v8Format
    return buffer
  }
  const { deserialize } = v8
  v8.deserialize = (bytes) => {
    const copy = Buffer.from(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    if (copy[0] === 0xff && copy[1] === v8Format) copy[1] = own
    return deserialize(copy) as unknown
  }
  syncBuiltinESMExports()
}
