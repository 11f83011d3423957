import { describe, expect, it } from 'vitest'
import { ValueError } from '#shared/sentences/sentence.ts'
import type { FigureInput, FigurePopulation, FigureRun } from './figureInput.ts'
import { figures } from './figures.ts'
import { tableRecords } from './figureTable.ts'
import { figureWords } from './figureWords.ts'
import { isConstrained } from './kinds/traits.ts'
import { madeUpInput, madeUpPopulation } from './testing/madeUpPopulations.ts'

const input = madeUpInput()
const [older, newer] = input.populations as [FigurePopulation, FigurePopulation]
const changed = (population: FigurePopulation, change: (run: FigureRun) => Partial<FigureRun>): FigurePopulation => ({
  ...population,
  runs: population.runs.map((run) => ({ ...run, ...change(run) })),
})

// The paper's Figure 12, left: of 1 x 1 w^2 r^2, w^2, w r^2; of 3 x 3 the ninefold; with groups of g 9 w g r^2, 9 w g.
it('complexity of convolutions: the formulas of the paper', () => {
  const [resolution, groupWidth] = [7, 4]
  const rows = tableRecords(figures.operators.make({ populations: [] }, { resolution, groupWidth }).table)
  expect(rows).toHaveLength(28)
  for (const { operator, width, flops, parameters, activations } of rows) {
    const w = Number(width)
    const weights = { conv1: w ** 2, conv3: 9 * w ** 2, group3: 9 * w * groupWidth, depthwise3: 9 * w }[
      String(operator)
    ]!
    expect([flops, parameters, activations]).toEqual([weights * 49, weights, w * 49])
  }
})

