import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDataset } from '../kinds.ts'

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
  it('is read plain and gzipped, with grey repeated on three channels', async () => {
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
  it('is resized on request, and a constant image stays constant', async () => {
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
      'a file that goes on',
      () => write('t10k-images-idx3-ubyte.gz', gzipSync(Buffer.concat([pictures(2), Buffer.from('x')]))),
      /unpacks to more than the 48 bytes that its header says/,
    ],
    [
      'a packed file that ends early',
      () => write('t10k-images-idx3-ubyte.gz', gzipSync(pictures(2).subarray(0, 40))),
      /has 40 bytes, but its header says 48/,
    ],
    [
      'gigabytes in a small archive that are no images',
      () => write('t10k-images-idx3-ubyte.gz', gzipSync(Buffer.alloc(2 ** 26))),
      /magic number 0x00000000, expected 0x00000803/,
    ],
    [
      'another count in an archive, before it is unpacked',
      () => write('t10k-images-idx3-ubyte.gz', gzipSync(idx([0xffffffff, 0xffff, 0xffff], []))),
      /has 4294967295 images but .* 2 labels/,
    ],
    [
      'no images',
      () => {
        write('train-images-idx3-ubyte', idx([0, 4, 4], []))
        write('train-labels-idx1-ubyte', idx([0], []))
      },
      /has no training images: add some/,
    ],
    [
      'images without pixels',
      () => {
        write('train-images-idx3-ubyte', idx([3, 0, 0], []))
      },
      /0 by 0 pixels, but a side has 1 to 4096/,
    ],
    [
      'images of absurd sides',
      () => write('t10k-images-idx3-ubyte.gz', gzipSync(idx([2, 0x10000, 0x10000], []))),
      /65536 by 65536 pixels, but a side has 1 to 4096/,
    ],
    [
      'a folder in place of a file',
      () => {
        rmSync(join(folder, 'train-images-idx3-ubyte'))
        mkdirSync(join(folder, 'train-images-idx3-ubyte'))
      },
      /train-images-idx3-ubyte cannot be used\. It is a folder, a pipe or a device/,
    ],
    [
      'a link to a device',
      () => {
        rmSync(join(folder, 'train-labels-idx1-ubyte'))
        symlinkSync('/dev/zero', join(folder, 'train-labels-idx1-ubyte'))
      },
      /labels-idx1-ubyte cannot be used\. It is a folder, a pipe or a device/,
    ],
    [
      'a broken link for names',
      () => symlinkSync('nowhere', join(folder, 'classes.txt')),
      /classes\.txt cannot be used\. It is a broken link/,
    ],
    [
      'names without end',
      () => write('classes.txt', Buffer.alloc(2 ** 20 + 1, 'a\n')),
      /classes\.txt has 1048577 bytes, but such a file has at most 1048576/,
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
  ])('refuses %s with a message', async (_, damage, message) => {
    writeSet()
    damage()
    await expect(openDataset({ kind: 'idx', folder })).rejects.toThrow(message)
    await expect(openDataset({ kind: 'idx', folder })).rejects.toHaveProperty('name', 'DatasetError')
  })
  it('refuses to be resized beyond the readable size', async () => {
    const count = 70_000
    write('train-images-idx3-ubyte', idx([count, 1, 1], new Array<number>(count).fill(7)))
    write('train-labels-idx1-ubyte', idx([count], new Array<number>(count).fill(0)))
    const opening = openDataset({ kind: 'idx', folder, resize: 1024 })
    await expect(opening).rejects.toThrow(/has 70000 images, to be read at 1024 by 1024 pixels; .* 4 GB can be read/)
  })
})
