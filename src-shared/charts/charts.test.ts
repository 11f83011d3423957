import { init } from 'echarts'
import { describe, expect, it } from 'vitest'
import { stream } from '#shared/random/stream.ts'
import { edfBand, edfDifferenceBand, errorGrid } from '#shared/statistics/ranges/edfBand.ts'
import { charts as korean } from '#shared/messages/ko/charts.ts'
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
import { spaceMarks } from './spaceMarks.ts'
import { trainingCurves } from './trainingCurves.ts'
import { widthsChart } from './widthsChart.ts'

const size = { width: 640, height: 300 }
const old = [30, 40, 40, 60]
const fresh = [20, 22, 25, 31]
const marks = spaceMarks(['AnyNetX_A', 'RegNetX'])
const [a, x] = [marks.get('AnyNetX_A')!, marks.get('RegNetX')!]
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
    ['RegNetX minus A, points of share', '+100'],
  ],
  ['scatter', (view) => parameterScatter({ ...scattered, diverged: 2 }, view), ['Depth', '2 diverged, not drawn']],
  ['training curves', (view) => trainingCurves([{ name: 'RegNetX', mark: x, epochs }], view), ['22.0', 'Epoch']],
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
    ['Width, log scale', '64'],
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
    ['window 15–17 MF', '1000 MF'],
  ],
  [
    'parallel coordinates',
    (view) => parallelCoordinates({ axes, runs: parallelRuns(20), topShare: 0.2 }, view),
    ['Group width', 'log scale', '2 diverged'],
  ],
]

function drawn(drawing: Drawing, view: ChartView): string {
  return drawnAfter([], drawing, view)
}

/** A chart drawn after others in its place, each by the rule of useEchart. */
function drawnAfter(earlier: readonly Drawing[], last: Drawing, { width, height }: ChartView): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  for (const { option } of [...earlier, last]) {
    chart.setOption(option, { notMerge: true })
    // It is rendered on request.
    chart.renderToSVGString()
  }
  const svg = chart.renderToSVGString()
  chart.dispose()
  return svg
}

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
      { width: 300, height: 200, theme: darkTheme, texts: korean.drawing },
    ]) {
      const svg = drawn(draw(view), view)
      expect(svg).not.toMatch(/NaN|undefined/)
      for (const role of ['ink', 'inkSoft', 'inkFaint', 'ghost'] as const) expect(svg).not.toContain(lightTheme[role])
    }
  })

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
]

describe('data that has disappeared', () => {
  const all = [...charts.map(([name, draw]) => [name, draw] as const), ...withoutData, ...ofLess]
  /** ECharts numbers clips and classes in creation order. */
  const comparable = (svg: string) => svg.replaceAll(/zr\d+-(c|cls-)\d+/g, 'zr')

  it.each(all)('leaves no trace in %s, whatever was drawn before', (_, draw) => {
    const expected = comparable(drawn(draw(size), size))
    for (const [earlier, drawEarlier] of all)
      expect(comparable(drawnAfter([drawEarlier(size)], draw(size), size)), earlier).toBe(expected)
  })
})

const seriesOf = ({ option }: Drawing) =>
  option.series as { id: string; step?: string; data: unknown[]; lineStyle?: { width: number } }[]

describe('the EDF', () => {
  const line = (drawing: Drawing) => seriesOf(drawing).find(({ id }) => id.startsWith('edf'))!

  it('is level up to each error and rises there by the share of runs with it', () => {
    const { step, data } = line(edfChart({ series: series.slice(0, 1) }, size))
    expect(step).toBe('end')
    expect((data as { value: number[] }[]).map(({ value }) => value)).toEqual([
      [30, 0],
      [30, 0.25],
      [40, 0.75],
      [60, 1],
      [60, 1],
    ])
  })

  it('draws ten thousand errors with about two points per pixel', () => {
    const random = stream(2, 'resample')
    const many = Array.from({ length: 10_000 }, () => 20 + random.below(1e6) / 1e5)
    const drawing = edfChart({ series: [{ name: 'many', mark: a, errors: many }] }, size)
    expect(line(drawing).data.length).toBeLessThan(2 * size.width)
  })

  it('shows how many networks lie beyond a truncated axis', () => {
    const scale = { low: 20, high: 35, ticks: [20, 25, 30, 35], log: false }
    const svg = drawn(edfChart({ series, scale }, size), size)
    expect(svg).toContain('>&gt; 35 %<')
    expect(svg).toContain('>3<')
  })

  it.each([
    ['pair', 1],
    ['all', 2],
    ['none', 0],
  ] as const)('shows the bands of %s', (bands, count) => {
    const all = populations.map((population) => ({ ...population, band }))
    const drawing = populationEdf({ populations: all, bands, pair: ['RegNetX', 'another'] }, size)
    expect(seriesOf(drawing).filter(({ id }) => id.startsWith('band')).length).toBe(count)
  })

  it('shows only the visible part of a zoomed axis', () => {
    const { zoomable } = edfChart({ series }, { ...size, zoom: { low: 22, high: 28 } })
    expect(zoomable).toMatchObject({ low: 22, high: 28 })
    expect(zoomable!.ticks.every((tick) => tick >= 22 && tick <= 28)).toBe(true)
  })
})