describe('parameters over FLOPs', () => {
  const trend = (given: FigureInput, parameters = {}) =>
    tableRecords(figures.trends.make(given, { parameter: 'totalDepth', ...parameters }).table)
  const at = (flops: number) =>
    changed(newer, ({ complexity }) => ({ complexity: { ...complexity, flops: flops + complexity.flops } }))
  const named = (population: FigurePopulation, id: string) => ({ ...population, id, name: id })

  // numpy of depths [4, 7, 9, 12, 15, 21, 8, 10] with errors [30, 22, 25, 14, 12, 10, 19, 21]:
  // numpy.quantile(depths, [0.025, 0.5, 0.975]); quantiles (inverted_cdf) of the depth of the better of 2, 2e6 draws.
  it('populations of several windows of FLOPs: each is a group, whatever their order', () => {
    const rows = trend({ populations: [named(at(200_000), 'large'), newer, named(at(50_000), 'middle')] })
    expect(rows.map(({ flops, flopsFrom, flopsTo }) => [flopsFrom, flops, flopsTo])).toEqual([
      [1000, 4500, 8000],
      [51_000, 54_500, 58_000],
      [201_000, 204_500, 208_000],
    ])
    for (const { n, median, allLow, allHigh, likelyBest, low, high } of rows) {
      expect([n, median, likelyBest, low, high]).toEqual([8, 9.5, 12, 7, 21])
      expect(allLow).toBeCloseTo(4.525, 12)
      expect(allHigh).toBeCloseTo(19.95, 12)
    }
  })

  // numpy: depths of both populations are equal, so that quantiles of [4, 4, 7, 7, 9, 9, 12, 12] are 4, 8, 12.
  it('populations of one window: their networks are divided by FLOPs, at least eight to a group', () => {
    const rows = trend(input)
    expect(rows.map(({ n, flopsFrom, flopsTo, median }) => [n, flopsFrom, flopsTo, median])).toEqual([
      [8, 1000, 4000, 8],
      [8, 5000, 8000, 12.5],
    ])
    expect(figures.trends.make(input).caption(figureWords.en)).toContain(
      'against FLOPs. In colour: the likely best value in each of 2 groups with',
    )
  })

  const of = (id: string, change: (run: FigureRun) => Partial<FigureRun>) => named(changed(newer, change), id)
  const sized = (imageSize: number) => of(`${imageSize} px`, ({ network }) => ({ network: { ...network, imageSize } }))
  const longer = (epochs: number) =>
    of(`${epochs} epochs`, (run) => ({ epochs: [...run.epochs, { ...run.epochs.at(-1)!, epoch: epochs }] }))

  it('populations of several image sizes or epochs: each value is a group, whatever their FLOPs', () => {
    const sizes = figures.trends.make({ populations: [sized(32), newer, sized(24)] }, { parameter: 'totalDepth' })
    const rows = tableRecords(sizes.table)
    // The networks and errors are the same as above, so are their quantiles.
    expect(
      rows.map(({ imageSize, n, flops, likelyBest, median }) => [imageSize, n, flops, likelyBest, median]),
    ).toEqual([16, 24, 32].map((size) => [size, 8, 4500, 12, 9.5]))
    expect(sizes.caption(figureWords.en)).toContain('against image side. In colour: the likely best value in each of 3')
    expect(sizes.caption(figureWords.en)).not.toContain('FLOPs')
    const lengths = trend({ populations: [newer, longer(20), longer(5)] })
    expect(lengths.map(({ epochs }) => epochs)).toEqual([2, 5, 20])
  })

  it('of what was varied the first is the axis, unless another is asked for, and the rest is named', () => {
    const far = changed(sized(32), ({ complexity }) => ({ complexity: { ...complexity, flops: 4 * complexity.flops } }))
    // Larger images have more FLOPs, which is no window, and neither is that of a few networks.
    const few = { ...named(at(50_000), 'few'), runs: at(50_000).runs.slice(0, 3) }
    expect(trend({ populations: [newer, far, few] }).map(({ imageSize }) => imageSize)).toEqual([16, 32])
    const both = { populations: [newer, named(at(50_000), 'large'), longer(20)] }
    const made = figures.trends.make(both, { parameter: 'totalDepth' })
    expect(tableRecords(made.table).map(({ flops, n }) => [flops, n])).toEqual([
      [4500, 16],
      [54_500, 8],
    ])
    expect(made.caption(figureWords.en)).toContain('what else was varied (epochs trained)')
    expect(trend(both, { over: 'epochs' }).map(({ epochs, n }) => [epochs, n])).toEqual([
      [2, 16],
      [20, 8],
    ])
  })

  it('leave out a few networks apart from all groups, and say so', () => {
    const few = { ...named(at(50_000), 'few'), runs: at(50_000).runs.slice(0, 3) }
    const large = named(at(200_000), 'large')
    const made = (populations: readonly FigurePopulation[], over = 'flops') =>
      figures.trends.make({ populations }, { parameter: 'totalDepth', over })
    const told = '3 networks apart from these are left out: a group has at least 8.'
    for (const alike of [[newer, large], input.populations]) {
      const [without, beside] = [made(alike), made([...alike, few])]
      expect(beside.table).toEqual(without.table)
      expect(without.caption(figureWords.en)).not.toContain('left out')
      expect(beside.caption(figureWords.en)).toContain(told)
    }
    const fewLarge = { ...sized(64), runs: sized(64).runs.slice(0, 3) }
    const sizes = made([newer, sized(32), fewLarge], 'imageSize')
    expect(tableRecords(sizes.table).map(({ imageSize }) => imageSize)).toEqual([16, 32])
    expect(sizes.caption(figureWords.en)).toContain(told)
    // Nothing is varied by a few networks: the trend is over FLOPs.
    expect(trend({ populations: [...input.populations, fewLarge] })).toHaveLength(2)
    // Where every population is small, all of their networks are divided.
    const small = [0, 50_000, 100_000, 150_000].map((by) => ({
      ...named(at(by), `at ${by}`),
      runs: at(by).runs.slice(0, 4),
    }))
    expect(trend({ populations: small }, { over: 'flops' }).map(({ n }) => n)).toEqual([8, 8])
  })

  it('need two groups of eight networks', () => {
    expect(figures.trends.lack({ populations: [newer] })).toMatchObject({ key: 'figureNeedsRegimes' })
    expect(figures.trends.lack(input)).toBeUndefined()
  })
})

