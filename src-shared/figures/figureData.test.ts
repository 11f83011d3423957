import { describe, expect, it } from 'vitest'
import { figures } from './figures.ts'
import type { FigureInput } from './figureInput.ts'
import type { FigureId } from './figureParameters.ts'
import { tableRecords } from './figureTable.ts'
import { figureWords } from './figureWords.ts'
import { distinctParameters } from './kinds/importance.ts'
import { commonSlope } from './kinds/widths.ts'
import { madeUpInput, madeUpPopulation, replicatedInput } from './testing/madeUpPopulations.ts'

const input = madeUpInput()
const rowsOf = (id: FigureId, parameters: Record<string, string | number> = {}, given = input) =>
  tableRecords(figures[id].make(given, parameters).table)
/** Errors of RegNetX, with depths 4, 7, 9, 12, 15, 21, 8, 10. */
const errors = [30, 22, 25, 14, 12, 10, 19, 21]

describe('numbers of figures, against independent computations', () => {
  it('EDF: the share strictly below, and at or below, by counting', () => {
    const rows = rowsOf('edf').filter(({ population }) => population === 'RegNetX')
    expect(rows.map(({ errorPercent }) => errorPercent)).toEqual(errors.toSorted((a, b) => a - b))
    for (const { errorPercent, shareBelow, shareUpTo } of rows) {
      expect(shareBelow).toBe(errors.filter((error) => error < Number(errorPercent)).length / 8)
      expect(shareUpTo).toBe(errors.filter((error) => error <= Number(errorPercent)).length / 8)
    }
  })

  it('difference of EDFs: by counting at every error of the grid', () => {
    const older = errors.map((error) => error + 3)
    for (const { errorPercent, difference, low, high } of rowsOf('edfDifference')) {
      const share = (list: number[]) => list.filter((error) => error <= Number(errorPercent)).length / 8
      const below = (list: number[]) => list.filter((error) => error < Number(errorPercent)).length / 8
      expect([share(errors) - share(older), below(errors) - below(older)]).toContain(difference)
      expect(Number(low)).toBeLessThanOrEqual(Number(difference))
      expect(Number(high)).toBeGreaterThanOrEqual(Number(difference))
    }
  })

  it('random search: expected lowest of 2 is the mean over all 64 pairs', () => {
    const pairs = errors.flatMap((a) => errors.map((b) => Math.min(a, b)))
    const row = rowsOf('randomSearch').find(({ population, draws }) => population === 'RegNetX' && draws === 2)!
    expect(row['expected']).toBeCloseTo(pairs.reduce((sum, value) => sum + value, 0) / 64, 12)
  })

  // scipy.stats.spearmanr(depths, errors) = -0.880952380952381; Bonett and Wright: tanh(atanh(r) -+ 1.96
  // sqrt((1 + r^2 / 2) / (n - 3))) = -0.9840804171125351, -0.33400510135807476.
  it('error against depth and importance: rank correlation and its range', () => {
    const [row] = rowsOf('importance', { count: 40 }).filter(({ parameter }) => parameter === 'totalDepth')
    expect(row!['rankCorrelation']).toBeCloseTo(-0.880952380952381, 12)
    expect(row!['low']).toBeCloseTo(-0.9840804171125351, 9)
    expect(row!['high']).toBeCloseTo(-0.33400510135807476, 9)
    expect(
      rowsOf('errorAgainst')
        .filter(({ population }) => population === 'RegNetX')
        .map(({ value }) => value),
    ).toEqual([4, 7, 9, 12, 15, 21, 8, 10])
  })

  // scipy.stats.f_oneway of the ranks of the errors below and from the median of the values: p = 0.008237354145108098 for
  // width3, 0.02739604390911207 for the depth; by Holm times 20, the number of parameters, and times 19.
  it('importance: the probability that an unrelated parameter explains as much, and what the caption says of it', () => {
    const [first, second] = rowsOf('importance', { count: 2 })
    expect(first).toMatchObject({ parameter: 'width3', chance: expect.closeTo(20 * 0.008237354145108098, 9) as number })
    expect(second).toMatchObject({
      parameter: 'totalDepth',
      chance: expect.closeTo(19 * 0.02739604390911207, 9) as number,
    })
    const caption = (given: FigureInput) => figures.importance.make(given, { count: 2 }).caption(figureWords.en)
    expect(caption(input)).toMatch(/None explains more .* for all 20 parameters\)\.$/)
    const deeper = madeUpPopulation(
      'Deeper',
      Array.from({ length: 24 }, (_, i) => ({ error: 40 - i, depths: [i + 1], widths: [8 * (1 + ((7 * i) % 5))] })),
    )
    expect(caption({ populations: [deeper] })).toMatch(/These explain more .*: depth, blocks; FLOPs; /)
  })

  // numpy: mean and std(ddof=1); scipy: ttest_rel (pairs of equal seeds) and, without common seeds, the range that
  // ttest_ind(equal_var=False) gives, -2.3216965375809786 to 1.3483632042476352, joined with that corrected for skewness.
  it('replicates: spread over seeds and networks, and networks against the best', () => {
    const [networks, first, second, third] = rowsOf('replicates', {}, replicatedInput())
    expect(networks).toMatchObject({ over: 'networks', n: 8, meanErrorPercent: 19.125, meanDifference: null })
    expect(networks!['deviationPercent']).toBeCloseTo(6.812540956626557, 12)
    expect(first).toMatchObject({ over: 'seeds', n: 5, meanDifference: null, pairs: null })
    expect(first!['meanErrorPercent']).toBeCloseTo(41.28, 12)
    expect(first!['deviationPercent']).toBeCloseTo(1.096357605893259, 12)
    expect(second).toMatchObject({ n: 5, pairs: 5 })
    expect(second!['meanDifference']).toBeCloseTo(1.16, 12)
    expect(second!['low']).toBeCloseTo(0.0683238156538668, 9)
    expect(second!['high']).toBeCloseTo(2.251676184346132, 9)
    expect(third).toMatchObject({ n: 3, pairs: 0 })
    expect(Number(third!['low'])).toBeLessThanOrEqual(-1.3483632042476352 + 1e-9)
    expect(Number(third!['high'])).toBeGreaterThanOrEqual(2.3216965375809786 - 1e-9)
  })

  // numpy: 2.5, 50 and 97.5 % quantiles (inverted_cdf) of the depth of the better of 2 networks, over 2e6 draws.
  it('error against depth: the likely best value', () => {
    const said = figures.errorAgainst.make(input).caption(figureWords.en)
    expect(said).toContain('RegNetX: likely best 12 (95 % range 7 to 21), rank correlation with the error −0.88.')
  })

  // numpy, of rates 0.05 (1 + 5 i mod 8), decays 1e-4 (1 + 3 i mod 8) and their products: the smallest value whose cumulative
  // probability to be that of the better of 2 networks, ((n - r) / n)^2 - ((n - r - 1) / n)^2 for the rank r of its error
  // from 0, reaches 2.5, 50 and 97.5 %; corrcoef of ranks.
  it('values of recipes: the likely best, its range and the rank correlation', () => {
    const rows = rowsOf('recipeTable').filter(({ population }) => population === 'RegNetX')
    expect(rows.map(({ parameter, n }) => [parameter, n])).toEqual([
      ['learningRate', 8],
      ['weightDecay', 8],
      ['rateTimesDecay', 8],
    ])
    const wanted = [
      [0.25, 0.1, 0.4, -0.30952380952380953],
      [0.0005, 0.0002, 0.0008, -0.3571428571428572],
      [0.000105, 8e-5, 0.000125, undefined],
    ]
    rows.forEach(({ likelyBest, low, high, rankCorrelation }, i) =>
      [likelyBest, low, high, rankCorrelation].forEach((found, j) => {
        if (wanted[i]![j] !== undefined) expect(found).toBeCloseTo(wanted[i]![j], 12)
      }),
    )
    const said = figures.recipe.make(input, { parameter: 'weightDecay' }).caption(figureWords.en)
    expect(said).toContain('RegNetX: likely best 0.0005 (95 % range 0.0002 to 0.0008)')
  })

  // numpy: exp(median(log([8, 16, 16, 32, 64] / [1, 2, 3, 4, 5]))) = 8.
  it('common line of widths: the median ratio, nearest of a grid in mean log-ratio', () => {
    const widths = [8, 16, 16, 32, 64]
    const slope = commonSlope([widths])
    expect(slope).toBeCloseTo(8, 12)
    const distance = (a: number) => widths.reduce((sum, width, j) => sum + Math.abs(Math.log((a * (j + 1)) / width)), 0)
    for (let a = 4; a < 16; a += 0.25) expect(distance(a)).toBeGreaterThanOrEqual(distance(slope) - 1e-12)
  })

  it('widths: one row per block, best first on one side and worst first on the other', () => {
    const rows = rowsOf('widths', { count: 2 })
    const ranked = rows
      .filter(({ block }) => block === 0)
      .map(({ side, rank, errorPercent }) => [side, rank, errorPercent])
    expect(ranked).toEqual([
      ['best', 1, 10],
      ['best', 2, 12],
      ['worst', 1, 30],
      ['worst', 2, 25],
    ])
    expect(rows.filter(({ rank, side }) => side === 'worst' && rank === 1).map(({ width }) => width)).toEqual([
      8, 16, 24, 32,
    ])
  })

  it('quantised lines: e_fit is the mean log-ratio of the rows, and each step a power of w_m', () => {
    const rows = rowsOf('widthFits', { count: 8 })
    for (const run of new Set(rows.map((row) => row['run']))) {
      const own = rows.filter((row) => row['run'] === run)
      const ratios = own.map(({ width, quantised }) => Math.abs(Math.log(Number(quantised) / Number(width))))
      expect(ratios.reduce((sum, ratio) => sum + ratio, 0) / own.length).toBeCloseTo(Number(own[0]!['fitError']), 9)
      for (const { linear, initialWidth, widthSlope, block } of own)
        expect(linear).toBeCloseTo(Number(initialWidth) + Number(widthSlope) * Number(block), 9)
    }
  })

  describe('Pareto fronts: no network of lower cost has a lower error', () => {
    const complexities = ['flops', 'parameters', 'activations']
    const ofImageNet = {
      populations: input.populations.map((population) => ({
        ...population,
        runs: population.runs.map((run) => ({ ...run, network: { ...run.network, classes: 1000 } })),
      })),
    }
    const beside = rowsOf('complexity', { published: 'shown' }, ofImageNet)
    const byKind = Object.groupBy(beside, ({ population }) => (population === 'published' ? 'published' : 'own'))
    it.each([
      ['over all populations', rowsOf('complexity'), complexities, 'errorPercent'],
      ['over published networks', rowsOf('published'), [...complexities, 'inferenceMs', 'trainingHours'], undefined],
      ['against measured time', rowsOf('timeFront'), ['ms'], 'errorPercent'],
      ['over published networks beside populations', byKind.published!, complexities, 'errorPercent'],
    ])('%s', (_, rows, measures, error = 'publishedErrorPercent') => {
      for (const measure of measures)
        for (const row of rows) {
          const isBeaten = rows.some((other) => {
            const [cost, errors] = [measure, error].map((id) => Number(other[id]) - Number(row[id])) as [number, number]
            return cost <= 0 && errors <= 0 && (cost < 0 || errors < 0)
          })
          expect(String(row['front']).split(' ').includes(measure)).toBe(!isBeaten)
        }
    })
    it('published networks beside populations change nothing about them', () => {
      expect(byKind.own).toEqual(rowsOf('complexity'))
      expect(byKind.published).toHaveLength(36)
    })
    it('published networks can be those of one comparison of the paper', () => {
      expect(rowsOf('published', { families: 'efficientNets' })).toHaveLength(30)
      expect(rowsOf('published', { families: 'resNets' })).toHaveLength(18)
    })
  })

  it('conditions: widths that never shrink, and lines with w_m near 2', () => {
    // The third and seventh network fall from the first to the second stage.
    expect(rowsOf('condition').map(({ meets }) => meets)).toEqual([1, 1, 0, 1, 1, 1, 0, 1])
    const said = figures.condition.make(input).caption(figureWords.en)
    // Means of the six and the two: 109 / 6 - 44 / 2 = -3.83; of 12 pairs 8 are won.
    expect(said).toContain('6 and 2 networks. Mean errors differ by −3.8 points')
    expect(said).toContain('with probability 0.67')
  })

  it('learning curves: validation error of best and worst, epoch by epoch', () => {
    const rows = rowsOf('learningCurves', { count: 1 })
    expect(rows.map(({ side, epoch, validationErrorPercent }) => [side, epoch, validationErrorPercent])).toEqual([
      ['best', 1, 20],
      ['best', 2, 10],
      ['worst', 1, 40],
      ['worst', 2, 30],
    ])
  })

  it('summary: n, lowest, median and mean error by hand', () => {
    const [, row] = rowsOf('summaryTable')
    expect(row).toMatchObject({ population: 'RegNetX', n: 8, diverged: 1, failed: 0, minErrorPercent: 10 })
    expect(row!['medianErrorPercent']).toBe(20)
    expect(row!['meanErrorPercent']).toBeCloseTo(153 / 8, 12)
    expect(row!['flops']).toBe(4500)
  })

  it('published networks: all of the paper, with complexity and published figures', () => {
    const rows = rowsOf('publishedTable')
    expect(rows).toHaveLength(36)
    expect(rows.find(({ network }) => network === 'EfficientNet-B0')).toEqual({
      ...{ network: 'EfficientNet-B0', imageSize: 224, flops: 385_814_752, parameters: 5_288_548 },
      ...{
        activations: 6_747_036,
        publishedErrorPercent: 24.92,
        inferenceMs: 31,
        trainingHours: 8.8,
        place: 'Table 4',
      },
    })
  })
})

it('of parameters that agree in every network the one of the whole network stands for those of stages', () => {
  const { runs } = madeUpPopulation('One stage', [
    { error: 1, depths: [2], widths: [8] },
    { error: 2, depths: [3], widths: [16] },
  ])
  const ids = distinctParameters(runs)
  expect(ids).toContain('totalDepth')
  expect(ids).not.toContain('depth1')
})
