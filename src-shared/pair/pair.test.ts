import { describe, expect, it } from 'vitest'
import { flopsText } from '#shared/format/counts.ts'
import { pair as english } from '#shared/messages/en/pair.ts'
import { pair as korean } from '#shared/messages/ko/pair.ts'
import { translation } from '#shared/messages/translation.ts'
import { networkComplexity } from '#shared/networks/complexity.ts'
import { findPublished } from '#shared/networks/published/publishedNetworks.ts'
import { recipeSchema } from '#shared/training/recipe.ts'
import { errorRange, pairedRun, type PairedNetwork } from './pairedNetwork.ts'
import { pairSentence } from './pairSentence.ts'
import { pairSummary } from './pairSummary.ts'
import { pairTable } from './pairTable.ts'
import { linePairs, recipePairs, structurePairs } from './structure.ts'

const t = translation<'pair'>('en', { pair: english })
const ko = translation<'pair'>('ko', { pair: korean })
const networkOf = (name: string) => findPublished(name)!.network
const recipe = recipeSchema.parse({ epochs: 4 })
const run = (name: string, wrong: number, rest: object = {}): PairedNetwork =>
  pairedRun(name, {
    ...{ network: networkOf(name), ...networkComplexity(networkOf(name)) },
    ...{ recipe, datasetHash: 'h', seed: 1, errorPercent: wrong / 10, validationErrors: wrong },
    ...{ validationCount: 1000, origin: null, ...rest },
  })
const [x200, x400, y200] = [run('RegNetX-200MF', 300), run('RegNetX-400MF', 240), run('RegNetY-200MF', 300)]
const differing = (a: string, b: string) =>
  structurePairs(networkOf(a), networkOf(b)).flatMap(({ id, isSame }) => (isSame ? [] : [id]))
const sentence = (a: PairedNetwork, b: PairedNetwork) =>
  pairSentence(pairSummary(a, b), { first: a.name, second: b.name }, t, 'en')

describe('Two networks', () => {
  it('are compared stage by stage, without what neither has', () => {
    const pairs = structurePairs(x200.network, x400.network)
    expect(pairs.find(({ id }) => id === 'widths')?.values).toEqual(['24, 56, 152, 368', '32, 64, 160, 384'])
    expect(pairs.find(({ id }) => id === 'groupWidths')?.values).toEqual(['8, 8, 8, 8', '16, 16, 16, 16'])
    expect(pairs.map(({ id }) => id)).not.toContain('seRatio')
    expect(differing('RegNetX-200MF', 'RegNetX-400MF')).toEqual(['depths', 'widths', 'groupWidths'])
    expect(differing('RegNetX-200MF', 'RegNetY-200MF')).toContain('seRatio')
    expect(differing('RegNetX-200MF', 'RegNetX-200MF')).toEqual([])
    expect(differing('EfficientNet-B0', 'EfficientNet-B1')).toContain('imageSize')
  })

  it('have the parameters of the lines that generated them', () => {
    // pycls: RegNetX-200MF has w_0 = 24, w_a = 36.44, w_m = 2.49; a fit may find another line to the same widths.
    const [initial, slope, multiplier] = linePairs(x200.network, x400.network)
    expect(initial!.values).toEqual(['24', '24'])
    expect(Number(slope!.values[0])).toBeCloseTo(36.44, -1)
    expect(Number(multiplier!.values[0])).toBeCloseTo(2.49, 1)
  })

  it('have recipes that differ by keys as in files', () => {
    expect(recipePairs(recipe, recipe)).toEqual([])
    const other = recipeSchema.parse({
      epochs: 5,
      ema: { alpha: 0.1, periodSteps: 2 },
      augmentation: { ...recipe.augmentation, flip: true },
    })
    const found = Object.fromEntries(recipePairs(recipe, other).map(({ id, values }) => [id, values]))
    expect(found).toMatchObject({
      epochs: ['4', '5'],
      'ema.alpha': ['–', '0.1'],
      'augmentation.flip': ['false', 'true'],
    })
  })

  it('have an error with the range of a share of its images', () => {
    // Wilson's range of 300 of 1000, from scipy 1.17: binomtest(300, 1000).proportion_ci(method='wilson').
    expect(errorRange(x200)!.low).toBeCloseTo(27.240684, 6)
    expect(errorRange(x200)!.high).toBeCloseTo(32.912386, 6)
    expect(errorRange(run('RegNetX-200MF', 300, { validationCount: null }))).toBeNull()
  })

  it('differ in error by images of their own, or by those that both judged', () => {
    const whole = { both: 200, onlyFirst: 100, onlySecond: 40, neither: 660, images: 1000, p: 0 }
    const paired = pairSummary(x200, x400, { ...whole, difference: { value: 0.06, low: 0.04, high: 0.08 } })
    expect(paired.error).toEqual({ difference: { value: -6, low: -8, high: -4 }, isPaired: true, isDecided: true })
    const unpaired = pairSummary(x200, x400).error!
    expect(unpaired.difference.value).toBeCloseTo(-6, 12)
    expect(unpaired).toMatchObject({ isPaired: false, isDecided: true })
    expect(pairSummary(x200, y200).error).toMatchObject({ isDecided: false })
    expect(pairSummary(x200, run('RegNetX-400MF', 1, { datasetHash: 'other' }))).toMatchObject({
      training: 'images',
      error: null,
    })
    expect(pairSummary(x200, run('RegNetX-400MF', 1, { origin: {} }))).toMatchObject({
      training: 'unknown',
      error: null,
    })
  })

  it('are summed up in one sentence', () => {
    expect(sentence(x200, x400)).toBe(
      'RegNetX-200MF and RegNetX-400MF differ in depths, widths and group widths; RegNetX-400MF takes 2 times the ' +
        'FLOPs; both were trained by one recipe on the same images; the error of RegNetX-400MF differs by −6.0 points ' +
        '(95 % range −9.9 to −2.0).',
    )
    expect(sentence(x200, x200)).toContain('are built alike; both take about as many FLOPs')
    const text = pairSentence(pairSummary(x200, x400), { first: '#1', second: '#2' }, ko, 'ko')
    expect(text).toContain('#1과 #2는 깊이, 폭 및 그룹 폭이 다릅니다. #2의 FLOPs는 2배입니다. ')
  })

  it('stand beside one another by part', () => {
    const times = [{ label: 'inference', ms: [2, 3] as const }]
    const parts = pairTable(x200, x400, pairSummary(x200, x400), times, { t })
    expect(parts.map(({ id }) => id)).toEqual(['structure', 'line', 'cost', 'result', 'times'])
    const rows = parts.flatMap((part) => part.rows)
    expect(rows.find(({ id }) => id === 'flops')).toMatchObject({
      values: [flopsText(x200.flops), flopsText(x400.flops)],
      change: '×1.998',
    })
    expect(rows.find(({ label }) => label === 'inference')).toMatchObject({ values: ['2', '3'], change: '×1.5' })
    expect(rows.find(({ id }) => id === 'images')?.values).toEqual(['300 of 1000', '240 of 1000'])
    expect(rows.filter(({ isSame }) => isSame).map(({ id }) => id)).toContain('block')
  })
})
