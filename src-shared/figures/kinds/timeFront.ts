import { figure } from '../figure.ts'
import { figureParameters } from '../figureParameters.ts'
import { tableOf } from '../figureTable.ts'
import { costPanels, frontOf } from './costPanels.ts'
import { largestGroup, timedPopulations, tooFewTimes } from './measuredTimes.ts'
import { frontColumn } from './saidCodes.ts'

/** Error against measured time, with the Pareto front. */
export const timeFrontKind = figure(figureParameters.timeFront, {
  needs: 'some',
  lacks: ({ populations }, parameters) => tooFewTimes(populations, parameters),
  data: ({ populations }, parameters) => {
    const { conditions, times } = largestGroup(populations, parameters)!
    return {
      ...{ conditions, measure: parameters.time, populations: timedPopulations(populations, times) },
      points: times.map(({ population, run, ms }) => ({
        ...{ id: run.id, mark: population.mark, errorPercent: run.errorPercent, costs: { ms } },
        population: population.name,
      })),
    }
  },
  panels: ({ points }, words) => {
    const title = words.t('charts.drawing.timePerBatch')
    // The title stands at the axis; one chart needs none above it.
    return costPanels([{ id: 'ms', title, isCount: false, unit: 'ms' }], points, words).map(({ draw }) => ({ draw }))
  },
  key: ({ populations }) => populations.map(({ shortName, mark }) => ({ name: shortName, mark, part: 'symbol' })),
  table: ({ points, measure }) => {
    const places = new Set(frontOf(points, 'ms'))
    return tableOf(
      [
        { id: 'population' },
        { id: 'run' },
        { id: 'errorPercent', as: { digits: 2 } },
        { id: 'ms', as: 'number' },
        frontColumn(['ms'], (_, { t }) => t(`figures.values.${measure}`)),
      ],
      points.map(({ population, id, errorPercent, costs }, i) => ({
        ...{ population, run: id, errorPercent, ms: costs.ms, front: places.has(i) ? 'ms' : '' },
      })),
    )
  },
  caption: ({ conditions: { mode, batchSize, device, provider, threads }, measure, points }, { t }) =>
    [
      t(`figures.captions.timeFront.${mode}`, {
        ...{ n: points.length, batch: batchSize, device, provider, threads, measure: t(`figures.values.${measure}`) },
      }),
      t('figures.captions.front'),
    ].join(' '),
})
