import { rangesChart } from '#shared/charts/rangesChart.ts'
import type { MeasuredRun } from '#shared/refinement/evidence/measuredRun.ts'
import {
  commonParameters,
  networkParameters,
  type NetworkParameterId,
} from '#shared/refinement/evidence/networkParameters.ts'
import { fewestRunsForEvidence, parameterEvidence } from '#shared/refinement/evidence/parameterEvidence.ts'
import { parameterText } from '#shared/refinement/steps/refinementText.ts'
import { explainedOrder } from '#shared/statistics/explainedShare.ts'
import { holm } from '#shared/statistics/holm.ts'
import { figure } from '../figure.ts'
import { figureParameters } from '../figureParameters.ts'
import { tableOf } from '../figureTable.ts'
import { tooFew } from '../lacks.ts'
import { parameterColumn } from './saidCodes.ts'

/**
 * The parameters of the runs, without those that equal another one in every run; one of the whole network stands for those
 * of its stages.
 */
export function distinctParameters(runs: readonly MeasuredRun[]): NetworkParameterId[] {
  const ids = commonParameters(runs)
  const wholeFirst = ids.toSorted((a, b) => rankOf(a) - rankOf(b))
  const kept = new Map<string, NetworkParameterId>()
  for (const id of wholeFirst) {
    const values = runs.map(networkParameters[id].of).join()
    if (!kept.has(values)) kept.set(values, id)
  }
  const distinct = new Set(kept.values())
  return ids.filter((id) => distinct.has(id))
}

const rankOf = (id: NetworkParameterId): number => networkParameters[id].stage ?? 0

/**
 * The rank correlation of each parameter with the error, with its range, and whether the parameter explains more of the
 * errors' order than chance; most important parameter first.
 */
export const importanceKind = figure(figureParameters.importance, {
  needs: 'one',
  lacks: ({ newest: { name, runs } }) => tooFew(name, runs.length, fewestRunsForEvidence),
  data: ({ newest }, { count }) => {
    const { runs } = newest
    const errors = runs.map(({ errorPercent }) => errorPercent)
    const evidence = parameterEvidence(runs, { ids: distinctParameters(runs) }).varying
    const chances = holm(evidence.map(({ id }) => explainedOrder(runs.map(networkParameters[id].of), errors).p))
    const varying = evidence.map((one, i) => ({ ...one, chance: chances[i]! }))
    return { population: newest, varying, parameters: varying.slice(0, count) }
  },
  panels: ({ population, parameters }, { t }) => [
    {
      title: population.shortName,
      mark: population.mark,
      draw: (view) =>
        rangesChart(
          {
            title: t('charts.drawing.rankCorrelation'),
            scale: { low: -1, high: 1, ticks: [-1, -0.5, 0, 0.5, 1], log: false },
            neutral: 0,
            rows: parameters.map(({ id, spearman }) => ({
              ...{ name: parameterText(id, t), mark: population.mark, ...spearman },
            })),
          },
          { ...view, t },
        ),
    },
  ],
  table: ({ population, parameters }) =>
    tableOf(
      [
        { id: 'population' },
        parameterColumn,
        { id: 'rankCorrelation', as: { digits: 2 } },
        { id: 'low', as: { digits: 2 } },
        { id: 'high', as: { digits: 2 } },
        { id: 'explained', as: { digits: 2 } },
        { id: 'chance', as: 'number' },
      ],
      parameters.map(({ id, spearman: { value, low, high }, explained, chance }) => ({
        ...{ population: population.name, parameter: id, rankCorrelation: value, low, high, explained, chance },
      })),
    ),
  caption: ({ population, varying }, { t }) => {
    const sure = varying.filter(({ chance }) => chance < 0.05).map(({ id }) => parameterText(id, t))
    const found = sure.length === 0 ? 'importanceOfNone' : 'importanceOf'
    return [
      t('figures.captions.importance', { name: population.name, n: population.runs.length }),
      t(`figures.captions.${found}`, { of: varying.length, list: sure.join('; ') }),
    ].join(' ')
  },
})
