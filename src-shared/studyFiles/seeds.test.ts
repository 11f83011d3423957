import fc from 'fast-check'
import { expect, it } from 'vitest'
import { stream } from '#shared/random/stream.ts'
import { askedSeed, offeredSeed, populationSeeds, storedSeeds, unusedSeed } from './seeds.ts'

const seed = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER })
const place = fc.integer({ min: 0, max: 30 })
const positions = [0, 1, 47, 499]

it('the preset quick keeps the seeds behind its digest', () => {
  const seeds = populationSeeds(1, 0)
  expect([seeds.sampling, seeds.training(0)]).toEqual([3305638052, 2366211754])
})

it('spaces and networks have separate seeds', () => {
  const all = [0, 1, 2].flatMap((at) => {
    const { sampling, training } = populationSeeds(1, at)
    return [sampling, ...positions.map(training)]
  })
  expect(new Set(all).size).toBe(all.length)
})

it('a stored population continues with its original seeds', () => {
  fc.assert(
    fc.property(seed, place, (planned, at) => {
      const made = populationSeeds(planned, at)
      const stored = storedSeeds({ sampling: made.sampling, planned })
      expect(positions.map(stored.training)).toEqual(positions.map(made.training))
    }),
    { numRuns: 30 },
  )
})

it('a population of a version that sampled with the typed seed continues by that version’s rule', () => {
  const { sampling, training } = storedSeeds({ sampling: 7, planned: 7 })
  expect([sampling, training(3)]).toEqual([7, stream(7, 'weights', 0, 3).next()])
})

it('a stored population is identified by its requested seed', () => {
  fc.assert(
    fc.property(seed, place, (planned, at) => {
      expect(askedSeed({ sampling: populationSeeds(planned, at).sampling, planned })).toBe(planned)
    }),
    { numRuns: 30 },
  )
  expect([askedSeed({ sampling: 7, planned: 7 }), askedSeed({ sampling: 7, planned: 5 })]).toEqual([7, 7])
})

it('another sample takes the next free seed', () => {
  expect([unusedSeed(5, []), unusedSeed(5, [5, 6, 8]), unusedSeed(5, [6])]).toEqual([5, 7, 5])
})

it('the offered seed avoids both requested and sampling seeds', () => {
  const populations = [
    { seed: 3305638052, plan: { seed: 1 } },
    { seed: 2, plan: { seed: 2 } },
  ]
  expect([offeredSeed(1, populations), offeredSeed(3305638052, populations), offeredSeed(9, populations)]).toEqual([
    3, 3305638053, 9,
  ])
})

it('the seed of a space is found among the first thousand of a study', () => {
  const asked = [999, 1000].map((at) => {
    const { sampling } = populationSeeds(1, at)
    return askedSeed({ sampling, planned: 1 }) === 1
  })
  expect(asked).toEqual([true, false])
})
