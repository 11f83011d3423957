import { describe, expect, it } from 'vitest'
import { stream } from '#shared/random/stream.ts'
import { atChance } from './chanceLevel.ts'

const random = stream(3, 'dataset')
/** Errors in percent of networks that are right with probability `right` on each of `images`. */
const networks = (count: number, images: number, right: number): number[] =>
  Array.from({ length: count }, () => {
    let mistakes = 0
    for (let i = 0; i < images; i++) if (random.uniform() >= right) mistakes++
    return (100 * mistakes) / images
  })

describe('atChance', () => {
  it('finds populations that guess, whatever their size, and spares those that learnt', () => {
    const found = [1, 8, 34, 200].flatMap((count) =>
      Array.from({ length: 20 }, () => atChance(networks(count, 500, 0.1), { classes: 10, validationCount: 500 })),
    )
    expect(found.filter((entry) => entry?.extent === 'all').length).toBeGreaterThanOrEqual(76)
    expect(atChance(networks(34, 500, 0.3), { classes: 10, validationCount: 500 })).toBeNull()
  })
  it('names the error of guessing and its scatter', () => {
    expect(atChance([88, 90.4, 89.7], { classes: 10, validationCount: 500 })).toEqual({
      extent: 'all',
      chancePercent: 90,
      margin: expect.closeTo(100 * 1.96 * Math.sqrt((0.9 * 0.1) / 500), 3) as number,
      told: 0,
      n: 3,
    })
  })
  it('goes by how many images an error was measured on', () => {
    const errors = Array.from({ length: 20 }, () => 88)
    expect(atChance(errors, { classes: 10, validationCount: 400 })?.extent).toBe('all')
    expect(atChance(errors, { classes: 10, validationCount: 10_000 })).toBeNull()
  })
  it('tells of a population of which most networks guess', () => {
    const errors = [...networks(20, 1000, 0.1), ...networks(8, 1000, 0.5)]
    expect(atChance(errors, { classes: 10, validationCount: 1000 })).toMatchObject({ extent: 'most', n: 28 })
  })
  it('does not say that one or two networks guess of which one is far better', () => {
    const context = { classes: 10, validationCount: 750 }
    expect(atChance([65.1], context)).toBeNull()
    expect(atChance([65.1, 89.3], context)).toBeNull()
    expect(atChance([49.6, 89.3, 89.6, 90.1], context)).toMatchObject({ extent: 'most', told: 1 })
    expect(atChance([88.9, 91.2], context)?.extent).toBe('all')
  })
  it('says nothing without networks or without a count of images', () => {
    expect(atChance([], { classes: 10, validationCount: 100 })).toBeNull()
    expect(atChance([90], { classes: 10, validationCount: null })).toBeNull()
  })
})
