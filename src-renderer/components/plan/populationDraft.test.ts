import { describe, expect, it } from 'vitest'
import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'
import { studyPlanSchema, type StudyPlan } from '#shared/contract/studies.ts'
import { presets } from '#shared/designspaces/presets.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { planDifferences } from './planDifferences.ts'
import { offeredName, readPopulation, startDraft } from './populationDraft.ts'

const plan: StudyPlan = studyPlanSchema.parse({
  ...{ imageSize: 16, dataset: { kind: 'synthetic' }, recipe: {}, flops: null, perSpace: 48, seed: 5, provider: 'cpu' },
})
const space = (id: number, parentId: number | null, more: Partial<StudySpace> = {}) =>
  ({ id, parentId, state: 'draft', definition: presets.AnyNetX_A, ...more }) as StudySpace
const population = (id: number, spaceId: number, more: Partial<PopulationSummary> = {}) =>
  ({ id, spaceId, name: 'AnyNetX_A', seed: 5, plan, runs: { finished: 3 }, ...more }) as PopulationSummary

describe('plan of a population', () => {
  const spaces = [space(1, null), space(2, 1), space(3, 2, { state: 'rejected' })]

  it('starts with the first space without a population, and leaves the seed to the lab', () => {
    const draft = startDraft(plan, spaces, [population(1, 1), population(2, 1, { seed: 9 })])
    expect([draft.spaceId, draft.plan.plan]).toEqual([2, plan])
    expect(readPopulation(draft, 'free', 6).request?.seed).toBeNull()
    expect(readPopulation({ ...draft, seed: ' 9 ' }, 'free', 6).request?.seed).toBe(9)
    for (const seed of ['-1', '1.5', 'nine']) {
      const { request, seedFault } = readPopulation({ ...draft, seed }, 'free', 6)
      expect([request, seedFault]).toEqual([undefined, sentence(seed === 'nine' ? 'notNumber' : 'seedUnusable')])
    }
  })
  it('starts with no space that only holds a list of networks, unless there is no other', () => {
    const listed = [population(1, 1), population(2, 2, { plan: { ...plan, listed: true } })]
    expect(startDraft(plan, [space(1, null), space(2, null)], listed).spaceId).toBe(1)
    expect(startDraft(plan, [space(2, null)], listed.slice(1)).spaceId).toBe(2)
  })
  it('asks for lists of networks instead, whatever is typed about a sample', () => {
    const own = startDraft(plan, spaces, [])
    const lists = [
      { name: 'Published', text: 'RegNetX-200MF\nRegNetX-400MF' },
      { name: 'Mine', text: '{"depths": [1, 1], "widths": [16, 32], "strides": [1, 2]}' },
    ]
    const typed = { ...own.plan, typed: { perSpace: 'many', flopsLow: '3', flopsHigh: '2' } }
    const draft = { ...own, from: 'lists', lists, keep: 'all', plan: typed } as const
    const { request, requests, listed, faults } = readPopulation(draft, 'free', 6)
    expect([request, requests, faults]).toEqual([undefined, undefined, {}])
    expect(listed).toMatchObject({
      networks: { Published: ['RegNetX-200MF', 'RegNetX-400MF'], Mine: [{ depths: [1, 1], widths: [16, 32] }] },
      ...{ plan: { seed: 5, imageSize: 16 }, keepWeights: { keep: 'all' } },
    })
    expect(readPopulation({ ...draft, seed: '9' }, 'free', 6).listed?.plan.seed).toBe(9)
    const [bad, none] = [[{ name: 'Bad', text: 'RegNetX-1MF' }], []].map((wrong) =>
      readPopulation({ ...draft, lists: wrong }, 'free', 6),
    )
    expect([bad!.listed, none!.listed]).toEqual([undefined, undefined])
    expect(bad!.lists[0]!.textFault).toBeDefined()
    expect(readPopulation({ ...draft, from: 'space' }, 'free', 6).listed).toBeUndefined()
  })
  it('offers a free name', () => {
    expect(offeredName('AnyNetX_A · seed 5', [])).toBe('AnyNetX_A · seed 5')
    expect(offeredName('AnyNetX_A · seed 5', [{ name: 'AnyNetX_A · seed 5' }])).toBe('AnyNetX_A · seed 5 (2)')
  })
  it('requests what was typed, under the offered name by default', () => {
    const draft = startDraft(plan, spaces, [])
    expect(readPopulation(draft, 'free', 6).request).toMatchObject({ name: 'free', count: 48, seed: null, spaceId: 1 })
    const { request, keepFault } = readPopulation({ ...draft, keepCount: '0' }, 'free', 6)
    expect([request, keepFault]).toEqual([undefined, sentence('atLeast', { limit: 1 })])
    expect(readPopulation({ ...draft, keepCount: '0', keep: 'none' }, 'free', 6).request?.keepWeights).toEqual({
      keep: 'none',
    })
  })
  it('in several regimes: one population each with the same seed, which know what was varied', () => {
    const draft = { ...startDraft({ ...plan, flops: { low: 1e6, high: 2e6 } }, spaces, []), name: 'mine' }
    const regimes = { flops: '2M:4M', imageSize: '', epochs: '20' }
    const { requests, request } = readPopulation({ ...draft, regimes }, 'free', 6)
    expect(
      requests!.map(({ name, seed, plan: { flops, recipe, varied } }) => [
        name,
        seed,
        flops!.low,
        recipe.epochs,
        varied,
      ]),
    ).toEqual(
      [
        ['mine', 1e6, 10],
        ['mine · 2.00–4.00 MF', 2e6, 10],
        ['mine · 20 epochs', 1e6, 20],
        ['mine · 2.00–4.00 MF, 20 epochs', 2e6, 20],
      ].map(([name, low, epochs]) => [name, 6, low, epochs, ['flops', 'epochs']]),
    )
    expect(request).toBe(requests![0])
    const faulty = readPopulation({ ...draft, regimes: { ...regimes, epochs: '10' } }, 'free', 6)
    expect([faulty.requests, faulty.regimeFaults]).toEqual([undefined, { epochs: sentence('regimeTwice') }])
    expect(readPopulation(draft, 'free', 6).requests).toHaveLength(1)
  })
  it('differs from another plan only in what changes errors, whatever the order of keys', () => {
    const { recipe, ...rest } = plan
    expect(planDifferences({ recipe, ...rest, seed: 77, perSpace: 3 }, plan)).toEqual([])
    expect(planDifferences({ ...plan, flops: { low: 1, high: 2 }, imageSize: 32 }, plan)).toEqual([
      'imageSize',
      'flops',
    ])
  })
})
