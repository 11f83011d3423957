/** The values in the pickles of these tests. */
export type Unpickled =
  string | number | null | readonly Unpickled[] | { readonly [key: string]: Unpickled } | PixelRows

/** Rows of unsigned bytes, as numpy stores them. */
export interface PixelRows {
  rows: number
  columns: number
  bytes: Uint8Array
}
const isRows = (value: object): value is PixelRows => 'rows' in value && 'bytes' in value

const u32 = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

/**
 * A pickle of protocol 2 like those of CIFAR, written by Python 2: with memo, byte strings, and numpy's array encoding.
 */
export function python2Pickle(value: Unpickled): Buffer {
  let memo = 0
  const put = () => {
    const index = memo++
    return index < 256 ? Buffer.of(0x71, index) : Buffer.concat([Buffer.from('r'), u32(index)])
  }
  const text = (given: string): Buffer => {
    const bytes = Buffer.from(given)
    return Buffer.concat([Buffer.from('U'), Buffer.of(bytes.length), bytes, put()])
  }
  const number = (given: number): Buffer => {
    if (given >= 0 && given < 256) return Buffer.of(0x4b, given)
    if (given >= 0 && given < 65_536) return Buffer.of(0x4d, given & 255, given >> 8)
    return Buffer.concat([Buffer.from('J'), u32(given >>> 0)])
  }
  const written = (given: Unpickled): Buffer => {
    if (given === null) return Buffer.from('N')
    if (typeof given === 'string') return text(given)
    if (typeof given === 'number') return number(given)
    if (Array.isArray(given)) {
      const head = Buffer.concat([Buffer.from(']'), put(), Buffer.from('(')])
      return Buffer.concat([head, ...(given as readonly Unpickled[]).map(written), Buffer.from('e')])
    }
    if (isRows(given)) return array(given)
    const head = Buffer.concat([Buffer.from('}'), put(), Buffer.from('(')])
    const items = Object.entries(given as Readonly<Record<string, Unpickled>>)
    return Buffer.concat([head, ...items.flatMap(([key, item]) => [text(key), written(item)]), Buffer.from('u')])
  }
  const array = ({ rows, columns, bytes }: PixelRows): Buffer =>
    Buffer.concat([
      Buffer.from('cnumpy.core.multiarray\n_reconstruct\n'),
      put(),
      Buffer.from('cnumpy\nndarray\n'),
      put(),
      Buffer.from('K\0\x85', 'latin1'),
      put(),
      text('b'),
      Buffer.from('\x87', 'latin1'),
      put(),
      Buffer.from('R'),
      put(),
      Buffer.from('(K\x01'),
      number(rows),
      number(columns),
      Buffer.from('\x86', 'latin1'),
      put(),
      Buffer.from('cnumpy\ndtype\n'),
      put(),
      text('u1'),
      Buffer.from('K\0K\x01\x87', 'latin1'),
      put(),
      Buffer.from('R'),
      put(),
      Buffer.from('(K\x03'),
      text('|'),
      Buffer.from('NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\0tb\x89', 'latin1'),
      Buffer.from('T'),
      u32(bytes.length),
      bytes,
      put(),
      Buffer.from('tb'),
    ])
  return Buffer.concat([Buffer.of(0x80, 2), written(value), Buffer.from('.')])
}

/** A file of CIFAR's Python version. */
export const cifarPickle = (labelsKey: string, labels: readonly number[], images: Uint8Array): Buffer =>
  python2Pickle({
    batch_label: 'training batch 1 of 5',
    [labelsKey]: labels,
    data: { rows: labels.length, columns: 3072, bytes: images },
    filenames: labels.map((_, i) => `image_s_${i}.png`),
  })
