import type { ChartView, Drawing } from '#shared/charts/chartView.ts'
import { drawingSvg } from '#shared/charts/drawingSvg.ts'
import { errorScale } from '#shared/charts/edfChart.ts'
import { edfDifferenceChart } from '#shared/charts/edfDifferenceChart.ts'
import { histogram } from '#shared/charts/histogram.ts'
import { parallelCoordinates } from '#shared/charts/parallelCoordinates.ts'
import { parameterScatter } from '#shared/charts/parameterScatter.ts'
import { populationEdf } from '#shared/charts/populationEdf.ts'
import { curveScale, smallMultiple } from '#shared/charts/smallMultiple.ts'
import { spaceMarks, type SpaceMark } from '#shared/charts/spaceMarks.ts'
import { trainingCurves } from '#shared/charts/trainingCurves.ts'
import { widthsChart } from '#shared/charts/widthsChart.ts'
import { fittedLine } from '#shared/designspaces/fit/fittedLine.ts'
import { samplePopulation } from '#shared/designspaces/sampling/samplePopulation.ts'
import { networkComplexity } from '#shared/networks/complexity.ts'
import type { MeasuredRun } from '#shared/refinement/evidence/measuredRun.ts'
import { networkParameters } from '#shared/refinement/evidence/networkParameters.ts'
import { parameterEvidence } from '#shared/refinement/evidence/parameterEvidence.ts'
import { edfBand, edfDifferenceBand, errorGrid } from '#shared/statistics/ranges/edfBand.ts'
import { sampleStudy, type SamplePopulation } from '#shared/testing/sampleStudy.ts'

/** A chart of the gallery, drawn from the study that comes with the bench. */
export interface GalleryChart {
  readonly id: string
  readonly title: string
  /** What it shows and what to read off it. */
  readonly caption: string
  /** Where it is drawn, in src-shared/charts. */
  readonly source: string
  readonly svg: string
}

const view: ChartView = { width: 720, height: 320 }

const parallelAxes = [
  ['totalDepth', 'Depth'],
  ['flops', 'FLOPs'],
  ['parameters', 'Parameters'],
] as const