describe('distributions by a trait', () => {
  const y = { ...changed(older, ({ network }) => ({ network: { ...network, block: 'y' } })), id: 'y' }
  const made = (populations: readonly FigurePopulation[], trait: string) =>
    figures.traits.make({ populations }, { trait })
  const groups = (populations: readonly FigurePopulation[], trait: string) =>
    Object.entries(Object.groupBy(tableRecords(made(populations, trait).table), ({ group }) => String(group))).map(
      ([group, rows]) => [group, rows!.length],
    )

  it('of values: one group each, with mean and the chance to be better', () => {
    const said = made([newer, y], 'block').caption(figureWords.en)
    expect(groups([newer, y], 'block')).toEqual([
      ['x', 8],
      ['y', 8],
    ])
    expect(said).toContain('X: 8 networks of RegNetX, mean error 19.1 %')
    expect(said).toContain('Y: 8 networks of AnyNetX_A, mean error 22.1 %')
    const errors = [30, 22, 25, 14, 12, 10, 19, 21]
    const won = errors.flatMap((a) => errors.map((b) => (a < b + 3 ? 1 : a === b + 3 ? 0.5 : 0)))
    const chance = won.reduce<number>((sum, one) => sum + one, 0) / 64
    expect(said).toContain(`A network with X beats one with Y with probability ${chance.toFixed(2)}`)
  })

  it('of a condition: those that meet it among all', () => {
    const [met, all] = groups(input.populations, 'widthMultiplier2')
    expect(all).toEqual(['all', 16])
    expect(met![1]).toBeLessThan(16)
    expect(made(input.populations, 'widthMultiplier2').caption(figureWords.en)).not.toContain('beats')
  })

  it('numbers are in order: ten stages after nine', () => {
    const deep = madeUpPopulation(
      'Deep',
      [9, 10].map((count) => ({
        error: count,
        depths: Array<number>(count).fill(1),
        widths: Array<number>(count).fill(8),
      })),
    )
    expect(groups([newer, deep], 'stages').map(([group]) => group)).toEqual(['4', '9', '10'])
  })

  it('need networks that differ in it', () => {
    expect(figures.traits.lack({ populations: [newer, older] })).toBeUndefined()
    expect(() => made([newer, older], 'block')).toThrow(ValueError)
  })

  it('of a network with the constraints of section 4, each of them alone is enough to break them', () => {
    const line = {
      depth: 12,
      initialWidth: 24,
      widthSlope: 24,
      widthMultiplier: 2.5,
      bottleneckRatio: 1,
      groupWidth: 8,
    }
    const [run] = newer.runs as [FigureRun]
    const drawn = { depths: [], widths: [], bottleneckRatios: [], groupWidths: [] }
    const kept: FigureRun = {
      ...run,
      draw: { ...drawn, regNet: line },
      complexity: { flops: 4e8, parameters: 5.2e6, activations: 4.1e6 },
    }
    const withLine = (change: Partial<typeof line>) => ({ ...kept, draw: { ...drawn, regNet: { ...line, ...change } } })
    const wide = run.network.stages.map((stage) => ({ ...stage, bottleneckRatio: 2 }))
    expect(isConstrained(kept)).toBe(true)
    for (const broken of [
      withLine({ depth: 41 }),
      withLine({ widthMultiplier: 1.99 }),
      { ...kept, network: { ...run.network, stages: wide } },
      { ...kept, complexity: { ...kept.complexity, parameters: 5.21e6 } },
      { ...kept, complexity: { ...kept.complexity, activations: 4.12e6 } },
    ])
      expect(isConstrained(broken)).toBe(false)
  })
})
