import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { divide, splitTraining } from './split.ts'

const labelsOf = fc
  .array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 200 })
  .map((list) => Uint16Array.from(list))
const share = fc.double({ min: 0, max: 0.95, noNaN: true })

describe('splitTraining', () => {
  it('assigns every index to one part, in ascending order, and leaves each class one to train on', () => {
    fc.assert(
      fc.property(labelsOf, share, fc.nat(), (labels, validationShare, seed) => {
        const { train, validation } = splitTraining(labels, validationShare, seed)
        expect([...train, ...validation].sort((a, b) => a - b)).toEqual([...labels.keys()])
        for (const part of [train, validation]) expect([...part]).toEqual([...part].sort((a, b) => a - b))
        expect(new Set(Array.from(train, (i) => labels[i]))).toEqual(new Set(labels))
      }),
    )
  })
  it('holds out the share of each class to within one image, and of the total exactly', () => {
    const labels = Uint16Array.from({ length: 997 }, (_, i) => (i * i) % 7)
    const { validation } = splitTraining(labels, 0.1, 5)
    expect(validation.length).toBe(100)
    for (const label of new Set(labels)) {
      const of = (indices: Iterable<number>) => [...indices].filter((i) => labels[i] === label).length
      expect(Math.abs(of(validation) - 0.1 * of(labels.keys()))).toBeLessThan(1)
    }
  })
  it('repeats for a seed and differs for another', () => {
    const labels = Uint16Array.from({ length: 300 }, (_, i) => i % 3)
    expect(splitTraining(labels, 0.2, 1)).toEqual(splitTraining(labels, 0.2, 1))
    expect(splitTraining(labels, 0.2, 2).validation).not.toEqual(splitTraining(labels, 0.2, 1).validation)
  })
  it('holds nothing out for a share of 0', () => {
    expect(splitTraining(Uint16Array.of(0, 1), 0, 1).validation).toHaveLength(0)
  })
  it.each([-0.1, 1, NaN])('refuses the share %d', (value) => {
    expect(() => splitTraining(Uint16Array.of(0), value, 1)).toThrow('invalid validationShare')
  })
})

describe('training and validation images', () => {
  const train = Uint16Array.from({ length: 40 }, (_, i) => i % 2)
  const test = Uint16Array.of(0, 1)
  const heldOut = { share: 0.25, splitSeed: 3 }
  it('are divided by the recipe if the data set has no validation images', () => {
    const { train: trained, measured } = divide({ labels: { train, test, validation: new Uint16Array() } }, heldOut)
    expect(measured).toEqual({ split: 'train', indices: splitTraining(train, 0.25, 3).validation })
    expect(trained).toHaveLength(30)
  })
  it('are all training and all validation images if it does', () => {
    const { train: trained, measured } = divide(
      { labels: { train, test, validation: Uint16Array.of(1, 0, 1) } },
      heldOut,
    )
    expect(measured).toEqual({ split: 'validation', indices: Int32Array.of(0, 1, 2) })
    expect(trained).toEqual(Int32Array.from(train.keys()))
  })
})
