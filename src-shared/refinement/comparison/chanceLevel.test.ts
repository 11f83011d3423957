import { describe, expect, it } from 'vitest'
import { stream } from '#shared/random/stream.ts'
import { atChance, measuredOnOf } from './chanceLevel.ts'

const random = stream(3, 'dataset')
/** Errors in percent of networks that classify each of `images` correctly with probability `right`. */
const networks = (count: number, images: number, right: number): number[] =>
  Array.from({ length: count }, () => {
    let mistakes = 0
    for (let i = 0; i < images; i++) if (random.uniform() >= right) mistakes++
    return (100 * mistakes) / images
  })

describe('atChance', () => {
  it('finds guessing populations of any size, and spares those that learnt', () => {
    const found = [1, 8, 34, 200].flatMap((count) =>
      Array.from({ length: 20 }, () => atChance(networks(count, 500, 0.1), { classes: 10, validationCount: 500 })),
    )
    expect(found.filter((entry) => entry?.extent === 'all').length).toBeGreaterThanOrEqual(76)
    expect(atChance(networks(34, 500, 0.3), { classes: 10, validationCount: 500 })).toBeNull()
  })
  it('reports the error of guessing and its scatter', () => {
    expect(atChance([88, 90.4, 89.7], { classes: 10, validationCount: 500 })).toEqual({
      extent: 'all',
      chancePercent: 90,
      margin: expect.closeTo(100 * 1.96 * Math.sqrt((0.9 * 0.1) / 500), 3) as number,
      distinguished: 0,
      n: 3,
    })
  })
  it('depends on the number of validation images', () => {
    const errors = Array.from({ length: 20 }, () => 88)
    expect(atChance(errors, { classes: 10, validationCount: 400 })?.extent).toBe('all')
    expect(atChance(errors, { classes: 10, validationCount: 10_000 })).toBeNull()
  })
  it('reports a population in which most networks guess', () => {
    const errors = [...networks(20, 1000, 0.1), ...networks(8, 1000, 0.5)]
    expect(atChance(errors, { classes: 10, validationCount: 1000 })).toMatchObject({ extent: 'most', n: 28 })
  })
  it.each([
    // If 8 networks guess, 2 or more fall below the single-network limit in 1.4 % of cases, 3 or more in 0.08 %.
    [2, 'all'],
    [3, 'most'],
    [4, undefined],
  ])('with %d of 8 networks below the limit of guessing reports %s', (distinguished, extent) => {
    const errors = Array.from({ length: 8 }, (_, i) => (i < distinguished ? 87.2 : 90))
    const found = atChance(errors, { classes: 10, validationCount: 500 })
    expect(found?.extent).toBe(extent)
    if (found) expect(found.distinguished).toBe(distinguished)
  })
  it('distinguishes a network from chance at the one-in-forty level', () => {
    // With 100 images and 10 classes, chance gives at most 84 mistakes with P(Z < (84.5 - 90) / 3) = 3.3 %, at most 83
    // with 1.5 %.
    const distinguished = (mistakes: number) =>
      atChance([mistakes, 90, 90], { classes: 10, validationCount: 100 })?.distinguished
    expect([distinguished(84), distinguished(83), distinguished(0)]).toEqual([0, 1, 1])
    expect(distinguished(100)).toBe(0)
    expect(atChance([0], { classes: 2, validationCount: 1 })?.distinguished).toBe(0)
    expect(atChance([0], { classes: 2, validationCount: 0 })).toBeNull()
  })
  it('uses the first population whose number of validation images is known', () => {
    const unknown = { measuredOn: { classes: 10, validationCount: null } }
    const known = { measuredOn: { classes: 10, validationCount: 500 } }
    expect(measuredOnOf([unknown, known, { measuredOn: { classes: 10, validationCount: 7 } }])).toBe(known.measuredOn)
    expect(measuredOnOf([unknown])).toBe(unknown.measuredOn)
    expect(measuredOnOf([]).validationCount).toBeNull()
  })
  it('does not report one or two networks as guessing if one is far better', () => {
    const context = { classes: 10, validationCount: 750 }
    expect(atChance([65.1], context)).toBeNull()
    expect(atChance([65.1, 89.3], context)).toBeNull()
    expect(atChance([49.6, 89.3, 89.6, 90.1], context)).toMatchObject({ extent: 'most', distinguished: 1 })
    expect(atChance([88.9, 91.2], context)?.extent).toBe('all')
  })
  it('is null without networks or without an image count', () => {
    expect(atChance([], { classes: 10, validationCount: 100 })).toBeNull()
    expect(atChance([90], { classes: 10, validationCount: null })).toBeNull()
  })
})
