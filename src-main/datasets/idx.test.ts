import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDataset } from './kinds.ts'

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'regbench-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const idx = (sizes: number[], values: number[]) => {
  const header = Buffer.alloc(4 + 4 * sizes.length)
  header.writeUInt32BE(0x800 + sizes.length)
  sizes.forEach((size, i) => header.writeUInt32BE(size, 4 + 4 * i))
  return Buffer.concat([header, Buffer.from(values)])
}
const write = (name: string, bytes: Buffer) => writeFileSync(join(folder, name), bytes)
const pictures = (count: number, height = 4, width = 4) =>
  idx(
    [count, height, width],
    Array.from({ length: count * height * width }, (_, i) => i % 256),
  )

function writeSet(): void {
  write('train-images-idx3-ubyte', pictures(3))
  write('train-labels-idx1-ubyte', idx([3], [0, 2, 1]))
  write('t10k-images-idx3-ubyte.gz', gzipSync(pictures(2)))
  write('t10k-labels.idx1-ubyte', idx([2], [1, 1]))
}

describe('IDX', () => {
  it('is read plain and packed, grey repeated on three channels', async () => {
    writeSet()
    const dataset = await openDataset({ kind: 'idx', folder })
    expect(dataset.info).toMatchObject({ imageSize: 4, trainCount: 3, testCount: 2, classNames: ['0', '1', '2'] })
    const pixels = new Uint8Array(48)
    void dataset.readBatch('train', [1], pixels)
    const plane = Array.from({ length: 16 }, (_, i) => 16 + i)
    expect([...pixels]).toEqual([...plane, ...plane, ...plane])
  })
  it('takes names from classes.txt', async () => {
    writeSet()
    write('classes.txt', Buffer.from('shirt\r\nshoe\r\nbag\r\n'))
    expect((await openDataset({ kind: 'idx', folder })).info.classNames).toEqual(['shirt', 'shoe', 'bag'])
  })
  it('is resized where asked, and a flat image stays flat', async () => {
    writeSet()
    write('train-images-idx3-ubyte', idx([3, 4, 5], new Array<number>(60).fill(77)))
    const dataset = await openDataset({ kind: 'idx', folder, resize: 9 })
    const pixels = new Uint8Array(3 * 81)
    void dataset.readBatch('train', [2], pixels)
    expect(new Set(pixels)).toEqual(new Set([77]))
  })
  it.each<[string, () => void, RegExp]>([
    ['a missing file', () => rmSync(join(folder, 't10k-labels.idx1-ubyte')), /t10k-labels-idx1-ubyte .*is missing in/],
    [
      'a truncated file',
      () => write('train-images-idx3-ubyte', pictures(3).subarray(0, 40)),
      /has 40 bytes, but its header says 64: it is truncated/,
    ],
    ['less than a header', () => write('train-images-idx3-ubyte', Buffer.alloc(3)), /has 3 bytes, less than a header/],
    [
      'a wrong magic number',
      () => write('train-images-idx3-ubyte', idx([3], [1, 2, 3])),
      /magic number 0x00000801, expected 0x00000803/,
    ],
    ['counts that differ', () => write('train-labels-idx1-ubyte', idx([2], [0, 1])), /has 3 images but .* 2 labels/],
    [
      'a broken archive',
      () => write('t10k-images-idx3-ubyte.gz', gzipSync(pictures(2)).subarray(0, 20)),
      /gz cannot be unpacked/,
    ],
    [
      'images that are not square',
      () => write('train-images-idx3-ubyte', pictures(3, 4, 5)),
      /5 by 4 pixels, not squares: set resize/,
    ],
    [
      'sizes that differ',
      () => write('train-images-idx3-ubyte', pictures(3, 5, 5)),
      /of 5 pixels and test images of 4: set resize/,
    ],
    [
      'a label far beyond the others',
      () => write('train-labels-idx1-ubyte', idx([3], [0, 200, 1])),
      /train-labels-idx1-ubyte has labels up to 200, but only 3 classes have images/,
    ],
    [
      'too few names',
      () => write('classes.txt', Buffer.from('a\nb\n')),
      /label 2, but classes.txt names only 2 classes/,
    ],
  ])('refuses %s with a sentence', async (_, damage, message) => {
    writeSet()
    damage()
    await expect(openDataset({ kind: 'idx', folder })).rejects.toThrow(message)
  })
})
