import { init } from 'echarts'
import { describe, expect, it } from 'vitest'
import { edfBand, edfDifferenceBand, errorGrid } from '#shared/statistics/ranges/edfBand.ts'
import { darkTheme, lightTheme } from './chartTheme.ts'
import type { ChartView, Drawing } from './chartView.ts'
import { edfChart, errorScale } from './edfChart.ts'
import { edfDifferenceChart } from './edfDifferenceChart.ts'
import { histogram } from './histogram.ts'
import type { ParallelRun } from './parallelAxes.ts'
import { parallelCoordinates } from './parallelCoordinates.ts'
import { parameterScatter } from './parameterScatter.ts'
import { populationEdf } from './populationEdf.ts'
import { curveScale, smallMultiple } from './smallMultiple.ts'
import { anyNet as a, regNet as x } from './testing/sampleMarks.ts'
import { seen } from './testing/seen.ts'
import { inKorean, said } from './testing/texts.ts'
import { trainingCurves } from './trainingCurves.ts'
import { widthsChart } from './widthsChart.ts'

const size = { width: 640, height: 300 }
const old = [30, 40, 40, 60]
const fresh = [20, 22, 25, 31]
const grid = errorGrid([old, fresh])
const band = edfBand({ errors: fresh }, grid)
const difference = edfDifferenceBand({ errors: fresh }, { errors: old }, grid)
const epochs = [1, 2, 3].map((epoch) => ({ epoch, trainErrorPercent: 60 / epoch, validationErrorPercent: 66 / epoch }))
const series = [
  { name: 'AnyNetX_A', mark: a, errors: old },
  { name: 'RegNetX', mark: x, errors: fresh, band },
]
const populations = series.map((entry) => ({ ...entry, id: entry.name }))
const scattered = {
  title: 'Depth',
  mark: x,
  range: { low: 8, median: 10, high: 12 },
  points: fresh.map((errorPercent, i) => ({ id: `run ${i}`, value: 8 + i, errorPercent })),
}
const trace = { at: [1, 2, 3], values: [80, 40, 20] }
const parallelRuns = (n: number): ParallelRun[] =>
  Array.from({ length: n }, (_, i) => ({
    id: `run ${i}`,
    mark: i % 2 ? a : x,
    values: [1 + (i % 7), i % 5 === 0 ? null : 8 * (1 + (i % 3))],
    errorPercent: i % 10 === 9 ? null : 20 + (i % 40),
  }))
const axes = [
  { id: 'depth', title: 'Depth', log: false },
  { id: 'groupWidth', title: 'Group width', log: true },
]

const charts: [string, (view: ChartView) => Drawing, string[]][] = [
  [
    'EDF',
    (view) => edfChart({ series, gap: { at: 31, shares: [1, 0.25] } }, view),
    ['RegNetX', '24.5', '20.0', '60 %', '100 %'],
  ],
  [
    'EDF of populations',
    (view) => populationEdf({ populations, bands: 'pair', pair: ['RegNetX', 'AnyNetX_A'] }, view),
    ['AnyNetX_A', '42.5'],
  ],
  [
    'difference',
    (view) =>
      edfDifferenceChart(
        { newName: 'RegNetX', oldName: 'A', mark: x, band: difference, scale: errorScale([old, fresh]) },
        view,
      ),
    [said('shareDifference', { newer: 'RegNetX', older: 'A' }), '+100'],
  ],
  [
    'scatter',
    (view) => parameterScatter({ ...scattered, diverged: 2 }, view),
    ['Depth', said('diverged', { count: 2 })],
  ],
  ['training curves', (view) => trainingCurves([{ name: 'RegNetX', mark: x, epochs }], view), ['22.0', said('epoch')]],
  [
    'live curve',
    (view) =>
      smallMultiple(
        {
          quantity: 'error',
          mark: x,
          validation: trace,
          training: trace,
          epochs: 10,
          scale: curveScale([trace], true),
        },
        view,
      ),
    ['16', '10'],
  ],
  [
    'widths',
    (view) =>
      widthsChart(
        {
          mark: x,
          stages: [
            { depth: 2, width: 16 },
            { depth: 3, width: 64 },
          ],
          fit: { initialWidth: 12, widthSlope: 14 },
        },
        view,
      ),
    [said('logScale', { title: said('widths') }), '64'],
  ],
  [
    'histogram',
    (view) =>
      histogram(
        {
          title: 'FLOPs of 30 draws',
          unit: 'F',
          mark: x,
          edges: [1e6, 1e7, 1e8, 1e9],
          counts: [5, 20, 5],
          parent: { name: 'AnyNetX_A', counts: [1, 2, 1] },
          window: { low: 15e6, high: 17e6 },
          log: true,
        },
        view,
      ),
    [said('window', { low: '15', high: '17 MF' }), '1000 MF'],
  ],
  [
    'parallel coordinates',
    (view) => parallelCoordinates({ axes, runs: parallelRuns(20), topShare: 0.2 }, view),
    ['Group width', said('log'), said('divergedRuns', { count: 2 })],
  ],
]

/** Charts drawn after one another in one place, each by the rule of useEchart. */
function drawnInTurn(drawings: readonly Drawing[], { width, height }: ChartView): string[] {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  const all = drawings.map(({ option }) => {
    chart.setOption(option, { notMerge: true })
    return chart.renderToSVGString()
  })
  chart.dispose()
  return all
}

