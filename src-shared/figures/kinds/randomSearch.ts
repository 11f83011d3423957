import { curvesChart } from '#shared/charts/curvesChart.ts'
import { extent } from '#shared/charts/extent.ts'
import { linearScale, logScale } from '#shared/charts/scale.ts'
import { fixedText } from '#shared/format/numbers.ts'
import { lowestOfDraws, sizesUpTo } from '#shared/statistics/lowestOfDraws.ts'
import { figure } from '../figure.ts'
import { errorsOf } from '../figureInput.ts'
import { figureParameters } from '../figureParameters.ts'
import { tableOf } from '../figureTable.ts'

/** How many networks the two columns beside the names are about. */
const told = [1, 8] as const

/** The lowest error that a random search finds against how many networks it trains (the paper's Figure 9, right). */
export const randomSearchKind = figure(figureParameters.randomSearch, {
  needs: 'some',
  data: ({ populations, pair }, { bands }) => ({
    series: populations.map((population) => ({
      population,
      hasBand: bands === 'all' || (bands === 'pair' && (pair?.includes(population) ?? true)),
      points: sizesUpTo(population.runs.length).map((draws) => lowestOfDraws(errorsOf(population), draws)),
    })),
  }),
  panels: ({ series }, { t }) => {
    const sizes = series.map(({ points }) => points.at(-1)!.draws)
    const errors = series.flatMap(({ points, hasBand }) =>
      points.flatMap(({ expected, low, high }) => (hasBand ? [low, high] : [expected])),
    )
    const { low, high } = extent(errors)!
    return [
      {
        draw: (view) =>
          curvesChart(
            {
              x: {
                scale: { ...logScale(1, Math.max(2, ...sizes), 8), high: Math.max(2, ...sizes) },
                title: t('charts.drawing.logScale', { title: t('charts.drawing.networksTrained') }),
              },
              y: { scale: linearScale(low, high, 5), title: t('charts.drawing.lowestError'), unit: '%' },
              columns: told.map((count) => t('charts.drawing.bestOf', { count })),
              curves: series.map(({ population, points, hasBand }) => ({
                name: population.shortName,
                mark: population.mark,
                x: points.map(({ draws }) => draws),
                y: points.map(({ expected }) => expected),
                cells: told.map((count) => {
                  const at = points.find(({ draws }) => draws === count)
                  return at ? fixedText(at.expected, 1) : '–'
                }),
                ...(hasBand
                  ? { band: { low: points.map((point) => point.low), high: points.map((point) => point.high) } }
                  : {}),
              })),
            },
            { ...view, t },
          ),
      },
    ]
  },
  table: ({ series }) =>
    tableOf(
      [
        { id: 'population' },
        { id: 'draws', as: 'integer' },
        { id: 'expected', as: { digits: 2 } },
        { id: 'low', as: { digits: 2 } },
        { id: 'high', as: { digits: 2 } },
      ],
      series.flatMap(({ population, points }) => points.map((point) => ({ population: population.name, ...point }))),
    ),
  caption: ({ series }, { t, list }) => {
    const banded = series.filter(({ hasBand }) => hasBand).map(({ population }) => population.name)
    return [
      t('figures.captions.randomSearch'),
      ...(banded.length > 0 ? [t('figures.captions.randomSearchBands', { names: list(banded) })] : []),
    ].join(' ')
  },
})
