import { widthOverlay } from '#shared/charts/widthOverlay.ts'
import { widthFitChart } from '#shared/charts/widthFitChart.ts'
import { widthScale } from '#shared/charts/widthsChart.ts'
import { blockWidths } from '#shared/designspaces/fit/fit.ts'
import { fittedLine } from '#shared/designspaces/fit/fittedLine.ts'
import { fixedText, percentageText, shortText } from '#shared/format/numbers.ts'
import { regNetWidths } from '#shared/networks/regNet.ts'
import { quantile } from '#shared/statistics/summary.ts'
import { figure } from '../figure.ts'
import { extremes, type FigureRun } from '../figureInput.ts'
import { figureParameters } from '../figureParameters.ts'
import { tableOf } from '../figureTable.ts'
import { noWorst } from '../lacks.ts'
import { sideColumn } from './saidCodes.ts'

/**
 * The slope a of the line u_j = a (j + 1) that is nearest to block widths in mean |log(u_j / w_j)|: the median of
 * w_j / (j + 1) over all blocks.
 */
export function commonSlope(networks: readonly (readonly number[])[]): number {
  const ratios = networks.flatMap((widths) => widths.map((width, j) => Math.log(width / (j + 1))))
  return Math.exp(quantile(ratios, 0.5))
}

/** Widths of the best and worst networks over each other, with a common line (the paper's Figures 6 and 8, left). */
export const widthsKind = figure(figureParameters.widths, {
  needs: 'one',
  columns: 2,
  data: ({ newest }, { side, count, slope }) => {
    const widthsOf = (runs: readonly FigureRun[]) => runs.map((run) => ({ run, widths: blockWidths(run.network) }))
    const { best, worst } = extremes(newest.runs, count)
    const shown = { best: widthsOf(best), worst: widthsOf(worst) }
    return {
      population: newest,
      slope: slope > 0 ? slope : commonSlope(shown.best.map(({ widths }) => widths)),
      isGiven: slope > 0,
      sides: (['best', 'worst'] as const)
        .filter((one) => (side === 'both' || side === one) && shown[one].length > 0)
        .map((id) => ({ id, networks: shown[id] })),
    }
  },
  lacks: ({ newest }, { side, count }) => noWorst(newest.name, side, newest.runs.length, count),
  panels: ({ population, slope, sides }, { t }) => {
    const all = sides.flatMap(({ networks }) => networks.map(({ widths }) => widths))
    const scale = widthScale(all.flat())
    const blockCount = Math.max(...all.map((widths) => widths.length))
    return sides.map(({ id, networks }) => ({
      title: t(`figures.sides.${id}`, { name: population.shortName, count: networks.length }),
      mark: population.mark,
      draw: (view) =>
        widthOverlay(
          {
            mark: population.mark,
            networks: networks.map(({ run, widths }) => ({ id: run.id, widths })),
            ...{ slope, blockCount, widthScale: scale },
          },
          { ...view, t },
        ),
    }))
  },
  table: ({ population, sides }) =>
    tableOf(
      [
        { id: 'population' },
        sideColumn,
        { id: 'rank', as: 'integer' },
        { id: 'run' },
        { id: 'errorPercent', as: { digits: 2 } },
        { id: 'block', as: 'integer' },
        { id: 'width', as: 'integer' },
      ],
      sides.flatMap(({ id, networks }) =>
        networks.flatMap(({ run, widths }, i) =>
          widths.map((width, block) => ({
            ...{ population: population.name, side: id, rank: i + 1, run: run.id },
            ...{ errorPercent: run.errorPercent, block, width },
          })),
        ),
      ),
    ),
  caption: ({ population, slope, isGiven }, { t }) =>
    t(isGiven ? 'figures.captions.widthsGiven' : 'figures.captions.widths', {
      name: population.name,
      slope: shortText(slope, 3),
    }),
})

/** Networks of one population with the quantised lines nearest to them (the paper's Figure 8, middle). */
export const widthFitsKind = figure(figureParameters.widthFits, {
  needs: 'one',
  columns: 2,
  data: ({ newest }, { side, count }) => ({
    population: newest,
    side,
    fits: extremes(newest.runs, count)[side].map((run) => {
      const fit = fittedLine(run.network)
      return { run, widths: blockWidths(run.network), fit, ...regNetWidths(fit) }
    }),
  }),
  lacks: ({ newest }, { side, count }) => noWorst(newest.name, side, newest.runs.length, count),
  panels: ({ population, fits }, { t }) => {
    const scale = widthScale(fits.flatMap(({ widths, quantized }) => [...widths, ...quantized]))
    const blockCount = Math.max(...fits.map(({ widths }) => widths.length))
    return fits.map(({ run, continuous, quantized, fit }) => ({
      title: t('figures.fitTitle', {
        run: run.id,
        error: percentageText(run.errorPercent),
        fit: fixedText(fit.fitError, 2),
      }),
      draw: (view) =>
        widthFitChart(
          {
            ...{ mark: population.mark, stages: run.network.stages, continuous, quantized },
            ...{ blockCount, widthScale: scale },
          },
          { ...view, t },
        ),
    }))
  },
  table: ({ population, side, fits }) =>
    tableOf(
      [
        { id: 'population' },
        sideColumn,
        { id: 'rank', as: 'integer' },
        { id: 'run' },
        { id: 'errorPercent', as: { digits: 2 } },
        { id: 'fitError', as: { digits: 3 } },
        { id: 'initialWidth', as: 'number' },
        { id: 'widthSlope', as: 'number' },
        { id: 'widthMultiplier', as: 'number' },
        { id: 'block', as: 'integer' },
        { id: 'width', as: 'integer' },
        { id: 'linear', as: { digits: 1 } },
        { id: 'quantised', as: 'integer' },
      ],
      fits.flatMap(({ run, widths, fit, continuous, quantized }, i) =>
        widths.map((width, block) => ({
          ...{ population: population.name, side, rank: i + 1, run: run.id, errorPercent: run.errorPercent },
          ...{ fitError: fit.fitError, initialWidth: fit.initialWidth, widthSlope: fit.widthSlope },
          ...{ widthMultiplier: fit.widthMultiplier, block, width },
          ...{ linear: continuous[block]!, quantised: quantized[block]! },
        })),
      ),
    ),
  caption: ({ population, side }, { t }) => t(`figures.captions.widthFits.${side}`, { name: population.name }),
})
