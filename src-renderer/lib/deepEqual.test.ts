import { describe, expect, it } from 'vitest'
import { deepEqual } from './deepEqual.ts'

const question = () => ({ kind: 'pair', runs: [{ error: 30.5, flops: null }, { error: NaN }], parent: undefined })

describe('deepEqual', () => {
  it('is true if every part is equal', () => {
    expect(deepEqual(question(), question())).toBe(true)
    expect(deepEqual(Float64Array.of(1, 2), Float64Array.of(1, 2))).toBe(true)
  })
  it.each([
    ['a value', { ...question(), kind: 'rows' }],
    ['one part deep inside', { ...question(), runs: [{ error: 30.5, flops: 0 }, { error: NaN }] }],
    ['a part more', { ...question(), runs: [...question().runs, { error: 1 }] }],
    ['a name more', { ...question(), more: undefined }],
    ['the name of an undefined part', { kind: 'pair', runs: question().runs, older: undefined }],
    ['nothing', undefined],
    ['null', null],
  ])('is false: %s', (_, other) => {
    expect(deepEqual(question(), other)).toBe(false)
    expect(deepEqual(other, question())).toBe(false)
  })
  it('is false if a list became an object or another kind of list', () => {
    expect(deepEqual([1], { 0: 1 })).toBe(false)
    expect(deepEqual({ 0: 1 }, [1])).toBe(false)
    expect(deepEqual(Float64Array.of(1), Float64Array.of(2))).toBe(false)
  })
})
