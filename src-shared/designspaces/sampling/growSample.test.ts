import fc from 'fast-check'
import { expect, it } from 'vitest'
import { growSample } from './growSample.ts'
import { parseRegime } from '../parse.ts'
import { presetIds, presets, scales, scaleSpace } from '../presets.ts'
import { samplePopulation } from './samplePopulation.ts'

const regime = parseRegime({ imageSize: 16, classes: 10, flops: { low: 0.3e6, high: 0.5e6 } })
const request = fc.record({
  space: fc.constantFrom(...presetIds).map((id) => scaleSpace(presets[id], scales.tiny16)),
  regime: fc.constant(regime),
  seed: fc.integer({ min: 0, max: 2 ** 53 - 1 }),
})
const size = fc.integer({ min: 1, max: 10 })
const networksOf = (sample: ReturnType<typeof samplePopulation>) => sample.networks.map(({ network }) => network)

it('growing a sample in any steps equals drawing it at once', () => {
  fc.assert(
    fc.property(request, size, fc.array(size, { minLength: 1, maxLength: 3 }), (drawing, first, steps) => {
      let drawn = networksOf(samplePopulation({ ...drawing, count: first }))
      let { candidates } = samplePopulation({ ...drawing, count: first })
      for (const count of steps) {
        const grown = growSample({ ...drawing, drawn, count })
        expect(grown.candidatesBefore).toBe(candidates)
        drawn = [...drawn, ...networksOf(grown)]
        candidates = grown.candidates
      }
      expect(drawn).toEqual(networksOf(samplePopulation({ ...drawing, count: drawn.length })))
    }),
    { numRuns: 20 },
  )
})

it('refuses to continue a sample of another seed, order or space', () => {
  fc.assert(
    fc.property(request, size, (drawing, count) => {
      const drawn = networksOf(samplePopulation({ ...drawing, count: count + 1 }))
      expect(() => growSample({ ...drawing, seed: drawing.seed === 0 ? 1 : drawing.seed - 1, drawn, count })).toThrow(
        'a different network',
      )
      expect(() => growSample({ ...drawing, drawn: drawn.toReversed(), count })).toThrow('a different network 1.')
    }),
    { numRuns: 10 },
  )
})
