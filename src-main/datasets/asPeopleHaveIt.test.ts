import { mkdirSync, symlinkSync } from 'node:fs'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { DatasetSpecInput } from '#shared/datasets/datasetSpec.ts'
import { englishText } from '#shared/sentences/sentence.ts'
import { openDataset } from './kinds.ts'
import { newImageFolder } from './testing/newImageFolder.ts'

const isWindows = process.platform === 'win32'
const folder = newImageFolder()
const { put, putMany } = folder

async function open(options: Partial<DatasetSpecInput> = {}) {
  const dataset = await openDataset({
    kind: 'imageFolder',
    folder: folder.path,
    imageSize: 8,
    ...options,
  } as DatasetSpecInput)
  const { info, labels } = dataset
  dataset.close()
  const { classNames, trainCount, testCount, validationCount, skipped, notes } = info
  return {
    ...{ info, labels, classNames, skipped: skipped.map(({ file }) => file), notes: notes.map(englishText) },
    counts: [trainCount, testCount, ...(validationCount > 0 ? [validationCount] : [])],
  }
}

describe('parts of a data set', () => {
  it.each(['valid', 'val', 'validation', 'Valid', 'VAL'])('uses %s/ as test images, with a note', async (part) => {
    putMany(4, 'train/a', 'train/b')
    putMany(2, `${part}/a`, `${part}/b`)
    const { counts, notes } = await open()
    expect(counts).toEqual([8, 4])
    expect(notes).toEqual([`The test images are those in ${folder.at(part)}.`])
  })
  it.each([
    ['Train', 'Test'],
    ['TRAIN', 'TEST'],
    ['train', 'Test'],
  ])('recognises %s and %s in any spelling', async (train, test) => {
    putMany(3, `${train}/a`, `${train}/b`)
    putMany(2, `${test}/a`)
    expect(await open()).toMatchObject({ classNames: ['a', 'b'], counts: [6, 2], notes: [] })
  })
  it.each(['valid', 'val', 'Validation'])('measures errors on %s/ beside test/, with a note', async (part) => {
    putMany(3, 'train/a', 'train/b')
    putMany(1, 'test/a')
    putMany(5, `${part}/a`, `${part}/b`)
    const { counts, notes, labels } = await open()
    expect(counts).toEqual([6, 1, 10])
    expect([...labels.validation]).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1])
    expect(notes).toEqual([
      `Errors are measured on the validation images in ${folder.at(part)}; all of ${folder.at('train')} is used for training. The images in ${folder.at('test')} are held out for networks that have already been selected.`,
    ])
  })
  it('includes validation images in the content hash; without them the hash is that of a set without the folder', async () => {
    putMany(3, 'train/a', 'train/b')
    putMany(1, 'test/a')
    const hash = async () => (await open()).info.hash
    const without = await hash()
    mkdirSync(folder.at('valid/a'), { recursive: true })
    expect(await hash()).toBe(without)
    putMany(1, 'valid/a')
    const withOne = await hash()
    put('valid/a/0.png', await sharp(folder.picture).negate().png().toBuffer())
    expect(new Set([without, withOne, await hash()]).size).toBe(3)
  })
  it('refuses by name a class with validation images only', async () => {
    putMany(3, 'train/a', 'train/b', 'test/a', 'valid/c')
    await expect(open()).rejects.toThrow(/valid has the class c, which train lacks/)
  })
  it('refuses validation images of which none is usable, even when skipping', async () => {
    putMany(3, 'train/a', 'train/b', 'test/a')
    put('valid/a/0.png', 'no picture')
    await expect(open({ onCorrupt: 'skip' })).rejects.toThrow(
      'has no usable validation image. 1 left out, such as valid/a/0.png: ',
    )
  })
  it('counts images in other folders and outside class folders', async () => {
    putMany(3, 'train/a', 'train/b')
    putMany(1, 'test/a')
    putMany(5, 'valid')
    putMany(4, 'unsorted/deep/er')
    put('train/loose.png')
    put('loose.jpg')
    put('notes.txt', 'no image')
    const { counts, notes } = await open()
    expect(counts).toEqual([6, 1])
    expect(notes).toEqual([
      expect.stringMatching(/: 1 in .*train, in no class folder/),
      expect.stringMatching(/: 4 in .*unsorted\. The training images/),
      expect.stringMatching(/: 5 in .*valid\. The training images/),
      expect.stringMatching(/: 1 in [^,]*, in no class folder/),
    ])
  })
  it('notes test images without classes, as in competitions, and holds out others', async () => {
    putMany(20, 'train/a', 'train/b')
    putMany(7, 'test')
    const { counts, notes } = await open()
    expect(counts).toEqual([36, 4])
    expect(notes).toEqual([expect.stringMatching(/not part of the data set: 7 in .*test\./)])
  })
  it('a class called like a part is not a part', async () => {
    putMany(10, 'Car', 'Train', 'Bus')
    expect(await open()).toMatchObject({ classNames: ['Bus', 'Car', 'Train'], counts: [27, 3] })
  })
  it('class folders may be nested in a single folder', async () => {
    putMany(10, 'photos/photos/a', 'photos/photos/b')
    expect(await open()).toMatchObject({ classNames: ['a', 'b'], counts: [18, 2] })
  })
  it('counts images without any class folder when refusing them', async () => {
    putMany(6, '.')
    await expect(open()).rejects.toThrow(
      /has 0 class folders: .* not part of the data set: 6 in .*, in no class folder/,
    )
  })
})

