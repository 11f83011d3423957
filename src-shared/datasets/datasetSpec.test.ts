import { describe, expect, it } from 'vitest'
import { archiveEnding } from './archives.ts'
import { datasetSchemas, datasetSpecSchema } from './datasetSpec.ts'

const folder = '/data/mine'
const kinds: Record<string, object> = {
  synthetic: { seed: 2, imageSize: 24, trainCount: 100, testCount: 50 },
  cifar10: { folder },
  cifar100: { folder },
  idx: { folder, resize: 32, subset: 'letters' },
  imageFolder: { folder, imageSize: 64, cropFrom: 128, onCorrupt: 'skip', testShare: 0.2 },
}
const accepts = (kind: string, change: object) =>
  datasetSpecSchema.safeParse({ kind, ...kinds[kind], ...change }).success

describe('a data set', () => {
  it.each(Object.keys(datasetSchemas))('of kind %s accepts only its own keys', (kind) => {
    const spec = { kind, ...kinds[kind] }
    expect(datasetSpecSchema.parse(spec)).toEqual(spec)
    expect(accepts(kind, { other: 1 })).toBe(false)
    if (kind !== 'synthetic') expect(accepts(kind, { folder: undefined })).toBe(false)
  })
  it('has defaults', () => {
    expect(datasetSpecSchema.parse({ kind: 'synthetic' })).toEqual({
      ...{ kind: 'synthetic', seed: 1, imageSize: 16, trainCount: 10_000, testCount: 2000 },
    })
    expect(datasetSpecSchema.parse({ kind: 'idx', folder })).toEqual({ kind: 'idx', folder })
    const images = { kind: 'imageFolder', folder, imageSize: 64 }
    expect(datasetSpecSchema.parse(images)).toEqual({ ...images, onCorrupt: 'refuse' })
    expect(datasetSpecSchema.safeParse({ kind: 'imageFolder', folder }).success).toBe(false)
    expect(datasetSpecSchema.safeParse({ kind: 'mnist', folder }).success).toBe(false)
  })
  const path = (length: number) => 'x'.repeat(length)
  const ends: [kind: string, key: string, good: unknown[], bad: unknown[]][] = [
    ['synthetic', 'seed', [0], [-1, 0.5]],
    ['synthetic', 'imageSize', [8, 64], [7, 65, 8.5]],
    ['synthetic', 'trainCount', [10, 1_000_000], [9, 1_000_001]],
    ['synthetic', 'testCount', [10, 1_000_000], [9, 1_000_001]],
    ['cifar10', 'folder', [path(1), path(32_767)], ['', path(32_768)]],
    ['idx', 'resize', [8, 1024, undefined], [7, 1025]],
    ['idx', 'subset', [path(1), path(100), undefined], ['', path(101)]],
    ['imageFolder', 'imageSize', [8, 1024], [7, 1025, undefined]],
    ['imageFolder', 'cropFrom', [8, 1024, undefined], [7, 1025]],
    ['imageFolder', 'onCorrupt', ['skip', 'refuse'], ['keep']],
    ['imageFolder', 'testShare', [0.001, 0.999, undefined], [0, 1]],
  ]
  it.each(ends)('of kind %s limits its %s', (kind, key, good, bad) => {
    expect(good.map((value) => accepts(kind, { [key]: value }))).toEqual(good.map(() => true))
    expect(bad.map((value) => accepts(kind, { [key]: value }))).toEqual(bad.map(() => false))
  })
})

it.each([
  ['a.zip', '.zip'],
  ['/b/c.tar', '.tar'],
  ['c.tgz', '.tgz'],
  ['d.TAR.GZ', '.TAR.GZ'],
  ['e.gz', undefined],
  ['f.zip.part', undefined],
  ['zip', undefined],
])('recognises the archive %s by %s', (name, ending) => expect(archiveEnding(name)).toBe(ending))
