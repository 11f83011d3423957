import { describe, expect, it } from 'vitest'
import { presets } from '#shared/designspaces/presets.ts'
import { bandSides } from '#shared/statistics/ranges/bandSides.ts'
import type { Translate } from '#renderer/i18n/texts.ts'
import { answerPair, answerRow, bandsOf } from './comparison.ts'
import { errorCut } from '#shared/charts/errorCut.ts'
import { figureCaption } from './figureCaption.ts'
import { inMillimetres, pixels } from './millimetres.ts'
import { refinedTexts } from './refinedText.ts'
import { edfRows, shownEdf, type EdfChoice } from './shownEdf.ts'
import type { ComparedSide } from './shownSides.ts'

const runs = (count: number, offset: number) =>
  Array.from({ length: count }, (_, i) => ({
    errorPercent: offset + ((i * 37) % 50) / 10,
    complexity: { flops: 1e6 + i, parameters: 1e5 + 1e3 * (i % 10), activations: 1e4 },
  }))

const bandKind = 'pointwise' as const

describe('comparison', () => {
  const answer = answerPair({ kind: 'pair', ids: [1, 2], newer: runs(60, 28), older: runs(50, 30), bandKind })

  it('splits the difference into parts that sum to it', () => {
    const { total, complexity, quality } = answer.split!
    expect(complexity.value + quality.value).toBeCloseTo(total.value, 9)
    expect(total.value).toBeCloseTo(answer.comparison.meanDifference.value, 9)
  })
  it('reads where the band of the gap leaves out zero', () => {
    const { above, below } = bandSides(answer.gap)
    expect(above[0]![0]).toBeGreaterThanOrEqual(28)
    expect(above.at(-1)![1]).toBeLessThanOrEqual(36)
    expect(below).toEqual([])
    const swapped = bandSides(
      answerPair({ kind: 'pair', ids: [2, 1], newer: runs(50, 30), older: runs(60, 28), bandKind }).gap,
    )
    expect(swapped.above).toEqual([])
    expect(swapped.below).not.toEqual([])
  })
  it('gives every population its band on one grid, the wider one where it is to hold the whole curve', () => {
    const populations = [
      { id: 1, errors: Array.from({ length: 40 }, (_, i) => i) },
      { id: 2, errors: [2, 4] },
    ]
    const bands = bandsOf(populations, 'pointwise')
    expect(bands.get(1)!.grid).toEqual(bands.get(2)!.grid)
    const whole = bandsOf(populations, 'simultaneous').get(1)!
    expect(whole.high[100]! - whole.low[100]!).toBeGreaterThan(bands.get(1)!.high[100]! - bands.get(1)!.low[100]!)
  })
  it('leaves a row that is read against nothing without a verdict', () => {
    expect(answerRow({ id: 1, errors: [1, 2, 3], against: null })).toEqual({ id: 1, againstId: null, against: null })
    const few = answerRow({ id: 1, errors: [1, 2], against: { id: 2, errors: [3] } })
    expect(few.against?.caution).toBe('noVerdict')
  })
})

describe('axis', () => {
  it('is cut only where few networks take much of it, and counts those beyond', () => {
    const even = Array.from({ length: 100 }, (_, i) => 25 + i / 10)
    expect(errorCut([even])).toBeNull()
    expect(errorCut([])).toBeNull()
    const cut = errorCut([[...even, 80, 90]])!
    expect(cut.scale.high).toBeLessThan(80)
    expect(cut.beyond).toBe([...even, 80, 90].filter((error) => error > cut.scale.high).length)
  })
})

describe('EDFs as they are shown', () => {
  const compared = (id: number, name: string, errors: number[]) => ({ id, name, errors }) as unknown as ComparedSide
  const [older, newer] = [compared(1, 'AnyNetX_A', [30, 40, 50]), compared(2, 'RegNetX', [20, 30])]
  const choice: EdfChoice = {
    populations: [older, newer],
    pair: { newer, older },
    bands: bandsOf([older, newer], bandKind),
    bandsOf: 'pair',
    bandKind,
    answer: answerPair({ kind: 'pair', ids: [2, 1], newer: runs(9, 20), older: runs(9, 30), bandKind }),
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
  }

  it('have a table of every step, with weights where they are weighted', () => {
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
  it('have bands, weighted ones by their weights, the widest gap of unweighted ones, and a caption of what is there', () => {
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

describe('texts', () => {
  it('say what was refined', () => {
    const t = ((key: string) => key) as Translate
    expect(refinedTexts(undefined, presets.AnyNetX_A, t)).toEqual(['spaces.short.free'])
    expect(refinedTexts(undefined, presets.RegNetX, t)).toEqual(['spaces.short.root'])
    expect(refinedTexts(presets.AnyNetX_A, presets.AnyNetX_B, t)).toEqual([
      'constraints.kinds.sharedBottleneckRatio.statement',
    ])
    expect(refinedTexts(presets.AnyNetX_E, presets.RegNetX, t)).toEqual(['compare.regNet'])
    expect(refinedTexts(presets.RegNetX, presets.RegNetY, t)).toEqual(['compare.settings'])
  })
  it('give a figure the size that it is printed at', () => {
    const svg = inMillimetres('<svg width="317" height="283" viewBox="0 0 317 283"><rect width="1"/></svg>', 84, 75)
    expect(svg).toBe('<svg width="84mm" height="75mm" viewBox="0 0 317 283"><rect width="1"/></svg>')
    expect(pixels(25.4)).toBe(96)
  })
})
