import { capitalised } from '#shared/format/capitalised.ts'
import { countUnit } from '#shared/format/counts.ts'
import { frontChart } from '#shared/charts/frontChart.ts'
import { extent } from '#shared/charts/extent.ts'
import { linearScale, scaleOf } from '#shared/charts/scale.ts'
import { paretoFront } from '#shared/statistics/paretoFront.ts'
import { figure } from '../figure.ts'
import { errorsOf, type FigurePopulation, type FigureRun } from '../figureInput.ts'
import { complexityIds, figureParameters } from '../figureParameters.ts'
import { tableOf } from '../figureTable.ts'

type Measure = (typeof complexityIds)[number]
const valueOf = ({ complexity }: FigureRun, measure: Measure): number => complexity[measure]

/** Error against FLOPs, parameters and activations of all populations, with the Pareto front over them. */
export const complexityKind = figure(figureParameters.complexity, {
  needs: 'some',
  data: ({ populations }, { measure }) => {
    const all = populations.flatMap((population) => population.runs.map((run) => ({ population, run })))
    const errors = all.map(({ run }) => run.errorPercent)
    const front = (id: Measure) =>
      paretoFront(
        all.map(({ run }) => valueOf(run, id)),
        errors,
      )
    return {
      populations,
      all,
      fronts: complexityIds.map((id) => ({ id, isShown: measure === 'all' || measure === id, places: front(id) })),
    }
  },
  panels: ({ populations, all, fronts }, { t }) => {
    const errors = extent(...populations.map(errorsOf))!
    return fronts
      .filter(({ isShown }) => isShown)
      .map(({ id, places }) => {
        const values = all.map(({ run }) => valueOf(run, id))
        const { divisor, prefix } = countUnit(Math.max(...values))
        const unit = id === 'flops' ? `${prefix}F` : prefix
        return {
          title: capitalised(t(`science.parameters.${id}`)),
          draw: (view) =>
            frontChart(
              {
                title: capitalised(t(`science.parameters.${id}`)),
                ...(unit ? { unit } : {}),
                mark: populations[0]!.mark,
                points: all.map(({ population, run }, i) => ({
                  id: run.id,
                  value: values[i]! / divisor,
                  errorPercent: run.errorPercent,
                  mark: population.mark,
                })),
                errorScale: linearScale(errors.low, errors.high, 4),
                valueScale: scaleOf(values.map((value) => value / divisor)),
              },
              places.map((i) => ({ value: values[i]! / divisor, errorPercent: all[i]!.run.errorPercent })),
              { ...view, t },
            ),
        }
      })
  },
  key: ({ populations }) => populations.map(({ shortName, mark }) => ({ name: shortName, mark })),
  table: ({ all, fronts }) => {
    const isOn = new Map(fronts.map(({ id, places }) => [id, new Set(places)]))
    const onFronts = (i: number) => complexityIds.filter((id) => isOn.get(id)!.has(i)).join(' ')
    return tableOf(
      [
        { id: 'population' },
        { id: 'run' },
        { id: 'errorPercent', as: { digits: 2 } },
        { id: 'flops', as: 'count' },
        { id: 'parameters', as: 'count' },
        { id: 'activations', as: 'count' },
        { id: 'front' },
      ],
      all.map(({ population, run }, i) => ({
        ...{ population: population.name, run: run.id, errorPercent: run.errorPercent },
        ...{ ...run.complexity, front: onFronts(i) },
      })),
    )
  },
  caption: ({ populations }, { t, list }) =>
    t('figures.captions.complexity', { names: list(populations.map(({ name }: FigurePopulation) => name)) }),
})
