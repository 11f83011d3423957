import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { DatasetSpecInput } from '#shared/datasets/datasetSpec.ts'
import { englishText } from '#shared/sentences/sentence.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { openDataset } from './kinds.ts'

const newFolder = temporaryFolders()
const isWindows = process.platform === 'win32'
let picture: Buffer
let folder: string
beforeAll(async () => {
  picture = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'teal' } })
    .png()
    .toBuffer()
})
beforeEach(() => void (folder = newFolder()))

function put(file: string, bytes: string | Uint8Array = picture): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true })
  writeFileSync(join(folder, file), bytes)
}
const putMany = (count: number, ...folders: string[]) =>
  folders.forEach((name) => Array.from({ length: count }, (_, i) => put(`${name}/${i}.png`)))

async function open(options: Partial<DatasetSpecInput> = {}) {
  const dataset = await openDataset({ kind: 'imageFolder', folder, imageSize: 8, ...options } as DatasetSpecInput)
  const { info, labels } = dataset
  dataset.close()
  const { classNames, trainCount, testCount, skipped, notes } = info
  return {
    ...{ info, labels, classNames, skipped: skipped.map(({ file }) => file), notes: notes.map(englishText) },
    counts: [trainCount, testCount],
  }
}

describe('parts of a data set', () => {
  it.each(['valid', 'val', 'validation', 'Valid', 'VAL'])(
    'test images are those of %s/, which is told',
    async (part) => {
      putMany(4, 'train/a', 'train/b')
      putMany(2, `${part}/a`, `${part}/b`)
      const { counts, notes } = await open()
      expect(counts).toEqual([8, 4])
      expect(notes).toEqual([`Test images are those of ${join(folder, part)}.`])
    },
  )
  it.each([
    ['Train', 'Test'],
    ['TRAIN', 'TEST'],
    ['train', 'Test'],
  ])('%s and %s are parts, however they are written', async (train, test) => {
    putMany(3, `${train}/a`, `${train}/b`)
    putMany(2, `${test}/a`)
    expect(await open()).toMatchObject({ classNames: ['a', 'b'], counts: [6, 2], notes: [] })
  })
  it('images in valid/ beside test/, in other folders and outside of class folders are counted', async () => {
    putMany(3, 'train/a', 'train/b')
    putMany(1, 'test/a')
    putMany(5, 'valid/a', 'valid/b')
    putMany(4, 'unsorted/deep/er')
    put('train/loose.png')
    put('loose.jpg')
    put('notes.txt', 'no image')
    const { counts, notes } = await open()
    expect(counts).toEqual([6, 1])
    expect(notes).toEqual([
      expect.stringMatching(/: 1 in .*train, in no class folder/),
      expect.stringMatching(/: 4 in .*unsorted\. Training images/),
      expect.stringMatching(/: 10 in .*valid\. Test images are those of .*test, .* put them there/),
      expect.stringMatching(/: 1 in [^,]*, in no class folder/),
    ])
  })
  it('test images without classes, as competitions have them, are told and others held out', async () => {
    putMany(20, 'train/a', 'train/b')
    putMany(7, 'test')
    const { counts, notes } = await open()
    expect(counts).toEqual([36, 4])
    expect(notes).toEqual([expect.stringMatching(/no part of the data set: 7 in .*test\./)])
  })
  it('a vehicle is no part', async () => {
    putMany(10, 'Car', 'Train', 'Bus')
    expect(await open()).toMatchObject({ classNames: ['Bus', 'Car', 'Train'], counts: [27, 3] })
  })
  it('class folders may lie in a folder of their own', async () => {
    putMany(10, 'photos/photos/a', 'photos/photos/b')
    expect(await open()).toMatchObject({ classNames: ['a', 'b'], counts: [18, 2] })
  })
  it('images without any class folder are counted where they are refused', async () => {
    putMany(6, '.')
    await expect(open()).rejects.toThrow(/has 0 class folders: .* no part of the data set: 6 in .*, in no class folder/)
  })
})

