import { curvesChart } from '#shared/charts/curvesChart.ts'
import { epochScale, linearScale } from '#shared/charts/scale.ts'
import { trainingCurves } from '#shared/charts/trainingCurves.ts'
import { fixedText } from '#shared/format/numbers.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { figure, type Shown } from '../figure.ts'
import { byError, extremes, type FigurePopulation, type FigureRun } from '../figureInput.ts'
import { figureParameters } from '../figureParameters.ts'
import { tableOf, type FigureColumn } from '../figureTable.ts'
import { noWorst } from '../lacks.ts'
import { sideColumn } from './saidCodes.ts'

const withEpochs = (runs: readonly FigureRun[]) => runs.filter(({ epochs }) => epochs.length > 0)

function noEpochs(populations: readonly FigurePopulation[]): Sentence | undefined {
  return populations.some(({ runs }) => withEpochs(runs).length > 0)
    ? undefined
    : sentence('figureNeedsEpochs', { name: populations.at(-1)!.name })
}

const epochColumns = [
  { id: 'epoch', as: 'integer' },
  { id: 'trainErrorPercent', as: { digits: 2 } },
  { id: 'validationErrorPercent', as: { digits: 2 } },
] as const satisfies readonly FigureColumn[]

/** Training and validation error over epochs of the best run of each population. */
export const trainingCurvesKind = figure(figureParameters.trainingCurves, {
  needs: 'some',
  lacks: ({ populations }: Shown) => noEpochs(populations),
  data: ({ populations }) =>
    populations.flatMap((population) => {
      const run = byError(withEpochs(population.runs))[0]
      return run ? [{ population, run }] : []
    }),
  panels: (best, { t }) => [
    {
      draw: (view) =>
        trainingCurves(
          best.map(({ population: { shortName, mark }, run }) => ({ name: shortName, mark, epochs: run.epochs })),
          { ...view, t },
        ),
    },
  ],
  table: (best) =>
    tableOf(
      [{ id: 'population' }, { id: 'run' }, ...epochColumns],
      best.flatMap(({ population, run }) =>
        run.epochs.map(({ epoch, trainErrorPercent, validationErrorPercent }) => ({
          ...{ population: population.name, run: run.id, epoch, trainErrorPercent, validationErrorPercent },
        })),
      ),
    ),
  caption: (_, { t }) => t('figures.captions.trainingCurves'),
})

/** Validation error over epochs of the best and worst runs of one population. */
export const learningCurvesKind = figure(figureParameters.learningCurves, {
  needs: 'one',
  lacks: ({ newest }: Shown, { side, count }) =>
    noEpochs([newest]) ?? noWorst(newest.name, side, withEpochs(newest.runs).length, count),
  data: ({ newest }, { side, count }) => {
    const found = extremes(withEpochs(newest.runs), count)
    const sides = (['best', 'worst'] as const).filter(
      (one) => (side === 'both' || side === one) && found[one].length > 0,
    )
    return { population: newest, sides: sides.map((id) => ({ id, runs: found[id] })) }
  },
  panels: ({ population, sides }, { t }) => {
    const runs = sides.flatMap((side) => side.runs)
    const epochs = runs.flatMap((run) => run.epochs.map(({ epoch }) => epoch))
    const highest = Math.max(
      ...runs.flatMap((run) => run.epochs.map(({ validationErrorPercent }) => validationErrorPercent)),
    )
    return [
      {
        title: population.shortName,
        mark: population.mark,
        draw: (view) =>
          curvesChart(
            {
              x: {
                scale: epochScale(epochs),
                title: t('charts.drawing.epoch'),
              },
              y: { scale: linearScale(0, highest, 5), title: t('charts.drawing.error'), unit: '%' },
              columns: [t('charts.drawing.validationColumn')],
              // The worst first, so that the best lie over them.
              curves: sides.toReversed().flatMap(({ id, runs: own }) =>
                own.toReversed().map((run, i) => ({
                  mark: population.mark,
                  faint: id === 'worst',
                  x: run.epochs.map(({ epoch }) => epoch),
                  y: run.epochs.map(({ validationErrorPercent }) => validationErrorPercent),
                  ...(i === own.length - 1
                    ? {
                        name: t(`figures.extremes.${id}`, { count: own.length }),
                        cells: [fixedText(run.epochs.at(-1)!.validationErrorPercent, 1)],
                      }
                    : {}),
                })),
              ),
            },
            { ...view, t },
          ),
      },
    ]
  },
  table: ({ population, sides }) =>
    tableOf(
      [{ id: 'population' }, sideColumn, { id: 'rank', as: 'integer' }, { id: 'run' }, ...epochColumns],
      sides.flatMap(({ id, runs }) =>
        runs.flatMap((run, i) =>
          run.epochs.map(({ epoch, trainErrorPercent, validationErrorPercent }) => ({
            ...{ population: population.name, side: id, rank: i + 1, run: run.id },
            ...{ epoch, trainErrorPercent, validationErrorPercent },
          })),
        ),
      ),
    ),
  caption: ({ population }, { t }) => t('figures.captions.learningCurves', { name: population.name }),
})
