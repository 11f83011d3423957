import { curvesChart } from '#shared/charts/curvesChart.ts'
import { logScale } from '#shared/charts/scale.ts'
import { fixedText } from '#shared/format/numbers.ts'
import { resampleStream } from '#shared/random/resampleStreams.ts'
import { edfDistance } from '#shared/statistics/edfDistance.ts'
import { sizesUpTo } from '#shared/statistics/lowestOfDraws.ts'
import { figure } from '../figure.ts'
import { errorsOf, type FigurePopulation } from '../figureInput.ts'
import { figureParameters } from '../figureParameters.ts'
import { tableOf } from '../figureTable.ts'

/** How many networks the columns beside the names are about. */
const told = [8, 32] as const

/**
 * The Kolmogorov-Smirnov distance of the compared pair against the number of networks of each, and the distance that
 * chance makes: how many networks tell two spaces apart.
 */
export const sampleSizeKind = figure(figureParameters.sampleSize, {
  needs: 'pair',
  data: ({ pair }, { trials }) => {
    const [newer, older] = pair!
    const random = resampleStream('edfDistance')
    const most = Math.min(newer.runs.length, older.runs.length)
    const columns = told.filter((size) => size <= most)
    const sizes = [...new Set([...sizesUpTo(most), ...columns])].sort((a, b) => a - b)
    const distances = (one: FigurePopulation, other: FigurePopulation) =>
      sizes.map((size) => edfDistance(errorsOf(one), errorsOf(other), size, random, trials))
    return {
      ...{ newer, older, trials, most, columns },
      between: distances(newer, older),
      chance: distances(older, older),
    }
  },
  panels: ({ newer, older, most, columns, between, chance }, { t }) => [
    {
      draw: (view) =>
        curvesChart(
          {
            x: {
              scale: { ...logScale(1, Math.max(2, most), 8), high: Math.max(2, most) },
              title: t('charts.drawing.logScale', { title: t('charts.drawing.networksOfEach') }),
            },
            y: {
              scale: { low: 0, high: 1, ticks: [0, 0.2, 0.4, 0.6, 0.8, 1], log: false },
              title: t('charts.drawing.edfDistance'),
            },
            columns: columns.map((size) => t('charts.drawing.sampleSize', { n: size })),
            curves: [
              { points: chance, name: t('charts.drawing.chanceAlone'), population: older, faint: true },
              { points: between, name: newer.shortName, population: newer, faint: false },
            ].map(({ points, name, population: { mark }, faint }) => ({
              ...{ name, mark, faint },
              x: points.map(({ size }) => size),
              y: points.map(({ mean }) => mean),
              cells: columns.map((count) => fixedText(points.find(({ size }) => size === count)!.mean, 2)),
              band: { low: points.map(({ low }) => low), high: points.map(({ high }) => high) },
            })),
          },
          { ...view, t },
        ),
    },
  ],
  table: ({ newer, older, between, chance }) =>
    tableOf(
      [
        { id: 'newer' },
        { id: 'older' },
        { id: 'size', as: 'integer' },
        { id: 'mean', as: { digits: 3 } },
        { id: 'low', as: { digits: 3 } },
        { id: 'high', as: { digits: 3 } },
      ],
      [
        ...between.map((point) => ({ newer: newer.name, older: older.name, ...point })),
        ...chance.map((point) => ({ newer: older.name, older: older.name, ...point })),
      ],
    ),
  caption: ({ newer, older, trials }, { t }) =>
    t('figures.captions.sampleSize', { newer: newer.name, older: older.name, trials }),
})