describe('the scatter', () => {
  it('fades points outside the kept range, and loses none', () => {
    const drawing = parameterScatter({ ...scattered, kept: { low: 9, high: 10 } }, size)
    const count = (id: string) => seriesOf(drawing).find((entry) => entry.id === id)!.data.length
    expect([count('points 0'), count('ghosts')]).toEqual([2, 2])
  })

  it('draws rings around selected points', () => {
    const drawing = parameterScatter({ ...scattered, selected: new Set(['run 2']) }, size)
    expect(seriesOf(drawing).find(({ id }) => id === 'selected')!.data).toEqual([[10, 25]])
  })

  it('recolours selected points where rings would hide them', () => {
    const points = Array.from({ length: 2000 }, (_, i) => ({ id: `run ${i}`, value: i, errorPercent: 30 }))
    const drawing = parameterScatter({ ...scattered, points, selected: new Set(points.map(({ id }) => id)) }, size)
    const selected = seriesOf(drawing).find(({ id }) => id === 'selected')!
    expect(selected).toMatchObject({ symbolSize: 3, large: true, itemStyle: { color: lightTheme.selection } })
    expect(selected.data.length).toBe(2000)
  })
})

describe('excluded runs', () => {
  const points = scattered.points.map((point, i) => ({ ...point, exclusion: i === 0 ? 'wrong images' : null }))

  it('are drawn hollow with a key, belong to no group, get no best ring, and state the reason when read', () => {
    const drawing = parameterScatter({ ...scattered, points, diverged: 2 }, size)
    const of = (id: string) => seriesOf(drawing).find((entry) => entry.id === id)!
    expect(of('excluded')).toMatchObject({ data: [[8, 20]], itemStyle: { color: 'transparent' } })
    expect(of('points 0').data).toEqual([
      [9, 22],
      [10, 25],
      [11, 31],
    ])
    // Its error is the lowest of all.
    expect(of('best').data).toEqual([[9, 22]])
    const svg = drawn(drawing, size)
    for (const told of ['>1 excluded, in no number<', '>2 diverged, not drawn<']) expect(svg).toContain(told)
    expect(drawing.points!()[0]!.rows!.at(-1)).toEqual({ name: 'Excluded', value: 'wrong images' })
  })

  it('are not faded by a kept range, and are not mentioned if there are none', () => {
    const ghosts = (drawing: Drawing) => seriesOf(drawing).find(({ id }) => id === 'ghosts')!.data.length
    expect(ghosts(parameterScatter({ ...scattered, points, kept: { low: 9, high: 10 } }, size))).toBe(1)
    expect(drawn(parameterScatter(scattered, size), size)).not.toContain('excluded')
  })

  it('are dashed lines of parallel coordinates, outside the best share', () => {
    const runs = parallelRuns(20).map((run, i) => ({ ...run, exclusion: i < 2 ? 'wrong images' : null }))
    const drawing = parallelCoordinates({ axes, runs, topShare: 1 }, size)
    const count = (start: string) =>
      seriesOf(drawing)
        .filter(({ id }) => id.startsWith(start))
        .reduce((sum, { data }) => sum + data.length, 0)
    expect([count('excluded'), count('runs'), count('ghosts')]).toEqual([2, 16, 2])
    expect(drawn(drawing, size)).toContain('>2 excluded, in no number<')
    expect(drawing.points!().length).toBe(18)
  })
})

describe('parallel coordinates', () => {
  const lines = (drawing: Drawing) => seriesOf(drawing).reduce((sum, { data }) => sum + data.length, 0)

  it('keep the best share of finite errors in colour', () => {
    const drawing = parallelCoordinates({ axes, runs: parallelRuns(20), topShare: 0.5 }, size)
    expect(seriesOf(drawing).find(({ id }) => id === 'ghosts')!.data.length).toBe(20 - 9)
  })

  it('draw a fixed subset of ten thousand runs and say how many', () => {
    const input = { axes, runs: parallelRuns(10_000), topShare: 0.1 }
    const drawing = parallelCoordinates(input, size)
    expect(lines(drawing)).toBe(1000)
    expect(drawn(drawing, size)).toContain('>1000 of 10000 lines drawn<')
    expect(seriesOf(parallelCoordinates(input, size))).toEqual(seriesOf(drawing))
  })

  it('accept a range on any axis', () => {
    const drawing = parallelCoordinates(
      { axes, runs: parallelRuns(20), topShare: 1, kept: { error: { low: 20, high: 24 } } },
      size,
    )
    expect(drawing.brushes!.map(({ id, along }) => [id, along])).toEqual([
      ['depth', 'y'],
      ['groupWidth', 'y'],
      ['error', 'y'],
    ])
    expect(seriesOf(drawing).find(({ id }) => id === 'ghosts')!.data.length).toBe(15)
  })
})

describe('the live curve', () => {
  it('keeps a spike of one step', () => {
    const values = Float64Array.from({ length: 20_000 }, (_, i) => (i === 7777 ? 90 : 30))
    const at = Float64Array.from(values, (_, i) => i / 2000)
    const input = { quantity: 'loss', mark: x, training: { at, values }, epochs: 10 } as const
    const [line] = seriesOf(smallMultiple({ ...input, scale: curveScale([input.training], false) }, size))
    expect(line!.data.length).toBeLessThan(2 * size.width + 3)
    expect((line!.data as number[][]).some(([, value]) => value === 90)).toBe(true)
  })
})
