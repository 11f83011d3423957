import { describe, expect, it } from 'vitest'
import { publishedTime } from '#shared/designspaces/constraints/timeLimits.ts'
import { samplePopulation } from '#shared/designspaces/sampling/samplePopulation.ts'
import { search } from '#shared/messages/en/search.ts'
import { translation } from '#shared/messages/translation.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { searchStudy, type Budget } from '#shared/studyFiles/searchStudy.ts'
import { populationSeeds } from '#shared/studyFiles/seeds.ts'
import { parseStudyFile, studySpaces, type StudyFile } from '#shared/studyFiles/studyFile.ts'
import { newSearchDraft, readSearch, searchAtScale, spaceWithin, type SearchDraft } from './searchDraft.ts'

const t = translation('en', { search })
const draft = (changes: Partial<SearchDraft> = {}): SearchDraft => ({ ...newSearchDraft(), ...changes })
const budget = (given: Partial<SearchDraft['budget']>): SearchDraft['budget'] => ({
  ...{ flops: '', parameters: '', activations: '', time: '' },
  ...given,
})

/** The networks that a study trains first. */
function networksOf({ imageSize, flops, perSpace, seed, ...study }: StudyFile) {
  const regime = { imageSize, classes: 26, convention: 'paper', ...(flops && { flops }) } as const
  const [space] = studySpaces(study)
  const sampling = { space: space!, regime, count: perSpace!, seed: populationSeeds(seed, 0).sampling }
  return samplePopulation(sampling).networks.map(({ network }) => network)
}

describe('a search of the wizard', () => {
  /** What matters of the preset that the command searches by default. */
  const quick = parseStudyFile({
    ...{ formatVersion: 1, name: 'quick', spaces: ['AnyNetX_A', 'RegNetX'], scale: 'tiny16', perSpace: 24, seed: 1 },
    ...{ flops: { low: '0.3M', high: '0.5M' }, imageSize: 16, recipe: { epochs: 6, batchSize: 32 } },
    dataset: { kind: 'synthetic', seed: 1, trainCount: 12_000, testCount: 2000 },
  })
  it.each<[string, Partial<SearchDraft['budget']>, Budget]>([
    ['FLOPs', { flops: '0.4M' }, { flops: 0.4e6 }],
    ['parameters and time', { parameters: '30k', time: '5' }, { parameters: 30_000, time: 5 }],
  ])('by %s has the networks of regbench search', (_, typed, given) => {
    const { study } = readSearch(draft({ budget: budget(typed) }), publishedTime, t)
    const [, space] = studySpaces(quick)
    const commanded = searchStudy(quick, { space: space!, budget: given, networks: 32, timeSource: publishedTime })
    const networks = networksOf(study!)
    expect(networks).toHaveLength(32)
    expect(networks).toEqual(networksOf(commanded))
    expect(study!.name).toMatch(/^Best RegNetX at \d/)
  })
  it('takes its name, space and recipe from the form', () => {
    const { study, plan } = readSearch(draft({ name: ' mine ', space: 'RegNetY' }), undefined, t)
    expect(study).toMatchObject({ name: 'mine', perSpace: 32, seed: 1, recipe: plan!.recipe })
    expect(studySpaces(study!)[0]!.block).toBe('y')
  })
  it('at another scale has its FLOPs, unless none are asked for', () => {
    const scaled = searchAtScale(draft(), 'cifar32')
    expect(scaled.budget.flops).toBe('17M')
    expect(scaled.plan.plan.imageSize).toBe(32)
    expect(searchAtScale(draft({ budget: budget({ parameters: '1M' }) }), 'cifar32').budget.flops).toBe('')
  })
  it.each<[Partial<SearchDraft['budget']>, object]>([
    [{}, { all: sentence('budgetMissing') }],
    [{ time: '5' }, { all: sentence('budgetUnpredicted') }],
    [{ flops: 'many' }, { flops: sentence('notNumber') }],
    [{ flops: '1M', parameters: '0' }, { parameters: sentence('budgetNotPositive', { value: 0 }) }],
  ])('of %j is refused: %j', (typed, faults) => {
    const { study, budgetFaults } = readSearch(draft({ budget: budget(typed) }), undefined, t)
    expect(study).toBeUndefined()
    expect(budgetFaults).toEqual(faults)
  })
  it('counts the FLOPs window among what its networks meet', () => {
    const { study } = readSearch(draft({ budget: budget({ flops: '1M', activations: '50k' }) }), undefined, t)
    expect(spaceWithin(study!).constraints.slice(-2)).toEqual([
      { id: 'activations', max: 50_000 },
      { id: 'flops', min: 900_000, max: 1e6 },
    ])
  })
})
