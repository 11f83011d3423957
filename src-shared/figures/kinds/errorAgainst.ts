import { capitalised } from '#shared/format/capitalised.ts'
import { countUnit } from '#shared/format/counts.ts'
import { fixedText, shortText } from '#shared/format/numbers.ts'
import { extent } from '#shared/charts/extent.ts'
import { parameterScatter } from '#shared/charts/parameterScatter.ts'
import { linearScale, scaleOf } from '#shared/charts/scale.ts'
import { networkParameters, type NetworkParameterId } from '#shared/refinement/evidence/networkParameters.ts'
import { fewestRunsForEvidence } from '#shared/refinement/evidence/parameterEvidence.ts'
import { recipeParameters } from '#shared/refinement/evidence/recipeParameters.ts'
import { parameterText } from '#shared/refinement/steps/refinementText.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { exactBootstrap } from '#shared/statistics/bootstrap.ts'
import { rankCorrelationRange } from '#shared/statistics/ranges/rankCorrelationRange.ts'
import { figure, type FigureKind, type Shown } from '../figure.ts'
import { errorsOf, type FigurePopulation, type FigureRun } from '../figureInput.ts'
import { figureParameters } from '../figureParameters.ts'
import { tableOf } from '../figureTable.ts'

interface Against {
  readonly id: NetworkParameterId
  readonly populations: readonly AgainstPopulation[]
}
type AgainstPopulation = ReturnType<typeof populationAgainst>

function populationAgainst(id: NetworkParameterId, population: FigurePopulation) {
  const { of } = networkParameters[id]
  const [values, errors] = [population.runs.map(of), errorsOf(population)]
  const varies = new Set(values).size > 1
  return {
    population,
    values,
    excluded: population.excluded.map((run) => ({ run, value: of(run) })).filter(({ value }) => !Number.isNaN(value)),
    best: varies ? exactBootstrap(errors, values) : undefined,
    correlation: varies ? rankCorrelationRange(values, errors) : undefined,
  }
}

/** The populations whose networks all have the parameter, with enough of them for a range. */
const able = (id: NetworkParameterId, populations: readonly FigurePopulation[]) =>
  populations.filter(
    ({ runs }) =>
      runs.length >= fewestRunsForEvidence &&
      runs.every((run: FigureRun) => !Number.isNaN(networkParameters[id].of(run))),
  )

/** Error against one parameter of the networks, a chart for each population, with the range of the likely best value. */
function against<Parameters>(idOf: (parameters: Parameters) => NetworkParameterId): FigureKind<Parameters, Against> {
  return {
    needs: 'some',
    lacks: ({ populations, newest }: Shown, parameters) => {
      const enough = populations.filter(({ runs }) => runs.length >= fewestRunsForEvidence)
      const { name, runs } = newest
      if (enough.length === 0)
        return sentence('figureNeedsSeveral', { name, runs: runs.length, fewest: fewestRunsForEvidence })
      const parameter = idOf(parameters)
      if (able(parameter, enough).length > 0) return undefined
      return parameter in recipeParameters
        ? sentence('figureNeedsSweep', { name, fewest: fewestRunsForEvidence })
        : sentence('figureNeedsParameter', { parameter })
    },
    data: ({ populations }, parameters) => {
      const id = idOf(parameters)
      return { id, populations: able(id, populations).map((one) => populationAgainst(id, one)) }
    },
    panels: ({ id, populations }, { t }) => {
      const { unit } = networkParameters[id]
      const everywhere = populations.flatMap(({ values }) => values)
      const isCount = unit === 'flops' || unit === 'parameters' || unit === 'activations'
      const { divisor, prefix } = isCount ? countUnit(Math.max(...everywhere)) : { divisor: 1, prefix: '' }
      const shownUnit = unit === 'flops' ? `${prefix}F` : prefix
      const errors = extent(...populations.map(({ population }) => errorsOf(population)))!
      return populations.map(({ population, values, excluded, best }) => ({
        title: population.shortName,
        mark: population.mark,
        draw: (view) =>
          parameterScatter(
            {
              title: capitalised(parameterText(id, t)),
              ...(shownUnit ? { unit: shownUnit } : {}),
              mark: population.mark,
              points: [
                ...population.runs.map((run, i) => ({
                  id: run.id,
                  value: values[i]! / divisor,
                  errorPercent: run.errorPercent,
                })),
                ...excluded.map(({ run, value }) => ({
                  ...{ id: run.id, value: value / divisor, errorPercent: run.errorPercent, exclusion: run.exclusion },
                })),
              ],
              ...(best
                ? { range: { low: best.low / divisor, median: best.median / divisor, high: best.high / divisor } }
                : {}),
              errorScale: linearScale(errors.low, errors.high, 4),
              valueScale: scaleOf(everywhere.map((value) => value / divisor)),
            },
            { ...view, t },
          ),
      }))
    },
    table: ({ populations }) =>
      tableOf(
        [{ id: 'population' }, { id: 'run' }, { id: 'value', as: 'number' }, { id: 'errorPercent', as: { digits: 2 } }],
        populations.flatMap(({ population, values }) =>
          population.runs.map((run, i) => ({
            ...{ population: population.name, run: run.id, value: values[i]!, errorPercent: run.errorPercent },
          })),
        ),
      ),
    caption: ({ id, populations }, { t }) =>
      [
        t('figures.captions.against', { parameter: parameterText(id, t) }),
        ...populations.flatMap(({ population: { name }, best, correlation }) =>
          best && correlation
            ? [
                t('figures.captions.againstRange', {
                  name,
                  ...{ best: shortText(best.median, 3), low: shortText(best.low, 3), high: shortText(best.high, 3) },
                  ...{ rank: fixedText(correlation.value, 2) },
                }),
              ]
            : [],
        ),
      ].join(' '),
  }
}

/** Error against any parameter of the networks (the paper's Figures 2 and 5). */
export const errorAgainstKind = figure(
  figureParameters.errorAgainst,
  against(({ parameter }: { parameter: NetworkParameterId }) => parameter),
)
/** Error against a value of the recipe that was drawn for each run (the paper's Figure 21). */
export const recipeKind = figure(
  figureParameters.recipe,
  against(({ parameter }: { parameter: NetworkParameterId }) => parameter),
)
/** Error against the distance e_fit of the widths from a quantised line (the paper's Figure 8, right). */
export const fitErrorKind = figure(
  figureParameters.fitError,
  against(() => 'fitError'),
)