/** Every kind of chart, from the runs of the shipped study. */
export function galleryCharts(): GalleryChart[] {
  const all = sampleStudy()
  const marks = spaceMarks(all.map(({ space }) => space.name))
  const [first, last] = [all[0]!, all.at(-1)!]
  const markOf = ({ space }: SamplePopulation) => marks.get(space.name)!
  const errorsOf = ({ runs }: SamplePopulation) => runs.map(({ errorPercent }) => errorPercent)
  const grid = errorGrid([errorsOf(first), errorsOf(last)])
  const measured: MeasuredRun[] = first.runs.map((run) => ({
    ...run,
    complexity: networkComplexity(run.network, 'paper'),
  }))
  const shown = parameterEvidence(measured).varying.find(({ id }) => id === 'parameters')!
  const byError = [...last.runs].sort((a, b) => a.errorPercent - b.errorPercent)
  const curve = (run: (typeof byError)[number], name: string) => ({ name, mark: markOf(last), epochs: run.epochs })
  const best = byError[0]!
  const trace = (key: 'trainErrorPercent' | 'validationErrorPercent') => ({
    at: best.epochs.map(({ epoch }) => epoch),
    values: best.epochs.map((epoch) => epoch[key]),
  })

  const chart = (id: string, title: string, caption: string, source: string, drawing: Drawing): GalleryChart => ({
    ...{ id, title, caption, source },
    svg: drawingSvg(drawing, view),
  })
  return [
    chart(
      'edf',
      'Error distributions',
      'The share of networks with an error below each value. A curve further to the left is a better space; the pair that is compared has its bands.',
      'populationEdf.ts',
      populationEdf(
        {
          populations: all.map((population) => {
            const errors = errorsOf(population)
            const band = edfBand({ errors }, grid)
            return { id: population.name, name: population.name, mark: markOf(population), errors, band }
          }),
          bands: 'pair',
          pair: [last.name, first.name],
        },
        view,
      ),
    ),
    chart(
      'edf-difference',
      'Difference of two distributions',
      'How many points of share the new space has more below each error, with the 95 % band. Where the band leaves out zero, the spaces differ there.',
      'edfDifferenceChart.ts',
      edfDifferenceChart(
        {
          ...{ newName: last.name, oldName: first.name, mark: markOf(last) },
          band: edfDifferenceBand({ errors: errorsOf(last) }, { errors: errorsOf(first) }, grid),
          scale: errorScale([errorsOf(first), errorsOf(last)]),
        },
        view,
      ),
    ),
    chart(
      'scatter',
      'A parameter against error',
      'Each network by one parameter and its error. The shade holds 95 % of the likely best values by the empirical bootstrap.',
      'parameterScatter.ts',
      parameterScatter(
        {
          title: 'Parameters',
          mark: markOf(first),
          points: measured.map((run, i) => ({
            id: `${i}`,
            value: networkParameters[shown.id].of(run),
            errorPercent: run.errorPercent,
          })),
          range: shown.best,
          diverged: first.diverged,
        },
        view,
      ),
    ),
    chart(
      'parallel-coordinates',
      'Parallel coordinates',
      'One line for each network over several parameters and its error; the best fifth stays in colour.',
      'parallelCoordinates.ts',
      parallelCoordinates(
        {
          axes: parallelAxes.map(([id, title]) => ({
            ...{ id, title },
            log: networkParameters[id].scale === 'log2',
          })),
          runs: measured.map((run, i) => ({
            id: `${i}`,
            mark: markOf(first),
            values: parallelAxes.map(([id]) => networkParameters[id].of(run)),
            errorPercent: run.errorPercent,
          })),
          topShare: 0.2,
        },
        view,
      ),
    ),
    chart(
      'training-curves',
      'Training curves',
      'Error over epochs of three networks of one space: the best, the median and the worst.',
      'trainingCurves.ts',
      trainingCurves(
        [
          curve(best, 'best'),
          curve(byError[Math.floor(byError.length / 2)]!, 'median'),
          curve(byError.at(-1)!, 'worst'),
        ],
        view,
      ),
    ),
    chart(
      'live-curve',
      'A run while it trains',
      'The small curve of the monitor: validation full, training dashed, with the epochs that are still to come.',
      'smallMultiple.ts',
      smallMultiple(
        {
          ...{ quantity: 'error', mark: markOf(last), epochs: best.epochs.at(-1)!.epoch },
          validation: trace('validationErrorPercent'),
          training: trace('trainErrorPercent'),
          scale: curveScale([trace('trainErrorPercent'), trace('validationErrorPercent')], true),
        },
        view,
      ),
    ),
    chart(
      'widths',
      'Widths of the blocks',
      'Width of each block of the best RegNet, and the line that its widths are quantised from.',
      'widthsChart.ts',
      widthsChart({ mark: markOf(last), stages: best.network.stages, fit: fittedLine(best.network) }, view),
    ),
    chart(
      'histogram',
      'A histogram of draws',
      'FLOPs of 500 networks drawn from the space, and the window of the study.',
      'histogram.ts',
      flopsHistogram(last, markOf(last)),
    ),
  ]
}

/** FLOPs of draws without a window, in twenty bins of equal ratio. */
function flopsHistogram({ space, runs }: SamplePopulation, mark: SpaceMark): Drawing {
  const { imageSize, classes } = runs[0]!.network
  const regime = { imageSize, classes, convention: 'paper' } as const
  const flops = samplePopulation({ space, regime, count: 500, seed: 1 }).networks.map(
    ({ complexity }) => complexity.flops,
  )
  const [low, high] = [Math.min(...flops), Math.max(...flops)]
  const bins = 20
  const edges = Array.from({ length: bins + 1 }, (_, i) => low * (high / low) ** (i / bins))
  const counts = new Array<number>(bins).fill(0)
  for (const value of flops)
    counts[Math.min(bins - 1, Math.floor((bins * Math.log(value / low)) / Math.log(high / low)))]!++
  const trained = runs.map(({ network }) => networkComplexity(network, 'paper').flops)
  const window = { low: Math.min(...trained), high: Math.max(...trained) }
  return histogram({ title: 'FLOPs of 500 draws', unit: 'F', mark, edges, counts, window, log: true }, view)
}
