import { describe, expect, it } from 'vitest'
import { canonical, termDifferences, termsKey } from './trainingTerms.ts'

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