const drawn = (drawing: Drawing, view: ChartView): string => drawnInTurn([drawing], view)[0]!

describe('every chart', () => {
  it.each(charts)('%s draws its texts, no invalid number, and nothing animated', (_, draw, texts) => {
    const drawing = draw(size)
    const svg = drawn(drawing, size)
    for (const text of texts) expect(svg).toContain(`>${text}<`)
    expect(svg).not.toMatch(/NaN|undefined|<animate/)
    expect(drawing.option.animation).toBe(false)
  })

  it.each(charts)('%s follows the theme and language of its view, at any size', (_, draw) => {
    for (const view of [
      { width: 130, height: 70, theme: darkTheme },
      { width: 300, height: 200, theme: darkTheme, t: inKorean },
    ]) {
      const svg = drawn(draw(view), view)
      expect(svg).not.toMatch(/NaN|undefined/)
      for (const role of ['ink', 'inkSoft', 'inkFaint', 'ghost'] as const) expect(svg).not.toContain(lightTheme[role])
    }
  })

  it.each(charts)('%s leaves the pointer to the window: nothing in it reacts by itself', (_, draw) =>
    expect(seen(draw(size), size).reactive).toEqual([]),
  )

  it.each(charts)('%s has its data points inside the chart for pointer and keys, each with words', (_, draw) => {
    const points = draw(size).points!()
    expect(points.length).toBeGreaterThan(0)
    for (const { x: left, y, title, rows } of points) {
      expect(left).toBeGreaterThanOrEqual(0)
      expect(left).toBeLessThanOrEqual(size.width)
      if (y !== undefined) expect(y).toBeLessThanOrEqual(size.height)
      expect(title).not.toBe('')
      expect(rows?.length ?? 0).toBeGreaterThan(0)
    }
  })
})

const withoutData: [string, (view: ChartView) => Drawing][] = [
  ['EDF', (view) => populationEdf({ populations: [{ ...populations[0]!, errors: [] }], bands: 'all' }, view)],
  ['scatter', (view) => parameterScatter({ title: 'Depth', mark: x, points: [] }, view)],
  ['parallel coordinates', (view) => parallelCoordinates({ axes, runs: [], topShare: 0.1 }, view)],
  ['live curve', (view) => smallMultiple({ quantity: 'loss', mark: x, epochs: 10, scale: curveScale([], true) }, view)],
]

describe('a chart without data yet', () => {
  it.each(withoutData)('%s shows its axes', (_, draw) => {
    const drawing = draw(size)
    expect(drawn(drawing, size)).not.toMatch(/NaN|Infinity|undefined/)
    expect(drawing.points!()).toEqual([])
  })
})

/** The same charts with less data: fewer marks, some bins empty. */
const ofLess: [string, (view: ChartView) => Drawing][] = [
  ['EDF', (view) => edfChart({ series: series.slice(1) }, view)],
  ['EDF of populations', (view) => populationEdf({ populations: populations.slice(1), bands: 'none' }, view)],
  [
    'scatter',
    (view) => parameterScatter({ ...scattered, points: scattered.points.slice(2), selected: new Set() }, view),
  ],
  ['training curves', (view) => trainingCurves([{ name: 'A', mark: a, epochs: epochs.slice(1) }], view)],
  ['widths', (view) => widthsChart({ mark: x, stages: [{ depth: 1, width: 16 }] }, view)],
  ...[
    [0, 20, 0],
    [0, 0, 0],
  ].map((counts): [string, (view: ChartView) => Drawing] => [
    `histogram of ${counts.join(' ')}`,
    (view) => histogram({ title: 'FLOPs', mark: x, edges: [1e6, 1e7, 1e8, 1e9], counts, log: true }, view),
  ]),
  ['parallel coordinates', (view) => parallelCoordinates({ axes, runs: parallelRuns(3), topShare: 0.2 }, view)],
  ['one axis', (view) => parallelCoordinates({ axes: [], runs: parallelRuns(3), topShare: 0.2 }, view)],
]

/** A walk over `count` places that goes from each to each, itself included, once. */
function everyPair(count: number): number[] {
  const places = Array.from({ length: count }, (_, i) => i)
  return [...places.flatMap((i) => [i, ...places.slice(i + 1).flatMap((j) => [i, j])]), 0]
}

describe('data that has disappeared', () => {
  const all = [...charts.map(([name, draw]) => [name, draw] as const), ...withoutData, ...ofLess]
  /** ECharts numbers clips and classes in creation order. */
  const comparable = (svg: string) => svg.replaceAll(/zr\d+-(c|cls-)\d+/g, 'zr')

  it('leaves no trace in any chart, whatever was drawn before', () => {
    const drawings = all.map(([, draw]) => draw(size))
    const expected = drawings.map((drawing) => comparable(drawn(drawing, size)))
    const walk = everyPair(all.length)
    const pairs = new Set(walk.slice(1).map((next, k) => `${walk[k]} ${next}`))
    expect(pairs.size).toBe(all.length ** 2)
    const svgs = drawnInTurn(
      walk.map((i) => drawings[i]!),
      size,
    )
    for (const [k, i] of walk.entries())
      expect(comparable(svgs[k]!) === expected[i], `${all[walk[k - 1] ?? i]![0]}, then ${all[i]![0]}`).toBe(true)
  })
})
