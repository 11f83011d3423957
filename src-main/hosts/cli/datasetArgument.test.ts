import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readDatasetSpec, readPairs } from './datasetArgument.ts'

const folderOf = async (text: string) =>
  ((await readDatasetSpec(`imageFolder:folder=${text},imageSize=16`)) as { folder: string }).folder

it.each([
  ['photos #1', 'photos #1'],
  ['2024', '2024'],
  ['@data', '@data'],
  ['"2024,05 photos"', '2024,05 photos'],
  ['2024\\,05 photos', '2024,05 photos'],
  ['true', 'true'],
  ['null', 'null'],
  ['a: b', 'a: b'],
  ['[x]', '[x]'],
  ['C:\\data\\x', 'C:\\data\\x'],
  ['C:\\data\\', 'C:\\data\\'],
  ['a=b', 'a=b'],
  [' x ', ' x '],
  ["it's", "it's"],
  ['5" photos', '5" photos'],
])('the folder %s is taken literally', async (text, folder) => expect(await folderOf(text)).toBe(folder))

it('any name without a comma or quote is the name of the folder', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'grapheme', minLength: 1 }).filter((name) => !/[,"]/.test(name)),
      async (name) => {
        expect(await folderOf(name)).toBe(name)
      },
    ),
  )
})

it('numeric options are parsed, and invalid ones reported', async () => {
  expect(await readDatasetSpec('imageFolder:folder=a,imageSize=32,testShare=0.2,onCorrupt=skip')).toMatchObject({
    imageSize: 32,
    testShare: 0.2,
    onCorrupt: 'skip',
  })
  await expect(readDatasetSpec('imageFolder:folder=a,imageSize=large')).rejects.toThrow(/imageSize is "?large"?/)
  await expect(readDatasetSpec('imageFolder:folder=2024,05 photos,imageSize=16')).rejects.toThrow(
    'Write 05 photos as option=value. A comma in a value is written \\, or the value in "quotes".',
  )
})

it('changes to a recipe are YAML', () => {
  expect(readPairs('epochs=3,ema={alpha: 1e-5},name="a,b"')).toEqual({ epochs: 3, ema: { alpha: 1e-5 }, name: 'a,b' })
})
