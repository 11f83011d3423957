import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sentence, ValueError, type Sentence } from '#shared/sentences/sentence.ts'
import { distributionPmf, firstAbove, runningSums, type Distribution } from './distributions.ts'

const sum = (values: number[]) => values.reduce((a, b) => a + b, 0)

describe('distributionPmf', () => {
  it('sums to 1 and ascends for every law and interval', () => {
    const law = fc.constantFrom('uniform', 'logUniform', 'normal', 'logNormal')
    fc.assert(
      fc.property(
        law,
        fc.integer({ min: 1, max: 30 }),
        fc.nat(60),
        fc.constantFrom(0.1, 0.001, 1, 8),
        (l, a, n, quantum) => {
          const { values, probabilities } = distributionPmf({
            law: l,
            low: a * quantum,
            high: (a + n) * quantum,
            quantum,
          })
          expect(values.length).toBe(n + 1)
          expect(sum(probabilities)).toBeCloseTo(1, 12)
          for (const [i, value] of values.entries()) if (i > 0) expect(value).toBeGreaterThan(values[i - 1]!)
        },
      ),
    )
  })
  it.each<Distribution>([
    { law: 'powerOf2', low: 0.25, high: 4 },
    { law: 'powerOf2OrLog', low: 1, high: 40, quantum: 8 },
    { law: 'powerOf2OrLog', low: 24, high: 40, quantum: 8 },
    { law: 'powerOf2OrLog', low: 8, high: 40, quantum: 8 },
    { law: 'powerOf2OrLog', low: 1, high: 8, quantum: 8 },
    { law: 'powerOf2OrLog', low: 1, high: 4, quantum: 8 },
    { law: 'choice', values: [3, 1, 7] },
  ])('sums to 1 and ascends: %j', (distribution) => {
    const { values, probabilities } = distributionPmf(distribution)
    expect(sum(probabilities)).toBeCloseTo(1, 12)
    expect(values).toEqual([...new Set(values)].sort((a, b) => a - b))
  })
  it.each<[Distribution, number[]]>([
    [{ law: 'powerOf2', low: 0.25, high: 4 }, [0.25, 0.5, 1, 2, 4]],
    [{ law: 'powerOf2OrLog', low: 1, high: 4, quantum: 8 }, [1, 2, 4]],
    [{ law: 'powerOf2OrLog', low: 2, high: 24, quantum: 8 }, [2, 4, 8, 16, 24]],
    [{ law: 'uniform', low: 0.75, high: 2.25, quantum: 0.75 }, [0.75, 1.5, 2.25]],
    // Decimal quanta yield the double nearest to each decimal number, anywhere on the line.
    [{ law: 'uniform', low: 0.1, high: 0.3, quantum: 0.1 }, [0.1, 0.2, 0.3]],
    [{ law: 'uniform', low: 1234567.8, high: 1234568.1, quantum: 0.1 }, [1234567.8, 1234567.9, 1234568, 1234568.1]],
  ])('lists every value of %j', (distribution, values) => expect(distributionPmf(distribution).values).toEqual(values))
  // F is the normal CDF computed with a C library's erf: (F(x + 0.5) - F(x - 0.5)) / (F(3) - F(-3)), truncated at the
  // ends.
  it('truncates the normal law at three standard deviations', () => {
    const { probabilities } = distributionPmf({ law: 'normal', low: 1, high: 7, quantum: 1 })
    const half = [0.0048729232, 0.0607615798, 0.2423847268]
    for (const [i, p] of [...half, 0.3839615404, ...half.toReversed()].entries())
      expect(probabilities[i]).toBeCloseTo(p, 9)
  })
  it('applies the normal law to the logarithm', () => {
    const { values, probabilities } = distributionPmf({ law: 'logNormal', low: 0.25, high: 64, quantum: 0.25 })
    const upTo = (most: number) => sum(probabilities.filter((_, i) => values[i]! <= most))
    // The mean is 4 and one standard deviation is 4/3 octaves: (F(0.75 log2(4.125 / 4)) - F(-3)) / (F(3) - F(-3)).
    expect(upTo(4)).toBeCloseTo(0.5133165164, 9)
    expect(upTo(8)).toBeCloseTo(0.7791462422, 9)
  })
  it.each<[Distribution, Sentence]>([
    [{ law: 'uniform', low: 9, high: 16, quantum: 8 }, sentence('noMultiple', { value: 9, quantum: 8 })],
    [{ law: 'uniform', low: 8, high: 15, quantum: 8 }, sentence('noMultiple', { value: 15, quantum: 8 })],
    [{ law: 'uniform', low: 8, high: 16, quantum: 0 }, sentence('quantumNotPositive', { quantum: 0 })],
    [{ law: 'uniform', low: 16, high: 8, quantum: 8 }, sentence('noRange', { low: 16, high: 8 })],
    [{ law: 'logUniform', low: 0, high: 8, quantum: 8 }, sentence('logarithmNotPositive', { value: 0 })],
    [{ law: 'powerOf2', low: 3, high: 8 }, sentence('noPowerOfTwo', { value: 3 })],
    [{ law: 'powerOf2', low: 4, high: 9 }, sentence('noPowerOfTwo', { value: 9 })],
    [{ law: 'powerOf2', low: 0, high: 8 }, sentence('noPowerOfTwo', { value: 0 })],
    [{ law: 'powerOf2', low: 8, high: 4 }, sentence('noRange', { low: 8, high: 4 })],
    [{ law: 'powerOf2OrLog', low: 3, high: 32, quantum: 8 }, sentence('noPowerOfTwo', { value: 3 })],
    [{ law: 'powerOf2OrLog', low: 8, high: 36, quantum: 12 }, sentence('noPowerOfTwo', { value: 12 })],
    [{ law: 'choice', values: [] }, sentence('noDistinctValues')],
    [{ law: 'choice', values: [2, 2] }, sentence('noDistinctValues')],
  ])('refuses %j', (distribution, said) => {
    expect(() => distributionPmf(distribution)).toThrow(new ValueError(said))
  })
})

describe('firstAbove', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 20 })
  it('returns the first index in [from, to] whose running sum exceeds x, or `to`', () => {
    fc.assert(
      fc.property(weights, fc.integer({ min: -1, max: 60 }), fc.nat(), fc.nat(), (given, x, a, b) => {
        const sums = given.map((_, i) => sum(given.slice(0, i + 1)))
        const [from, to] = [a % given.length, b % given.length].sort((one, other) => one - other) as [number, number]
        const first = sums.findIndex((total, i) => i >= from && i <= to && total > x)
        expect(firstAbove(runningSums(given), x, from, to)).toBe(first < 0 ? to : first)
      }),
    )
  })
})
