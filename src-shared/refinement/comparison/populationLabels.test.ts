import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { saidIn } from '#shared/sentences/saidIn.ts'
import { populationLabels, type Labelled } from './populationLabels.ts'

const recipe = { epochs: 10, baseLearningRate: 0.05, batchSize: 128, schedule: { kind: 'cosine' } }
const labelled = (
  id: number,
  changes: Partial<Labelled> & { recipe?: object; seed?: number; name?: string } = {},
): Labelled => {
  const { recipe: own = recipe, seed = 1, name = changes.spaceName ?? 'AnyNetX_A', ...given } = changes
  return {
    ...{ id, spaceId: 1, spaceName: 'AnyNetX_A', datasetHash: 'abcdef012345' },
    plan: { imageSize: 16, flops: null, recipe: own },
    own: { name, seed },
    ...given,
  }
}
const labelsOf = (...list: Labelled[]) => {
  const labels = populationLabels(list)
  return list.map(({ id }) => labels.get(id)!.short)
}

describe('populations', () => {
  it('are named after their space if it has no other population', () => {
    const [only] = populationLabels([labelled(1)]).values()
    expect(only).toEqual({ short: 'AnyNetX_A', full: 'AnyNetX_A' })
    expect(labelsOf(labelled(1), labelled(2, { spaceId: 2, spaceName: 'RegNetX' }))).toEqual(['AnyNetX_A', 'RegNetX'])
  })
  it('are distinguished by what differs: the seed, the rate, the epochs', () => {
    expect(labelsOf(labelled(1), labelled(2, { seed: 2 }))).toEqual(['A · seed 1', 'A · seed 2'])
    expect(labelsOf(labelled(1), labelled(2, { seed: 2, recipe: { ...recipe, baseLearningRate: 0.15 } }))).toEqual([
      'A · lr 0.05',
      'A · lr 0.15',
    ])
    const short = { ...recipe, epochs: 3 }
    const three = [labelled(1), labelled(2, { recipe: short }), labelled(3, { recipe: short, seed: 5 })]
    expect(labelsOf(...three)).toEqual(['A · 10 epochs', 'A · 3 epochs · seed 1', 'A · 3 epochs · seed 5'])
    expect(populationLabels(three).get(1)!.full).toBe('AnyNetX_A · 10 epochs · seed 1')
    const plan = { imageSize: 32, flops: { low: 4e5, high: 2e6 }, recipe }
    expect(
      labelsOf(labelled(1, { plan: { ...plan, imageSize: 16 } }), labelled(2, { plan: { ...plan, flops: null } })),
    ).toEqual(['A · 16 px', 'A · 32 px'])
    expect(labelsOf(labelled(1, { plan }), labelled(2, { plan: { ...plan, flops: { low: 2e6, high: 3e6 } } }))).toEqual(
      ['A · 0.40–2.00 MF', 'A · 2.00–3.00 MF'],
    )
    expect(labelsOf(labelled(1), labelled(2, { recipe: { ...recipe, schedule: { kind: 'linear' } } }))[1]).toBe(
      'A · schedule {"kind":"linear"}',
    )
  })
  it('abbreviate the long name of their space', () => {
    const refined = labelled(2, { spaceId: 2, spaceName: 'AnyNetX_A, w grows' })
    expect(labelsOf(labelled(1), refined)).toEqual(['AnyNetX_A', 'A, w grows'])
    expect(populationLabels([labelled(1), refined]).get(2)!.full).toBe('AnyNetX_A, w grows')
  })
  it('keep a name given by the user', () => {
    expect(labelsOf(labelled(1, { name: 'long run' }))).toEqual(['A · long run'])
    expect(labelsOf(labelled(1, { name: 'anynetx-a' }))).toEqual(['AnyNetX_A'])
    const two = [labelled(1), labelled(2, { name: 'long run', seed: 2 })]
    expect(labelsOf(...two)).toEqual(['A · seed 1', 'A · long run'])
    expect(populationLabels(two).get(2)!.full).toBe('AnyNetX_A · long run')
  })
  it.each(['AnyNetX_A', 'AnyNetX_A 12', 'AnyNetX_A (12)', 'AnyNetX_A · seed 12', 'AnyNetX_A · seed 12 (13)'])(
    'ignore the generated name %s',
    (name) => expect(labelsOf(labelled(1, { name }))).toEqual(['AnyNetX_A']),
  )
  it.each(['AnyNetX_A 1b', 'AnyNetX_A ()', 'AnyNetX_A (1', 'AnyNetX_A · seed', 'AnyNetX_A12', '1 AnyNetX_A'])(
    'use the name %s, which somebody gave',
    (name) => expect(labelsOf(labelled(1, { name }))).toEqual([`A · ${name.replace('AnyNetX_A · ', '')}`]),
  )
  it('are named by their regime after their space', () => {
    const name = 'AnyNetX_A · 2.00–8.00 MF, 32 px'
    expect(labelsOf(labelled(1, { name }))).toEqual(['A · 2.00–8.00 MF, 32 px'])
  })
  it('are distinguished by every recipe setting, and by their study', () => {
    const other = (change: object) => labelsOf(labelled(1), labelled(2, { recipe: { ...recipe, ...change } }))[1]
    expect(other({ batchSize: 64 })).toBe('A · batch 64')
    expect(other({ epochs: 1 })).toBe('A · 1 epoch')
    expect(other({ weightDecay: { weight: 1e-4 } })).toBe('A · wd 0.0001')
    expect(labelsOf(labelled(1), labelled(2, { datasetHash: '0123456789' }))).toEqual([
      'A · data abcdef',
      'A · data 012345',
    ])
    const [only] = populationLabels([labelled(1, { studyName: 'mine' })]).values()
    expect(only).toEqual({ short: 'AnyNetX_A · mine', full: 'AnyNetX_A · mine' })
  })
  it('use the full name of a space that has no abbreviation', () => {
    for (const spaceName of ['AnyNetX_Wide', 'mine', '_A'])
      expect(labelsOf(labelled(1, { spaceName }), labelled(2, { spaceName, seed: 2 }))[0]).toBe(`${spaceName} · seed 1`)
  })
  it('use the full name of spaces with the same abbreviation', () => {
    const other = { spaceId: 2, spaceName: 'AnyNetY_A', name: 'AnyNetY_A' }
    const list = [labelled(1), labelled(2, { seed: 2 }), labelled(3, other), labelled(4, { ...other, seed: 2 })]
    expect(labelsOf(...list)).toEqual([
      'AnyNetX_A · seed 1',
      'AnyNetX_A · seed 2',
      'AnyNetY_A · seed 1',
      'AnyNetY_A · seed 2',
    ])
  })
  it('are distinguished in Korean too', () => {
    const list = [labelled(1), labelled(2, { recipe: { ...recipe, epochs: 3 } })]
    const labels = populationLabels(list, (said) => saidIn('ko', said))
    expect(labels.get(2)!.short).toBe('A · 3에포크')
  })
  it('claim only what their plans have and what others of their space lack', () => {
    const one = fc.record({
      seed: fc.integer({ min: 1, max: 3 }),
      rate: fc.constantFrom(0.05, 0.15),
      epochs: fc.constantFrom(1, 3, 10),
      batch: fc.constantFrom(64, 128),
      decay: fc.constantFrom(5e-5, 1e-4),
      image: fc.constantFrom(16, 32),
      flops: fc.constantFrom(null, { low: 4e5, high: 2e6 }, { low: 2e6, high: 3e6 }),
    })
    type Settings = Record<'baseLearningRate' | 'epochs' | 'batchSize', number> & { weightDecay: { weight: number } }
    const settings = (plan: Labelled['plan']) => plan.recipe as Settings
    /** Interprets each part of a label as a person would, with where a plan has the value. */
    const readings: readonly (readonly [RegExp, (it: Labelled) => unknown])[] = [
      [/^seed (\d+)$/, ({ own }) => own!.seed],
      [/^lr ([\d.]+)$/, ({ plan }) => settings(plan).baseLearningRate],
      [/^(\d+) epochs?$/, ({ plan }) => settings(plan).epochs],
      [/^batch (\d+)$/, ({ plan }) => settings(plan).batchSize],
      [/^wd ([\d.e-]+)$/, ({ plan }) => settings(plan).weightDecay.weight],
      [/^(\d+) px$/, ({ plan }) => plan.imageSize],
      [
        /^([\d.]+–[\d.]+) MF$/,
        ({ plan: { flops } }) => flops && `${(flops.low / 1e6).toFixed(2)}–${(flops.high / 1e6).toFixed(2)}`,
      ],
      [/^(any) FLOPs$/, ({ plan: { flops } }) => (flops ? flops : 'any')],
    ]
    fc.assert(
      fc.property(fc.array(one, { minLength: 2, maxLength: 6 }), (list) => {
        const made = list.map(({ seed, rate, epochs, batch, decay, image, flops }, i) => {
          const own = { ...recipe, baseLearningRate: rate, epochs, batchSize: batch, weightDecay: { weight: decay } }
          return { ...labelled(i + 1, { seed }), plan: { imageSize: image, flops, recipe: own } }
        })
        const labels = populationLabels(made)
        for (const population of made) {
          const { full, short } = labels.get(population.id)!
          for (const [stem, ...parts] of [full, short].map((text) => text.split(' · '))) {
            expect(['AnyNetX_A', 'A']).toContain(stem)
            for (const part of parts.filter((text) => !/^#\d+$/.test(text))) {
              const found = readings.flatMap(([pattern, of]) => {
                const said = pattern.exec(part)?.[1]
                return said === undefined ? [] : [{ said, of }]
              })
              expect(found, part).toHaveLength(1)
              const [{ said, of }] = found as [(typeof found)[number]]
              expect(String(of(population))).toBe(String(Number.isNaN(Number(said)) ? said : Number(said)))
              if (!part.startsWith('seed'))
                expect(new Set(made.map((other) => JSON.stringify(of(other)))).size).toBeGreaterThan(1)
            }
          }
        }
      }),
    )
  })
  it('never share a label, whatever they have in common and in any order', () => {
    const one = fc.record({
      spaceId: fc.integer({ min: 1, max: 2 }),
      seed: fc.integer({ min: 1, max: 2 }),
      rate: fc.constantFrom(0.05, 0.15),
      momentum: fc.constantFrom(0.9, 0.95, undefined),
      name: fc.constantFrom('AnyNetX_A', 'AnyNetX_A (2)', 'mine'),
      pooled: fc.boolean(),
    })
    const lists = fc.array(one, { maxLength: 8 }).map((list) =>
      list.map(({ spaceId, seed, rate, momentum, name, pooled }, i) => {
        const made = labelled(i + 1, { spaceId, seed, name, recipe: { ...recipe, baseLearningRate: rate, momentum } })
        const { own, ...rest } = { ...made, spaceName: spaceId === 1 ? 'AnyNetX_A' : 'RegNetX' }
        return pooled ? rest : { ...rest, own: own! }
      }),
    )
    const shuffled = lists.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    )
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        const labels = populationLabels(list)
        expect(populationLabels(other)).toEqual(labels)
        for (const length of ['short', 'full'] as const)
          expect(new Set([...labels.values()].map((label) => label[length])).size).toBe(list.length)
      }),
    )
  })
})
