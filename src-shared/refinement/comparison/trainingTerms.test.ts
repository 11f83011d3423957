import { describe, expect, it } from 'vitest'
import { canonical, differencesOf, termDifferences, termsKey } from './trainingTerms.ts'

describe('plain data as text', () => {
  it('ignores the order of keys but not of list items', () => {
    const one = { a: { c: 1, d: [{ f: 1, e: 2 }, 3] }, b: null }
    const turned = { b: null, a: { d: [{ e: 2, f: 1 }, 3], c: 1 } }
    expect(canonical(one)).toBe(canonical(turned))
    expect(canonical(one)).toBe('{"a":{"c":1,"d":[{"e":2,"f":1},3]},"b":null}')
    expect(canonical([1, 2])).not.toBe(canonical([2, 1]))
    expect(canonical(undefined)).toBe('')
  })
})

describe('a window of FLOPs', () => {
  const trained = (flops: { low: number; high: number } | null) => ({
    datasetHash: 'abc',
    plan: { imageSize: 16, flops, recipe: {} },
  })
  const most = Number.MAX_SAFE_INTEGER
  it.each([
    [0, most, true],
    [0, 1e300, true],
    [1, most, false],
    [0, most - 1, false],
  ])('from %d to %d is open: %s', (low, high, isNone) => {
    expect(termsKey(trained({ low, high })) === termsKey(trained(null))).toBe(isNone)
    expect(termDifferences(trained({ low, high }), trained(null))).toEqual(isNone ? [] : ['flops'])
  })
})

describe('what populations were varied in on purpose', () => {
  const population = (changes: object, { hash = 'a', recipe = {} } = {}) => ({
    datasetHash: hash,
    plan: {
      ...{ imageSize: 16, flops: { low: 1, high: 2 }, recipe: { epochs: 4, batchSize: 8, ...recipe } },
      ...{ dataset: { kind: 'synthetic', imageSize: 16 }, ...changes },
    },
  })
  const larger = { imageSize: 32, dataset: { kind: 'synthetic', imageSize: 32 } }

  it.each<[string, ReturnType<typeof population>[], ReturnType<typeof differencesOf>]>([
    ['nothing', [population({}), population({})], { varied: [], differing: [] }],
    [
      'windows of FLOPs',
      [population({}), population({ flops: null, varied: ['flops'] })],
      { varied: ['flops'], differing: [] },
    ],
    [
      'epochs, but not batches',
      [population({ varied: ['epochs'] }), population({}, { recipe: { epochs: 8, batchSize: 9 } })],
      { varied: ['epochs'], differing: ['recipe'] },
    ],
    [
      'image sizes of one data set',
      [population({ varied: ['imageSize'] }), population(larger, { hash: 'b' })],
      { varied: ['imageSize'], differing: [] },
    ],
    [
      'image sizes, but of two data sets',
      [
        population({ varied: ['imageSize'] }),
        population({ ...larger, dataset: { kind: 'synthetic', seed: 2, imageSize: 32 } }, { hash: 'b' }),
      ],
      { varied: ['imageSize'], differing: ['dataset'] },
    ],
    [
      'nothing that was chosen',
      [population({ varied: ['epochs'] }), population({ varied: ['epochs'] })],
      { varied: [], differing: [] },
    ],
    [
      'nothing on purpose',
      [population({}), population({ flops: null }), population({}, { hash: 'b' })],
      { varied: [], differing: ['dataset', 'flops'] },
    ],
  ])('%s', (_, populations, expected) => {
    expect(differencesOf(populations)).toEqual(expected)
    expect(differencesOf(populations.toReversed())).toEqual(expected)
  })
})
