import { networkParameters } from '#shared/refinement/evidence/networkParameters.ts'
import { fewestRunsForEvidence } from '#shared/refinement/evidence/parameterEvidence.ts'
import { recipeParameterIds } from '#shared/refinement/evidence/recipeParameters.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { exactBootstrap } from '#shared/statistics/bootstrap.ts'
import { rankCorrelationRange } from '#shared/statistics/ranges/rankCorrelationRange.ts'
import { figure } from '../figure.ts'
import { errorsOf, type FigurePopulation } from '../figureInput.ts'
import { figureParameters } from '../figureParameters.ts'
import { tableOf } from '../figureTable.ts'
import { parameterColumn } from './saidCodes.ts'

/** The drawn values of the recipes of a population, each with its likely best and how it goes with the error. */
function rowsOf(population: FigurePopulation) {
  const { name, runs } = population
  if (runs.length < fewestRunsForEvidence) return []
  const errors = errorsOf(population)
  return recipeParameterIds.flatMap((id) => {
    const values = runs.map(networkParameters[id].of)
    if (values.some(Number.isNaN) || new Set(values).size < 2) return []
    const { low, median, high } = exactBootstrap(errors, values)
    const correlation = rankCorrelationRange(values, errors)
    return {
      population: name,
      parameter: id,
      n: runs.length,
      likelyBest: median,
      low,
      high,
      rankCorrelation: correlation.value,
    }
  })
}

/**
 * The suggested value of each drawn value of the recipe: the median of the best network's value over resampled
 * populations (the exact limit of the paper's empirical bootstrap), with its 95 % range.
 */
export const recipeTableKind = figure(figureParameters.recipeTable, {
  needs: 'some',
  lacks: ({ populations, newest }) =>
    populations.every((population) => rowsOf(population).length === 0)
      ? sentence('figureNeedsSweep', { name: newest.name, fewest: fewestRunsForEvidence })
      : undefined,
  data: ({ populations }) => populations.flatMap(rowsOf),
  table: (rows) =>
    tableOf(
      [
        { id: 'population' },
        parameterColumn,
        { id: 'n', as: 'integer' },
        { id: 'likelyBest', as: 'number' },
        { id: 'low', as: 'number' },
        { id: 'high', as: 'number' },
        { id: 'rankCorrelation', as: { digits: 2 } },
      ],
      rows,
    ),
  caption: (_, { t }) => t('figures.captions.recipeTable'),
})
