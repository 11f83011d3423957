import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crossEntropyOf, judgementOf, rankOf, type Logits } from './scores.ts'

const row = (values: number[]): Logits => ({ values: Float32Array.from(values), batch: 1, batchLast: false })

describe('rankOf', () => {
  it.each([
    ['the largest', [1, 5, 3], 1, 0],
    ['the smallest', [1, 5, 3], 0, 2],
    ['the first of two equal', [2, 2, 1], 0, 0],
    ['the second of two equal', [2, 2, 1], 1, 1],
    ['a number after what is none', [NaN, 2, 1], 1, 1],
    ['what is no number', [NaN, 2, 1], 0, 3],
  ])('of %s', (_, values, label, rank) => expect(rankOf(row(values), 0, label)).toBe(rank))
})

it('ranks and cross-entropies match a softmax, whichever axis is the batch', () => {
  const value = fc.float({ min: -30, max: 30, noNaN: true })
  const cases = fc
    .record({ batch: fc.integer({ min: 1, max: 4 }), classes: fc.integer({ min: 2, max: 6 }) })
    .chain(({ batch, classes }) =>
      fc.array(fc.array(value, { minLength: classes, maxLength: classes }), { minLength: batch, maxLength: batch }),
    )
  fc.assert(
    fc.property(cases, (images) => {
      const batch = images.length
      const classes = images[0]!.length
      const first = { values: Float32Array.from(images.flat()), batch, batchLast: false }
      const swapped = Array.from({ length: batch * classes }, (_, i) => images[i % batch]![Math.floor(i / batch)]!)
      const last = { values: Float32Array.from(swapped), batch, batchLast: true }
      images.forEach((logits, n) => {
        const shares = logits.map((logit) => Math.exp(logit))
        const sum = shares.reduce((a, b) => a + b)
        logits.forEach((_, label) => {
          expect(rankOf(last, n, label)).toBe(rankOf(first, n, label))
          expect(crossEntropyOf(last, n, label)).toBe(crossEntropyOf(first, n, label))
          expect(crossEntropyOf(first, n, label)).toBeCloseTo(-Math.log(shares[label]! / sum), 6)
          const { predicted, probability, labelProbability, loss } = judgementOf(last, n, label)
          expect(judgementOf(first, n, label).predicted).toBe(predicted)
          expect(rankOf(first, n, predicted)).toBe(0)
          expect(probability).toBeCloseTo(Math.max(...shares) / sum, 6)
          expect(labelProbability).toBeCloseTo(shares[label]! / sum, 6)
          expect(loss).toBe(crossEntropyOf(first, n, label))
        })
        expect(logits.filter((_, label) => rankOf(first, n, label) === 0)).toHaveLength(1)
      })
    }),
  )
})
