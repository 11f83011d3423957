import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { effectiveNumber, matchingWeights, weightedMean } from './matching.ts'
import { quantileStrata, strataFor, strataOf } from './strata.ts'

const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 60 })

describe('quantileStrata', () => {
  it('cuts distinct values into strata of equal size', () => {
    const values = Array.from({ length: 40 }, (_, i) => (i * 17) % 40)
    const strata = quantileStrata(values, 4)
    const counts = [0, 0, 0, 0]
    for (const value of values) counts[strata.indexOf(value)]!++
    expect(counts).toEqual([10, 10, 10, 10])
  })
  it('keeps order, leaves no stratum empty and rejects values outside', () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 12 }), (values, count) => {
        const strata = quantileStrata(values, count)
        const found = [...values].sort((a, b) => a - b).map((value) => strata.indexOf(value))
        expect(found).toEqual([...found].sort((a, b) => a - b))
        expect(new Set(found).size).toBe(strata.count)
        expect(strata.count).toBeLessThanOrEqual(count)
        expect([strata.indexOf(0), strata.indexOf(31)]).toEqual([-1, -1])
      }),
    )
  })
  it('yields one stratum for a constant', () => {
    expect(quantileStrata([3, 3, 3], 5).count).toBe(1)
  })
  it('limits the number of strata by the smaller sample', () => {
    expect([strataFor(1, 100), strataFor(96, 48), strataFor(1e4)]).toEqual([1, 6, 10])
  })
  it('refuses a count below one', () => {
    expect(() => quantileStrata([1], 0)).toThrow('invalid count: 0')
  })
})

describe('matchingWeights', () => {
  it('are equal for a sample matched to itself', () => {
    fc.assert(
      fc.property(sizes, (values) => {
        const strata = quantileStrata(values, 5)
        const members = strataOf(strata, values)
        const { weights, covered } = matchingWeights(members, members, strata.count)
        expect(covered).toBeCloseTo(1, 12)
        for (const weight of weights) expect(weight).toBeCloseTo(1 / values.length, 12)
        expect(effectiveNumber(weights)).toBeCloseTo(values.length, 8)
      }),
    )
  })
  it('give every reached stratum its share in the reference', () => {
    fc.assert(
      fc.property(sizes, sizes, (sample, reference) => {
        const strata = quantileStrata(reference, 4)
        const [members, others] = [strataOf(strata, sample), strataOf(strata, reference)]
        const { weights, covered } = matchingWeights(members, others, strata.count)
        for (let stratum = 0; stratum < strata.count; stratum++) {
          const inside = weights.filter((_, i) => members[i] === stratum)
          if (inside.length === 0) continue
          const share = others.filter((other) => other === stratum).length / others.length
          expect(inside.reduce((a, b) => a + b) * covered).toBeCloseTo(share, 12)
        }
      }),
    )
  })
  it('cover only what the sample reaches', () => {
    const matching = matchingWeights(Int32Array.of(0, 0, -1), Int32Array.of(0, 1, 1, 1), 2)
    expect([...matching.weights]).toEqual([0.5, 0.5, 0])
    expect(matching.covered).toBe(0.25)
    expect([...matchingWeights(Int32Array.of(0, 1), Int32Array.of(2), 3).weights]).toEqual([0, 0])
    expect(matchingWeights(Int32Array.of(-1), Int32Array.of(0), 1)).toEqual({ weights: Float64Array.of(0), covered: 0 })
  })
})

describe('effectiveNumber', () => {
  it('lies between one and the number of weights, whatever their sum', () => {
    expect(effectiveNumber([3, 0, 0])).toBe(1)
    expect(effectiveNumber([2, 2])).toBe(2)
    expect(effectiveNumber([1, 3])).toBeCloseTo(1.6, 12)
    expect(effectiveNumber([])).toBe(0)
  })
})

describe('weightedMean', () => {
  it('accepts weights of any sum and is NaN without weight', () => {
    expect(weightedMean([10, 20], [1, 3])).toBe(17.5)
    expect(weightedMean([10], [0])).toBeNaN()
  })
})
