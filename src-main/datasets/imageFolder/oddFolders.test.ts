import { execFileSync } from 'node:child_process'
import { chmodSync, readFileSync, renameSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { beforeEach, describe, expect, it } from 'vitest'
import { englishText } from '#shared/sentences/sentence.ts'
import { decodeImage, decoderFault } from './decodeImage.ts'
import { folderTree } from '../files/fileTree.ts'
import { openDataset } from '../kinds.ts'
import { imageLimits } from '../limits.ts'
import { listImages } from './listImages.ts'
import { asPlainUser } from '../testing/asPlainUser.ts'
import { newImageFolder } from '../testing/newImageFolder.ts'

const isWindows = process.platform === 'win32'
const folder = newImageFolder()
const { at, put } = folder
beforeEach(() => {
  for (const name of ['train/a', 'train/b', 'test/a', 'test/b']) put(`${name}/whole.png`)
})

const open = (onCorrupt: 'skip' | 'refuse') =>
  asPlainUser(() => openDataset({ kind: 'imageFolder', folder: folder.path, imageSize: 8, onCorrupt }))

/** The path of `file` followed by bytes that are not UTF-8. */
const notUtf8 = (file: string) => Buffer.concat([Buffer.from(at(file)), Buffer.of(0xe9), Buffer.from('.png')])

type Case = [what: string, make: () => unknown, file: string, reason: RegExp]
const oddFiles: Case[] = [
  ['a broken link', () => symlinkSync('nowhere', at('train/a/x.png')), 'train/a/x.png', /broken link/],
  ['a circular link', () => symlinkSync('x.png', at('train/a/x.png')), 'train/a/x.png', /leads back to itself/],
  [
    'a name that is not UTF-8',
    () => writeFileSync(notUtf8('train/a/x'), folder.picture),
    'train/a/x\ufffd.png',
    /not written in UTF-8/,
  ],
  [
    'a file without permission',
    () => {
      put('train/a/x.png')
      chmodSync(at('train/a/x.png'), 0)
    },
    'train/a/x.png',
    /no permission/,
  ],
  ['a pipe', () => execFileSync('mkfifo', [at('train/a/x.png')]), 'train/a/x.png', /a pipe or a device/],
  ['a device', () => symlinkSync('/dev/zero', at('train/a/x.png')), 'train/a/x.png', /a pipe or a device/],
  [
    'a file that is too large',
    () => {
      put('train/a/x.png')
      truncateSync(at('train/a/x.png'), imageLimits.fileBytes + 1)
    },
    'train/a/x.png',
    /has 257 MB; at most 256 MB/,
  ],
  [
    'a file that ends early',
    () => put('train/a/x.png', folder.picture.subarray(0, 60)),
    'train/a/x.png',
    /damaged or cut short/,
  ],
  ['an empty file', () => put('train/a/x.png', ''), 'train/a/x.png', /is empty/],
  [
    'a drawing',
    () => put('train/a/x.png', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    'train/a/x.png',
    /not a JPEG, PNG, WebP, BMP or TIFF/,
  ],
  [
    'a class folder without permission to list it',
    () => {
      put('train/c/1.png')
      chmodSync(at('train/c'), 0)
    },
    'train/c',
    /no permission/,
  ],
  [
    'a class folder without permission to enter it',
    () => {
      put('train/c/1.png')
      chmodSync(at('train/c'), 0o644)
    },
    'train/c',
    /no permission/,
  ],
  ['a class folder that is a broken link', () => symlinkSync('nowhere', at('train/c')), 'train/c', /broken link/],
  [
    'a class folder with a name that is not UTF-8',
    () => {
      put('train/c/1.png')
      renameSync(at('train/c'), notUtf8('train/c'))
    },
    'train/c\ufffd.png',
    /not written in UTF-8/,
  ],
]

describe.skipIf(isWindows)('among intact images', () => {
  it.each(oddFiles)('skips %s with a reason', async (_, make, file, reason) => {
    make()
    const { info } = await open('skip')
    expect(info).toMatchObject({ classNames: ['a', 'b'], trainCount: 2, testCount: 2 })
    expect(info.skipped.map(({ file: name, reason: said }) => [name, englishText(said)])).toEqual([
      [file, expect.stringMatching(reason)],
    ])
  })
  it.each(oddFiles)('refuses %s by name', async (_, make, file, reason) => {
    make()
    const refused = await open('refuse').catch((error: unknown) => error as Error)
    expect(refused).toMatchObject({ name: 'DatasetError', message: expect.stringMatching(reason) as string })
    expect((refused as Error).message).toContain(`${at(file)} cannot be used. `)
  })
})

describe('several unusable files', () => {
  it('are counted and the first ones named, including test images', async () => {
    for (let i = 0; i < 4; i++) put(`train/a/bad${i}.png`, 'no picture')
    put('train/c/only.png', '')
    put('test/b/short.png', folder.picture.subarray(0, 60))
    const refused = await open('refuse').catch((error: unknown) => error as Error)
    const { message } = refused as Error
    expect(message).toContain(`6 files of ${folder.path} cannot be used. train/a/bad0.png: This is not a JPEG`)
    expect(message.match(/\w+\/\w+\/\w+\.png: /g)).toEqual([
      ...['0', '1', '2', '3'].map((i) => `train/a/bad${i}.png: `),
      'train/c/only.png: ',
    ])
    expect(message).toContain('And 1 more. Replace or remove them')
  })
  it.skipIf(isWindows)('are reported before any image is read if visible from outside', async () => {
    put('train/a/bad.png', 'no picture')
    for (const name of ['x', 'y']) symlinkSync('nowhere', at(`train/a/${name}.png`))
    await expect(open('refuse')).rejects.toThrow(/2 files of .* train\/a\/x\.png: .*train\/a\/y\.png: /)
  })
})

it.skipIf(isWindows)('never opens a socket', async () => {
  const server = createServer()
  const path = at('train/a/x.png')
  await new Promise<void>((resolve) => server.listen(path, resolve))
  try {
    expect((await open('skip')).info.skipped).toHaveLength(1)
  } finally {
    server.close()
  }
})

it.skipIf(isWindows)('follows links to images and class folders elsewhere', async () => {
  put('elsewhere/c/1.png')
  symlinkSync('../elsewhere/c', at('train/c'))
  symlinkSync('../../elsewhere/c/1.png', at('train/a/x.png'))
  expect((await open('refuse')).info).toMatchObject({ classNames: ['a', 'b', 'c'], trainCount: 4, skipped: [] })
})

it.skipIf(isWindows)('skips a class in the test images if it is skipped in training', async () => {
  put('train/c/1.png')
  put('test/c/1.png')
  chmodSync(at('train/c'), 0)
  const { info } = await open('skip')
  expect(info).toMatchObject({ classNames: ['a', 'b'], testCount: 2 })
  expect(info.skipped.map(({ file }) => file)).toEqual(['train/c', 'test/c'])
})

it.skipIf(isWindows).each<[string, () => void, RegExp]>([
  ['the folder itself', () => chmodSync(folder.path, 0), /cannot be used\. There is no permission/],
  ['all training images', () => chmodSync(at('train'), 0), /train cannot be used\. There is no permission/],
  ['all test images', () => chmodSync(at('test'), 0), /test cannot be used\. There is no permission/],
  [
    'a link where the training images should be',
    () => {
      renameSync(at('train'), at('moved'))
      symlinkSync('nowhere', at('train'))
    },
    /train cannot be used\. It is a broken link/,
  ],
])('refuses unreadable %s even when skipping images', async (_, damage, message) => {
  damage()
  try {
    await expect(open('skip')).rejects.toThrow(message)
    await expect(open('skip')).rejects.toHaveProperty('name', 'DatasetError')
  } finally {
    chmodSync(folder.path, 0o755)
  }
})

it('skips what the folder currently lacks, even with cached images', async () => {
  const cacheDir = join(folder.another(), 'cache')
  const skipped = async () => {
    const dataset = await openDataset({ kind: 'imageFolder', folder: folder.path, imageSize: 8 }, { cacheDir })
    dataset.close()
    return dataset.info.skipped.map(({ file }) => file)
  }
  expect(await skipped()).toEqual([])
  put('train/a/notes.txt', 'x')
  expect(await skipped()).toEqual(['train/a/notes.txt'])
})

it('refuses more files than the limit', () => {
  const list = (most: number) => listImages(folderTree(folder.path, most), { onCorrupt: 'skip' })
  expect(() => list(9)).toThrow(/contains more than 9 files, .*use fewer images/)
  // Two parts, two classes in each, one image in each, and the parts again when listing their classes.
  expect(list(14).classNames).toHaveLength(2)
})

it('refuses by its header an image with few, very long rows, which would take gigabytes', async () => {
  const header = Buffer.alloc(25)
  header.writeUInt32BE(13)
  header.write('IHDR', 4, 'latin1')
  header.writeUInt32BE(13_041_684, 8)
  header.writeUInt32BE(20, 12)
  header.set([8, 2, 0, 0, 0], 16)
  header.writeUInt32BE(crc32(header.subarray(4, 21)), 21)
  const data = Buffer.from([0, 0, 0, 0, ...Buffer.from('IDAT', 'latin1')])
  const file = at('long.png')
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  writeFileSync(file, Buffer.concat([signature, header, data, Buffer.alloc(4)]))
  await expect(decodeImage(readFileSync(file), 16)).rejects.toThrow(
    'It has 13041684 × 20 px: make no side longer than 65535 px.',
  )
})

it.each([
  ['Input image exceeds pixel limit', 'It has more than 268 million pixels: make it smaller.'],
  ['Warning treated as error due to failOn setting\nIHDR: CRC error', 'The image is damaged or cut short.'],
  ['VipsJpeg: premature end of JPEG image', 'The image is damaged or cut short.'],
  ['timeout: 42% complete', 'Decoding it takes longer than 120 s.'],
  ['VipsJpeg: Bogus Huffman table definition', 'It cannot be decoded (VipsJpeg: Bogus Huffman table definition).'],
])('decoder message %j means: %s', (message, text) => {
  expect(englishText(decoderFault(message))).toBe(text)
})
