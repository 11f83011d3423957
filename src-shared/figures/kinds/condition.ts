import { edfChart, errorScale } from '#shared/charts/edfChart.ts'
import { populationMark } from '#shared/charts/spaceMarks.ts'
import { fixedText } from '#shared/format/numbers.ts'
import { probabilityText } from '#shared/format/probabilities.ts'
import { lineOf } from '#shared/refinement/evidence/asCandidate.ts'
import { fulfils } from '#shared/refinement/steps/refinement.ts'
import type { Constraint } from '#shared/designspaces/constraints/constraints.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { beatsRange } from '#shared/statistics/ranges/beatsRange.ts'
import { meanOf } from '#shared/statistics/summary.ts'
import { figure } from '../figure.ts'
import type { FigureRun } from '../figureInput.ts'
import { figureParameters, type ParametersOf } from '../figureParameters.ts'
import { tableOf } from '../figureTable.ts'

type Condition = ParametersOf<'condition'>

const constraintOf: Partial<Record<Condition['condition'], Constraint>> = {
  sharedBottleneckRatio: { id: 'sharedBottleneckRatio' },
  sharedGroupWidth: { id: 'sharedGroupWidth' },
  increasingWidths: { id: 'widthOrder', order: 'nonDecreasing' },
  increasingDepths: { id: 'depthOrder', order: 'nonDecreasing' },
}

/** Whether a network meets the condition, by its draw where that is known and else by its fitted line. */
export function meets(run: FigureRun, { condition, within }: Condition): boolean {
  const constraint = constraintOf[condition]
  if (constraint) return fulfils({ kind: 'constraint', constraint }, run)
  const { initialWidth, widthSlope, widthMultiplier } = lineOf(run)
  const ratio = condition === 'widthMultiplier2' ? widthMultiplier / 2 : widthSlope / initialWidth
  return ratio <= within && ratio >= 1 / within
}

/** The EDFs of those networks of a population that meet a condition, and of the others. */
export const conditionKind = figure(figureParameters.condition, {
  needs: 'one',
  lacks: ({ newest: { name, runs } }, parameters) => {
    const count = runs.filter((run) => meets(run, parameters)).length
    return count === 0 || count === runs.length
      ? sentence('figureNeedsBoth', { name, runs: runs.length, count })
      : undefined
  },
  data: ({ newest }, parameters) => {
    const kept = newest.runs.filter((run) => meets(run, parameters))
    const others = newest.runs.filter((run) => !kept.includes(run))
    const [met, rest] = [kept, others].map((runs) => runs.map(({ errorPercent }) => errorPercent)) as [
      number[],
      number[],
    ]
    return {
      population: newest,
      parameters,
      met,
      rest,
      beats: beatsRange({ errors: met }, { errors: rest }),
      kept: new Set(kept),
    }
  },
  panels: ({ population: { mark }, met, rest }, { t }) => [
    {
      draw: (view) =>
        edfChart(
          {
            scale: errorScale([met, rest]),
            series: [
              { name: t('figures.conditionMet'), mark, errors: met, heavy: true },
              { name: t('figures.conditionNotMet'), mark: populationMark(mark, 1), errors: rest },
            ],
          },
          { ...view, t },
        ),
    },
  ],
  table: ({ population, kept }) =>
    tableOf(
      [{ id: 'population' }, { id: 'run' }, { id: 'errorPercent', as: { digits: 2 } }, { id: 'meets', as: 'integer' }],
      population.runs.map((run) => ({
        ...{ population: population.name, run: run.id, errorPercent: run.errorPercent },
        meets: kept.has(run) ? 1 : 0,
      })),
    ),
  caption: ({ population, parameters: { condition, within }, met, rest, beats }, { t }) =>
    t('figures.captions.condition', {
      name: population.name,
      condition: t(`figures.conditions.${condition}`, { within: fixedText(100 * (within - 1), 0) }),
      ...{ met: met.length, rest: rest.length },
      difference: fixedText(meanOf(met) - meanOf(rest), 1),
      ...{ chance: probabilityText(beats.value), low: probabilityText(beats.low), high: probabilityText(beats.high) },
    }),
})
