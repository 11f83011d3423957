import { fittedLine } from '#shared/designspaces/fit/fittedLine.ts'
import { networkComplexity } from '#shared/networks/complexity.ts'
import { publishedNetworks } from '#shared/networks/published/publishedNetworks.ts'
import { statisticRanges } from '#shared/statistics/ranges/statisticRanges.ts'
import { quantile } from '#shared/statistics/summary.ts'
import { figure, standaloneFigure } from '../figure.ts'
import { errorsOf, extremes, type FigurePopulation, type FigureRun } from '../figureInput.ts'
import { figureParameters } from '../figureParameters.ts'
import { tableOf, type FigureColumn } from '../figureTable.ts'
import { noWorst } from '../lacks.ts'
import { complexityColumns } from './complexityAxes.ts'

const stageColumns = [
  { id: 'depths' },
  { id: 'widths' },
  { id: 'bottleneckRatios' },
  { id: 'groupWidths' },
] as const satisfies readonly FigureColumn[]

function stagesOf({ network: { stages } }: FigureRun) {
  const list = (key: 'depth' | 'width' | 'bottleneckRatio' | 'groupWidth') =>
    stages.map((stage) => stage[key]).join(' ')
  return {
    ...{ depths: list('depth'), widths: list('width') },
    ...{ bottleneckRatios: list('bottleneckRatio'), groupWidths: list('groupWidth') },
  }
}

function summaryRow(population: FigurePopulation) {
  const { name, runs, diverged, failed } = population
  const { min, median, mean } = statisticRanges(errorsOf(population))
  const typical = (key: 'flops' | 'parameters' | 'activations') =>
    quantile(
      runs.map(({ complexity }) => complexity[key]),
      0.5,
    )
  return {
    ...{ population: name, n: runs.length, diverged, failed },
    ...{ minErrorPercent: min.value, medianErrorPercent: median.value, meanErrorPercent: mean.value },
    ...{ meanLow: mean.low, meanHigh: mean.high },
    ...{ flops: typical('flops'), parameters: typical('parameters'), activations: typical('activations') },
  }
}

/** One row per population: how many networks, their errors and their typical complexity. */
export const summaryTableKind = figure(figureParameters.summaryTable, {
  needs: 'some',
  data: ({ populations }) => populations.map(summaryRow),
  table: (rows) =>
    tableOf(
      [
        { id: 'population' },
        { id: 'n', as: 'integer' },
        { id: 'diverged', as: 'integer' },
        { id: 'failed', as: 'integer' },
        { id: 'minErrorPercent', as: { digits: 1 } },
        { id: 'medianErrorPercent', as: { digits: 1 } },
        { id: 'meanErrorPercent', as: { digits: 1 } },
        { id: 'meanLow', as: { digits: 1 } },
        { id: 'meanHigh', as: { digits: 1 } },
        ...complexityColumns,
      ],
      rows,
    ),
  caption: (_, { t }) => t('figures.captions.summaryTable'),
})

/** The best or worst networks of every population with their stages. */
export const networkTableKind = figure(figureParameters.networkTable, {
  needs: 'some',
  lacks: ({ newest }, { side, count }) => noWorst(newest.name, side, newest.runs.length, count),
  data: ({ populations }, { side, count }) => ({
    side,
    rows: populations.flatMap((population) =>
      extremes(population.runs, count)[side].map((run, i) => ({
        ...{ population: population.name, rank: i + 1, run: run.id, errorPercent: run.errorPercent },
        ...{ ...run.complexity, ...stagesOf(run), fitError: fittedLine(run.network).fitError },
      })),
    ),
  }),
  table: ({ rows }) =>
    tableOf(
      [
        { id: 'population' },
        { id: 'rank', as: 'integer' },
        { id: 'run' },
        { id: 'errorPercent', as: { digits: 2 } },
        ...complexityColumns,
        ...stageColumns,
        { id: 'fitError', as: { digits: 2 } },
      ],
      rows,
    ),
  caption: ({ side }, { t }) => t(`figures.captions.networkTable.${side}`),
})

/** Every counted run, population by population, in sample order. */
export const runTableKind = figure(figureParameters.runTable, {
  needs: 'some',
  data: ({ populations }) =>
    populations.flatMap((population) =>
      population.runs.map((run) => ({
        ...{ population: population.name, run: run.id, errorPercent: run.errorPercent },
        ...{ ...run.complexity, ...stagesOf(run), epochs: run.epochs.at(-1)?.epoch ?? 0 },
      })),
    ),
  table: (rows) =>
    tableOf(
      [
        { id: 'population' },
        { id: 'run' },
        { id: 'errorPercent', as: { digits: 2 } },
        ...complexityColumns,
        ...stageColumns,
        { id: 'epochs', as: 'integer' },
      ],
      rows,
    ),
  caption: (_, { t }) => t('figures.captions.runTable'),
})

/** The networks that the paper reports, with their exact complexity and their published errors and times. */
export const publishedTableKind = standaloneFigure(figureParameters.publishedTable, {
  data: () =>
    publishedNetworks.map(({ name, network, errorPercent, inferenceMs, trainingHours, place }) => ({
      ...{ network: name, imageSize: network.imageSize, ...networkComplexity(network) },
      ...{ publishedErrorPercent: errorPercent, inferenceMs, trainingHours, place },
    })),
  table: (rows) =>
    tableOf(
      [
        { id: 'network' },
        { id: 'imageSize', as: 'integer' },
        ...complexityColumns,
        { id: 'publishedErrorPercent', as: { digits: 1 } },
        { id: 'inferenceMs', as: 'integer' },
        { id: 'trainingHours', as: { digits: 1 } },
        { id: 'place' },
      ],
      rows,
    ),
  caption: (_, { t }) => t('figures.captions.publishedTable'),
})
