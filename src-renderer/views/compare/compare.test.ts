import { describe, expect, it } from 'vitest'
import { comparisonTasks } from '#shared/analysis/comparisonTasks.ts'
import { presets } from '#shared/designspaces/presets.ts'
import type { Translate } from '#renderer/i18n/texts.ts'
import { errorCut } from '#shared/charts/errorCut.ts'
import { figureCaption } from './figureCaption.ts'
import { inMillimetres, pixels } from './millimetres.ts'
import { refinedTexts } from './refinedText.ts'
import { edfRows, shownEdf, type EdfChoice } from './shownEdf.ts'
import { pairTerms, sideDifferences, type ComparedSide } from './shownSides.ts'

const runs = (count: number, offset: number) =>
  Array.from({ length: count }, (_, i) => ({
    errorPercent: offset + ((i * 37) % 50) / 10,
    complexity: { flops: 1e6 + i, parameters: 1e5 + 1e3 * (i % 10), activations: 1e4 },
  }))

const bandKind = 'pointwise' as const

describe('the error axis', () => {
  it('is cut only if few networks take up much of it, and counts those beyond', () => {
    const even = Array.from({ length: 100 }, (_, i) => 25 + i / 10)
    expect(errorCut([even])).toBeNull()
    expect(errorCut([])).toBeNull()
    const cut = errorCut([[...even, 80, 90]])!
    expect(cut.scale.high).toBeLessThan(80)
    expect(cut.beyond).toBe([...even, 80, 90].filter((error) => error > cut.scale.high).length)
  })
})

describe('the displayed EDFs', () => {
  const compared = (id: number, name: string, errors: number[]) => ({ id, name, errors }) as unknown as ComparedSide
  const [older, newer] = [compared(1, 'AnyNetX_A', [30, 40, 50]), compared(2, 'RegNetX', [20, 30])]
  const choice: EdfChoice = {
    populations: [older, newer],
    pair: { newer, older },
    bands: comparisonTasks.bands({ populations: [older, newer], bandKind }),
    bandsOf: 'pair',
    bandKind,
    answer: comparisonTasks.comparePair({ ids: [2, 1], newer: runs(9, 20), older: runs(9, 30), bandKind }),
    normalised: undefined,
    isWhole: true,
  }
  const normalised = {
    range: [1, 2] as const,
    bins: 1,
    populations: [
      { kept: [0, 2], weights: [0.25, 0.75], edges: [1, 2], counts: [2] },
      { kept: [0, 1], weights: [0.5, 0.5], edges: [1, 2], counts: [2] },
    ],
  }
  const t = ((key: string) => key.replace('compare.', '')) as Translate
  const facts = {
    epochs: [20, 20],
    cut: null,
    pair: { newer: 'RegNetX', older: 'AnyNetX_A' },
    bandKind,
    weighted: undefined,
    notes: [],
  }

  it('have a table of every step, with weights if weighted', () => {
    expect(edfRows(shownEdf(choice).chart)).toEqual([
      ['AnyNetX_A', 30, 1 / 3],
      ['AnyNetX_A', 40, 2 / 3],
      ['AnyNetX_A', 50, 1],
      ['RegNetX', 20, 0.5],
      ['RegNetX', 30, 1],
    ])
    expect(edfRows(shownEdf({ ...choice, normalised }).chart).slice(0, 2)).toEqual([
      ['AnyNetX_A', 30, 0.25],
      ['AnyNetX_A', 50, 1],
    ])
  })
  it('have bands, weighted if the EDF is, the widest gap of unweighted ones, and a caption of what is drawn', () => {
    const plain = shownEdf(choice).chart
    const weighted = shownEdf({ ...choice, normalised }).chart
    expect(figureCaption(plain, facts, t, 'en')).toBe('captionNames captionEpochs captionBands.pointwise captionGap')
    const said = { ...facts, weighted: { bins: 1, by: 'FLOPs', low: '1', high: '2' } }
    expect(figureCaption(weighted, said, t, 'en')).toBe(
      'captionNames captionEpochs captionWeighted captionWeightedBands.pointwise',
    )
    const [first] = weighted.populations
    const between = first!.band!.grid.findIndex((error) => error > 31 && error < 49)
    expect(first!.band!.value[between]).toBeCloseTo(0.25, 12)
  })
})

describe('a pair of one study', () => {
  const side = (spaceId: number, plan: object, studyId = 1) =>
    ({
      ...{ spaceId, studyId },
      summary: {
        ...{ datasetHash: 'a', origin: null },
        plan: {
          imageSize: 16,
          flops: null,
          recipe: { epochs: 4, batchSize: 8 },
          dataset: { kind: 'synthetic' },
          ...plan,
        },
      },
    }) as unknown as ComparedSide
  const longer = { recipe: { epochs: 8, batchSize: 8 }, varied: ['epochs'] }

  it.each<[string, [ComparedSide, ComparedSide], ReturnType<typeof pairTerms>]>([
    ['trained alike', [side(1, {}), side(2, {})], { varied: [], differences: [], verdictOn: 'spaces' }],
    ['of one space', [side(1, longer), side(1, {})], { varied: ['epochs'], differences: [], verdictOn: 'regime' }],
    ['of two spaces', [side(1, longer), side(2, {})], { varied: ['epochs'], differences: [], verdictOn: 'nothing' }],
    [
      'with other batches as well',
      [side(1, longer), side(1, { recipe: { epochs: 4, batchSize: 9 } })],
      { varied: ['epochs'], differences: ['recipe'], verdictOn: 'training' },
    ],
    [
      'and of another study',
      [side(1, longer), side(1, {}, 2)],
      { varied: [], differences: ['recipe'], verdictOn: 'training' },
    ],
  ])('%s', (_, [newer, older], expected) => {
    expect(pairTerms(newer, older)).toEqual(expected)
    expect(sideDifferences([older, newer])).toEqual({ varied: expected.varied, differing: expected.differences })
  })
})

describe('texts', () => {
  it('describe the refinement', () => {
    const t = ((key: string) => key) as Translate
    expect(refinedTexts(undefined, presets.AnyNetX_A, t)).toEqual(['spaces.short.free'])
    expect(refinedTexts(undefined, presets.RegNetX, t)).toEqual(['spaces.short.root'])
    expect(refinedTexts(presets.AnyNetX_A, presets.AnyNetX_B, t)).toEqual([
      'constraints.kinds.sharedBottleneckRatio.statement',
    ])
    expect(refinedTexts(presets.AnyNetX_E, presets.RegNetX, t)).toEqual(['compare.regNet'])
    expect(refinedTexts(presets.RegNetX, presets.RegNetY, t)).toEqual(['compare.settings'])
  })
  it('give a figure its printed size', () => {
    const svg = inMillimetres('<svg width="317" height="283" viewBox="0 0 317 283"><rect width="1"/></svg>', 84, 75)
    expect(svg).toBe('<svg width="84mm" height="75mm" viewBox="0 0 317 283"><rect width="1"/></svg>')
    expect(pixels(25.4)).toBe(96)
  })
})