describe('classes', () => {
  it('are equal in any Unicode form', async () => {
    for (const name of ['사과', '배', 'Äpfel']) {
      putMany(4, `train/${name.normalize('NFC')}`)
      putMany(2, `test/${name.normalize('NFD')}`)
    }
    const { classNames, counts, labels } = await open()
    expect(classNames).toEqual(['Äpfel', '배', '사과'].map((name) => name.normalize('NFC')))
    expect(counts).toEqual([12, 6])
    expect([...labels.test]).toEqual([0, 0, 1, 1, 2, 2])
  })
  it.skipIf(process.platform === 'darwin')('merge if both Unicode forms exist side by side', async () => {
    putMany(5, '사과'.normalize('NFC'), '사과'.normalize('NFD'), '배')
    const { classNames, counts } = await open()
    expect([classNames.sort(), counts]).toEqual([
      ['배', '사과'],
      [13, 2],
    ])
  })
  it('include the images of their subfolders', async () => {
    putMany(4, 'a', 'a/more', 'a/more/still', 'b/only/below')
    expect(await open({ testShare: 0.25 })).toMatchObject({ classNames: ['a', 'b'], counts: [12, 4], skipped: [] })
  })
  it.skipIf(isWindows)('a link to a parent folder does not recurse endlessly', async () => {
    putMany(4, 'a', 'b')
    symlinkSync('..', folder.at('a/up'))
    const { counts, skipped } = await open({ onCorrupt: 'skip' })
    expect([counts, skipped]).toEqual([[7, 1], ['a/up']])
    await expect(open()).rejects.toThrow(/a\/up cannot be used\. It is a link that leads back to itself/)
  })
  it.skipIf(isWindows)('a broken link that is not an image is skipped rather than refused', async () => {
    putMany(5, 'a', 'b')
    symlinkSync('nowhere', folder.at('a/more'))
    const { info } = await open()
    expect(info.skipped.map(({ file, reason }) => [file, reason.key])).toEqual([['a/more', 'faultLinkBroken']])
  })
  it('without images are skipped and reported if skipping is allowed', async () => {
    putMany(5, 'a', 'c')
    mkdirSync(folder.at('b'))
    put('d/damaged.png', 'no picture')
    const { classNames, labels, skipped } = await open({ onCorrupt: 'skip' })
    expect(classNames).toEqual(['a', 'c'])
    expect([...new Set(labels.train)]).toEqual([0, 1])
    expect(skipped.sort()).toEqual(['b', 'd', 'd/damaged.png'])
    await expect(open()).rejects.toThrow(/no training image of the class b: add images, remove its folder/)
  })
  it('with all files skipped are refused with their number and the reasons', async () => {
    putMany(5, 'a', 'b')
    for (let i = 0; i < 12; i++) put(`c/${i}.heic`)
    put('c/notes.txt')
    await expect(open()).rejects.toThrow(
      'has no usable training image of the class c. 13 left out, such as c/0.heic: This is not a JPEG, PNG, WebP, BMP or TIFF file. Convert',
    )
  })
})

describe('images', () => {
  it.each(['JPG', 'jpe', 'jfif', 'jif', 'pjpeg', 'PNG', 'tif', 'TIFF'])(
    'are read with the extension .%s',
    async (ending) => {
      const format = /tif/i.test(ending) ? 'tiff' : /png/i.test(ending) ? 'png' : 'jpeg'
      const bytes = await sharp(folder.picture).toFormat(format).toBuffer()
      for (const name of ['a', 'b']) for (let i = 0; i < 5; i++) put(`${name}/${i}.${ending}`, bytes)
      expect(await open()).toMatchObject({ counts: [9, 1], skipped: [] })
    },
  )
  it.each([8, 9, 16, 33])('show white through transparency at any size: %i px', async (side) => {
    for (const colour of ['#00000000', '#ff000000']) {
      const bytes = await sharp({ create: { width: side, height: side, channels: 4, background: colour } })
        .png()
        .toBuffer()
      for (const name of ['a', 'b']) for (let i = 0; i < 5; i++) put(`${name}/${i}.png`, bytes)
      const { info } = await open()
      expect(info.mean).toEqual([1, 1, 1])
    }
  })
  it('blend half-transparent pixels with white', async () => {
    const bytes = await sharp({ create: { width: 8, height: 8, channels: 4, background: '#00000080' } })
      .png()
      .toBuffer()
    for (const name of ['a', 'b']) for (let i = 0; i < 5; i++) put(`${name}/${i}.png`, bytes)
    for (const value of (await open()).info.mean) expect(value).toBeCloseTo(127 / 255, 2)
  })
})