describe('classes', () => {
  it('have their names in either Unicode form', async () => {
    for (const name of ['사과', '배', 'Äpfel']) {
      putMany(4, `train/${name.normalize('NFC')}`)
      putMany(2, `test/${name.normalize('NFD')}`)
    }
    const { classNames, counts, labels } = await open()
    expect(classNames).toEqual(['Äpfel', '배', '사과'].map((name) => name.normalize('NFC')))
    expect(counts).toEqual([12, 6])
    expect([...labels.test]).toEqual([0, 0, 1, 1, 2, 2])
  })
  it.skipIf(process.platform === 'darwin')('are one where both forms lie side by side', async () => {
    putMany(5, '사과'.normalize('NFC'), '사과'.normalize('NFD'), '배')
    const { classNames, counts } = await open()
    expect([classNames.sort(), counts]).toEqual([
      ['배', '사과'],
      [13, 2],
    ])
  })
  it('have the images of their sub-folders', async () => {
    putMany(4, 'a', 'a/more', 'a/more/still', 'b/only/below')
    expect(await open({ testShare: 0.25 })).toMatchObject({ classNames: ['a', 'b'], counts: [12, 4], skipped: [] })
  })
  it.skipIf(isWindows)('a link back up is no sub-folder without end', async () => {
    putMany(4, 'a', 'b')
    symlinkSync('..', join(folder, 'a/up'))
    const { counts, skipped } = await open({ onCorrupt: 'skip' })
    expect([counts, skipped]).toEqual([[7, 1], ['a/up']])
    await expect(open()).rejects.toThrow(/a\/up cannot be used\. It is a link that leads back to itself/)
  })
  it.skipIf(isWindows)('a broken link that is no image is left out, not a reason to refuse', async () => {
    putMany(5, 'a', 'b')
    symlinkSync('nowhere', join(folder, 'a/more'))
    const { info } = await open()
    expect(info.skipped.map(({ file, reason }) => [file, reason.key])).toEqual([['a/more', 'faultLinkBroken']])
  })
  it('without images are left out where images may be, and told', async () => {
    putMany(5, 'a', 'c')
    mkdirSync(join(folder, 'b'))
    put('d/damaged.png', 'no picture')
    const { classNames, labels, skipped } = await open({ onCorrupt: 'skip' })
    expect(classNames).toEqual(['a', 'c'])
    expect([...new Set(labels.train)]).toEqual([0, 1])
    expect(skipped.sort()).toEqual(['b', 'd', 'd/damaged.png'])
    await expect(open()).rejects.toThrow(/no training image of the class b: add images, remove its folder/)
  })
  it('whose files are all left out are refused with their number and the reasons', async () => {
    putMany(5, 'a', 'b')
    for (let i = 0; i < 12; i++) put(`c/${i}.heic`)
    put('c/notes.txt')
    await expect(open()).rejects.toThrow(
      'has no usable training image of the class c. 13 left out, such as c/0.heic: This is no JPEG, PNG, WebP, BMP or TIFF file. Convert',
    )
  })
})

describe('images', () => {
  it.each(['JPG', 'jpe', 'jfif', 'jif', 'pjpeg', 'PNG', 'tif', 'TIFF'])(
    'are read under the ending .%s',
    async (ending) => {
      const format = /tif/i.test(ending) ? 'tiff' : /png/i.test(ending) ? 'png' : 'jpeg'
      const bytes = await sharp(picture).toFormat(format).toBuffer()
      for (const name of ['a', 'b']) for (let i = 0; i < 5; i++) put(`${name}/${i}.${ending}`, bytes)
      expect(await open()).toMatchObject({ counts: [9, 1], skipped: [] })
    },
  )
  it.each([8, 9, 16, 33])('transparency shows white, whatever the size: %i px', async (side) => {
    for (const colour of ['#00000000', '#ff000000']) {
      const bytes = await sharp({ create: { width: side, height: side, channels: 4, background: colour } })
        .png()
        .toBuffer()
      for (const name of ['a', 'b']) for (let i = 0; i < 5; i++) put(`${name}/${i}.png`, bytes)
      const { info } = await open()
      expect(info.mean).toEqual([1, 1, 1])
    }
  })
  it('half transparent ones are mixed with white', async () => {
    const bytes = await sharp({ create: { width: 8, height: 8, channels: 4, background: '#00000080' } })
      .png()
      .toBuffer()
    for (const name of ['a', 'b']) for (let i = 0; i < 5; i++) put(`${name}/${i}.png`, bytes)
    for (const value of (await open()).info.mean) expect(value).toBeCloseTo(127 / 255, 2)
  })
})
