import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classDifferences, pairInspections, wholeDifference, type Judgements } from './pairedInspections.ts'

const classNames = ['cat', 'dog', 'owl']
/** Judgements of images given as position, class and choice. */
const judged = (
  images: readonly (readonly [number, number, number])[],
  rest: Partial<Judgements> = {},
): Judgements => ({
  ...{ datasetHash: 'h', split: 'train' },
  indices: Int32Array.from(images, ([index]) => index),
  labels: Uint16Array.from(images, ([, label]) => label),
  predicted: Uint16Array.from(images, ([, , predicted]) => predicted),
  ...rest,
})

describe('Two networks on the same images', () => {
  it('are counted on the images that both judged, by class', () => {
    const image = fc.record({ label: fc.nat(2), first: fc.option(fc.nat(2)), second: fc.option(fc.nat(2)) })
    fc.assert(
      fc.property(fc.array(image, { maxLength: 60 }), (images) => {
        const of = (key: 'first' | 'second') =>
          judged(images.flatMap((one, i) => (one[key] === null ? [] : [[i, one.label, one[key]] as const])))
        const pair = pairInspections(of('first'), of('second'), classNames)
        const both = images.filter(({ first, second }) => first !== null && second !== null)
        expect(pair.shared).toBe(both.length)
        for (const { label, both: wrong, onlyFirst, onlySecond, neither } of pair.classes) {
          const own = both.filter((one) => one.label === label)
          const count = (one: boolean, other: boolean) =>
            own.filter(({ first, second }) => (first !== label) === one && (second !== label) === other).length
          expect([wrong, onlyFirst, onlySecond, neither]).toEqual([
            ...[count(true, true), count(true, false), count(false, true), count(false, false)],
          ])
        }
        const whole = wholeDifference(pair)
        expect(whole.images).toBe(both.length)
        const errors = (key: 'first' | 'second') => both.filter((one) => one[key] !== one.label).length
        expect(whole.onlyFirst - whole.onlySecond).toBe(errors('first') - errors('second'))
      }),
    )
  })

  it('share no image of different data sets or parts of one', () => {
    const one = judged([[0, 1, 1]])
    expect(pairInspections(one, judged([[0, 1, 1]], { datasetHash: 'other' }), classNames).shared).toBe(0)
    expect(pairInspections(one, judged([[0, 1, 1]], { split: 'test' }), classNames).shared).toBe(0)
    expect(pairInspections(one, one, classNames).shared).toBe(1)
  })

  it('differ in a class once its p value falls by the correction for all classes', () => {
    const none = { both: 0, onlySecond: 0, neither: 0 }
    const pair = (counts: readonly number[]) => ({
      ...{ classNames, shared: 0 },
      classes: counts.map((onlyFirst, label) => ({ label, onlyFirst, ...none })),
    })
    // p = 2 · 0.5^n: 0.0156 and 0.03125 against 0.05 / 3 and 0.05 / 2.
    expect(classDifferences(pair([7, 6, 0])).map(({ isDecided }) => isDecided)).toEqual([true, false, false])
    expect(classDifferences(pair([7, 7, 7])).map(({ isDecided }) => isDecided)).toEqual([true, true, true])
    expect(classDifferences(pair([6, 6, 6])).map(({ isDecided }) => isDecided)).toEqual([false, false, false])
    expect(classDifferences(pair([7, 6, 0]))[0]).toMatchObject({
      name: 'cat',
      images: 7,
      p: expect.closeTo(0.015625, 12) as number,
    })
  })
})
