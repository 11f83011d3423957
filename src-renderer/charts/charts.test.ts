import { init, type EChartsOption } from 'echarts'
import { describe, expect, it } from 'vitest'
import { stream } from '#shared/random/stream.ts'
import { edfBand, edfDifferenceBand, errorGrid } from '#shared/statistics/edfBands.ts'
import { edfChart, errorScale } from './edfChart.ts'
import { edfDifferenceChart } from './edfDifferenceChart.ts'
import { countText, fixedText, probabilityText, signedText } from './numberText.ts'
import { linearScale, logScale, scaleOf } from './scale.ts'
import { scatterChart } from './scatterChart.ts'
import { spaceMarks } from './spaceMarks.ts'
import { spread } from './spread.ts'
import { trainingCurves } from './trainingCurves.ts'
import { widthsChart } from './widthsChart.ts'

const size = { width: 640, height: 300 }
const old = [30, 40, 40, 60]
const fresh = [20, 22, 25, 31]
const marks = spaceMarks(['AnyNetX_A', 'RegNetX'])
const [a, x] = [marks.get('AnyNetX_A')!, marks.get('RegNetX')!]
const grid = errorGrid([old, fresh])
const band = edfBand(fresh, grid, stream(1, 'resample'), { resamples: 100 })
const difference = edfDifferenceBand(fresh, old, grid, stream(1, 'resample'), { resamples: 100 })
const epochs = [1, 2, 3].map((epoch) => ({ epoch, trainErrorPercent: 60 / epoch, validationErrorPercent: 66 / epoch }))
const series = [
  { name: 'AnyNetX_A', mark: a, errors: old },
  { name: 'RegNetX', mark: x, errors: fresh, band },
]

function drawn(option: EChartsOption): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size })
  chart.setOption(option)
  const svg = chart.renderToSVGString()
  chart.dispose()
  return svg
}

const charts: [string, EChartsOption, string[]][] = [
  ['EDF', edfChart({ series, gap: { at: 31, shares: [1, 0.25] } }, size), ['RegNetX', '24.5', '20.0', '60 %', '100 %']],
  [
    'difference',
    edfDifferenceChart(
      { newName: 'RegNetX', oldName: 'A', mark: x, band: difference, scale: errorScale([old, fresh]) },
      size,
    ),
    ['RegNetX minus A, points of share', '+100'],
  ],
  [
    'scatter',
    scatterChart(
      {
        title: 'Depth',
        mark: x,
        range: { low: 8, median: 10, high: 12 },
        points: fresh.map((errorPercent, i) => ({ value: 8 + i, errorPercent })),
      },
      size,
    ),
    ['Depth', 'Validation error'],
  ],
  ['training curves', trainingCurves([{ name: 'RegNetX', mark: x, epochs }], size), ['RegNetX', '22.0', 'Epoch']],
  [
    'widths',
    widthsChart(
      {
        mark: x,
        stages: [
          { depth: 2, width: 16 },
          { depth: 3, width: 64 },
        ],
        fit: { initialWidth: 12, widthSlope: 14 },
      },
      size,
    ),
    ['Width, log scale', '64'],
  ],
]

describe('every chart', () => {
  it.each(charts)('%s draws its texts, no number that is none, and no moving part', (_, option, texts) => {
    const svg = drawn(option)
    for (const text of texts) expect(svg).toContain(`>${text}<`)
    expect(svg).not.toMatch(/NaN|undefined|<animate/)
    expect(option.animation).toBe(false)
  })
})

describe('the EDF', () => {
  it('is level up to each error and rises there by the share of runs that have it', () => {
    const option = edfChart({ series: series.slice(0, 1) }, size)
    const [line] = option.series as { step: string; data: { value: number[] }[] }[]
    expect(line!.step).toBe('end')
    expect(line!.data.map(({ value }) => value)).toEqual([
      [30, 0],
      [30, 0.25],
      [40, 0.75],
      [60, 1],
      [60, 1],
    ])
  })
})

describe('space marks', () => {
  it('belong to a name and not to its place', () => {
    const names = ['RegNetX', 'Mine', 'AnyNetX_A', 'Yours', 'Third']
    expect([...spaceMarks(names)].sort()).toEqual([...spaceMarks(names.toReversed())].sort())
  })
  it('differ in colour, dash and symbol for all published spaces and four more', () => {
    const published = ['A', 'B', 'C', 'D', 'E'].map((letter) => `AnyNetX_${letter}`)
    const all = [...spaceMarks([...published, 'RegNetX', 'RegNetY', 'p', 'q', 'r', 's']).values()]
    for (const key of ['colour', 'dash', 'symbolPath', 'character', 'asciiCharacter'] as const) {
      expect(new Set(all.map((mark) => String(mark[key]))).size).toBe(11)
    }
  })
})

describe('scales', () => {
  it.each([
    [linearScale(9, 78, 8), [0, 10, 20, 30, 40, 50, 60, 70, 80]],
    [linearScale(0.31, 0.42, 5), [0.3, 0.35, 0.4, 0.45]],
    [linearScale(5, 5), [5, 5.2]],
    [logScale(9, 250), [8, 16, 32, 64, 128, 256]],
    [scaleOf([1, 2, 4]), [1, 2, 4]],
    [scaleOf([10, 20]), [10, 15, 20]],
  ])('%j', (scale, ticks) => expect(scale.ticks).toEqual(ticks))
  it('refuses zero on a logarithmic axis', () => expect(() => logScale(0, 5)).toThrow('invalid low: 0'))
})

describe('numbers as text', () => {
  it.each([
    [fixedText(-0.04, 1), '0.0'],
    [fixedText(-1.25, 1), '−1.3'],
    [signedText(3, 0), '+3'],
    [signedText(0, 0), '0'],
    [countText(416_000, 'F'), '416 kF'],
    [countText(3_913_000), '3.91 M'],
    [countText(12), '12'],
    [probabilityText(1), '> 0.999'],
    [probabilityText(0.5), '0.500'],
  ])('%s', (text, expected) => expect(text).toBe(expected))
})

describe('spread', () => {
  it('keeps order, gap and bounds', () => {
    expect(spread([10, 10, 10], 5, 0, 100)).toEqual([10, 15, 20])
    expect(spread([90, 95, 99], 10, 0, 100)).toEqual([80, 90, 100])
    expect(spread([50, 20], 5, 0, 100)).toEqual([50, 20])
  })
})
