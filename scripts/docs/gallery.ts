import type { ChartView, Drawing } from '#shared/charts/chartView.ts'
import { drawingSvg } from '#shared/charts/drawingSvg.ts'
import { histogram } from '#shared/charts/histogram.ts'
import { panelsSvg } from '#shared/charts/panelsSvg.ts'
import { parallelCoordinates } from '#shared/charts/parallelCoordinates.ts'
import { curveScale, smallMultiple } from '#shared/charts/smallMultiple.ts'
import { spaceMarks, type SpaceMark } from '#shared/charts/spaceMarks.ts'
import { samplePopulation } from '#shared/designspaces/sampling/samplePopulation.ts'
import { byError, type FigureInput } from '#shared/figures/figureInput.ts'
import { chartFigureIds, type FigureId } from '#shared/figures/figureParameters.ts'
import { figures } from '#shared/figures/figures.ts'
import { figureWords } from '#shared/figures/figureWords.ts'
import { networkComplexity } from '#shared/networks/complexity.ts'
import type { MeasuredRun } from '#shared/refinement/evidence/measuredRun.ts'
import { networkParameters } from '#shared/refinement/evidence/networkParameters.ts'
import { sampleStudy, type SamplePopulation } from '#shared/testing/sampleStudy.ts'

/** A picture of the gallery, drawn from the study that comes with the bench. */
export interface GalleryChart {
  readonly id: string
  readonly title: string
  /** What it shows and what to read off it. */
  readonly caption: string
  /** Where it comes from: the command that draws it, or the file of its chart in src-shared/charts. */
  readonly source: string
  readonly svg: string
}

const view: ChartView = { width: 720, height: 320 }

const parallelAxes = [
  ['totalDepth', 'Depth'],
  ['flops', 'FLOPs'],
  ['parameters', 'Parameters'],
] as const

/** Every figure of the table, of the sample study, with its default parameters. */
export function galleryFigures(input: FigureInput): GalleryChart[] {
  const words = figureWords.en
  // Every network of the newest space meets the conditions on widths.
  const shownIn = (id: FigureId) => (id === 'condition' ? { populations: input.populations.slice(0, 3) } : input)
  // The sample study has no measured times, one recipe for all its networks, and none trained twice.
  return chartFigureIds
    .filter((id) => figures[id].lack(shownIn(id)) === undefined)
    .map((id) => {
      const made = figures[id].make(shownIn(id))
      const { columns } = made
      return {
        ...{ id, title: words.t(`figures.names.${id}`), caption: made.caption(words) },
        source: `regbench figure ${id}`,
        svg: panelsSvg(made.panels(words), {
          width: view.width,
          height: columns > 2 ? 240 : 320,
          columns,
          key: made.key(words),
        }).svg,
      }
    })
}

/** Charts of the window that are no figure by themselves. */
export function galleryCharts(): GalleryChart[] {
  const all = sampleStudy()
  const marks = spaceMarks(all.map(({ space }) => space.name))
  const [first, last] = [all[0]!, all.at(-1)!]
  const markOf = ({ space }: SamplePopulation) => marks.get(space.name)!
  const measured: MeasuredRun[] = first.runs.map((run) => ({
    ...run,
    complexity: networkComplexity(run.network, 'paper'),
  }))
  const best = byError(last.runs)[0]!
  const trace = (key: 'trainErrorPercent' | 'validationErrorPercent') => ({
    at: best.epochs.map(({ epoch }) => epoch),
    values: best.epochs.map((epoch) => epoch[key]),
  })

  const chart = (id: string, title: string, caption: string, file: string, drawing: Drawing): GalleryChart => ({
    ...{ id, title, caption, source: `src-shared/charts/${file}` },
    svg: drawingSvg(drawing, view),
  })
  return [
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
