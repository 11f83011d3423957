/** Encoding of port messages for the DevTools protocol, which transports only text: text, bytes or plain data. */
export type Packed = { text: string } | { bytes: string } | { buffer: string } | { data: string }

export function pack(value: unknown): Packed {
  if (typeof value === 'string') return { text: value }
  if (value instanceof ArrayBuffer) return { buffer: Buffer.from(value).toString('base64') }
  if (ArrayBuffer.isView(value))
    return { bytes: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64') }
  return { data: JSON.stringify(value) ?? 'null' }
}

export function unpack(packed: Packed): unknown {
  if ('text' in packed) return packed.text
  if ('data' in packed) return JSON.parse(packed.data)
  const bytes = Uint8Array.from(Buffer.from('bytes' in packed ? packed.bytes : packed.buffer, 'base64'))
  return 'bytes' in packed ? bytes : bytes.buffer
}

/** The same encoding as source for a page. */
export const packingInPage = `
  const pack = (value) =>
    typeof value === 'string' ? { text: value }
    : value instanceof ArrayBuffer ? { buffer: new Uint8Array(value).toBase64() }
    : ArrayBuffer.isView(value) ? { bytes: new Uint8Array(value.buffer, value.byteOffset, value.byteLength).toBase64() }
    : { data: JSON.stringify(value) ?? 'null' }
  const unpack = (packed) =>
    'text' in packed ? packed.text
    : 'data' in packed ? JSON.parse(packed.data)
    : 'bytes' in packed ? Uint8Array.fromBase64(packed.bytes)
    : Uint8Array.fromBase64(packed.buffer).buffer
`
