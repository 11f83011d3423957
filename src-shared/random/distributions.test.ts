import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sentence, ValueError, type Sentence } from '#shared/sentences/sentence.ts'
import { distributionPmf, type Distribution } from './distributions.ts'

const sum = (values: number[]) => values.reduce((a, b) => a + b, 0)

describe('distributionPmf', () => {
  it('sums to 1 and ascends, whatever the interval', () => {
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
    { law: 'powerOf2OrLog', low: 1, high: 8, quantum: 8 },
    { law: 'choice', values: [3, 1, 7] },
  ])('sums to 1 and ascends: %j', (distribution) => {
    const { values, probabilities } = distributionPmf(distribution)
    expect(sum(probabilities)).toBeCloseTo(1, 12)
    expect(values).toEqual([...new Set(values)].sort((a, b) => a - b))
  })
  it('gives decimal numbers for decimal quanta', () => {
    expect(distributionPmf({ law: 'uniform', low: 0.1, high: 0.3, quantum: 0.1 }).values).toEqual([0.1, 0.2, 0.3])
  })
  it.each<[Distribution, Sentence]>([
    [{ law: 'uniform', low: 9, high: 16, quantum: 8 }, sentence('noMultiple', { value: 9, quantum: 8 })],
    [{ law: 'uniform', low: 8, high: 15, quantum: 8 }, sentence('noMultiple', { value: 15, quantum: 8 })],
    [{ law: 'uniform', low: 8, high: 16, quantum: 0 }, sentence('quantumNotPositive', { quantum: 0 })],
    [{ law: 'uniform', low: 16, high: 8, quantum: 8 }, sentence('noRange', { low: 16, high: 8 })],
    [{ law: 'logUniform', low: 0, high: 8, quantum: 8 }, sentence('logarithmNotPositive', { value: 0 })],
    [{ law: 'powerOf2', low: 3, high: 8 }, sentence('noPowerOfTwo', { value: 3 })],
    [{ law: 'powerOf2OrLog', low: 3, high: 32, quantum: 8 }, sentence('noPowerOfTwo', { value: 3 })],
    [{ law: 'powerOf2OrLog', low: 8, high: 36, quantum: 12 }, sentence('noPowerOfTwo', { value: 12 })],
    [{ law: 'choice', values: [] }, sentence('noDistinctValues')],
    [{ law: 'choice', values: [2, 2] }, sentence('noDistinctValues')],
  ])('refuses %j', (distribution, said) => {
    expect(() => distributionPmf(distribution)).toThrow(new ValueError(said))
  })
})
