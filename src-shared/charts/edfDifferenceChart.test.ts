import { describe, expect, it } from 'vitest'
import type { Band } from '#shared/statistics/ranges/edfBand.ts'
import { lightTheme } from './chartTheme.ts'
import type { ChartView } from './chartView.ts'
import { edfDifferenceChart } from './edfDifferenceChart.ts'
import { edfMargins } from './edfLayout.ts'
import { linearScale } from './scale.ts'
import { seen } from './testing/seen.ts'
import { regNet } from './testing/sampleMarks.ts'
import { said } from './testing/texts.ts'

/** The plot is 266 px wide and 200 px high. */
const size = { width: 640, height: 274 }
const band: Band = {
  grid: Float64Array.of(20, 30, 40),
  value: Float64Array.of(0, 0.4, 0.2),
  low: Float64Array.of(-0.1, 0.25, -0.4),
  high: Float64Array.of(0.05, 0.6, 0.3),
}
const drawing = (given = band, view: ChartView = size) =>
  edfDifferenceChart(
    { newName: 'RegNetX', oldName: 'AnyNetX_A', mark: regNet, band: given, scale: linearScale(20, 40, 4) },
    view,
  )
const chart = seen(drawing(), size)

describe('the difference of two EDFs', () => {
  it('is a line in points of share over errors, in the colour of the newer space', () => {
    const lines = chart.shapes.filter(({ kind }) => kind === 'polyline')
    expect(lines).toMatchObject([{ stroke: regNet.colour, width: 1.75, dash: [], clipped: true }])
    // From −50 at 234 px to +100 at 34 px.
    expect(lines[0]!.points).toEqual([
      [44, 167.33],
      [177, 114],
      [310, 140.67],
    ])
  })

  it('has its band as a faint area behind', () => {
    const area = chart.shapes.findIndex(({ kind }) => kind === 'polygon')
    expect(chart.shapes[area]).toMatchObject({ fill: regNet.colour, opacity: lightTheme.bandOpacity, clipped: true })
    expect(chart.shapes[area]!.points).toEqual([
      [44, 160.67],
      [177, 87.33],
      [310, 127.33],
      [310, 220.67],
      [177, 134],
      [44, 180.67],
    ])
    expect(area).toBeLessThan(chart.shapes.findIndex(({ kind }) => kind === 'polyline'))
  })

  it('has a line at zero as strong as the axis, and nothing at its ends', () => {
    const lines = chart.shapes.filter(({ stroke }) => stroke === lightTheme.axis)
    expect(lines.map(({ points, dash }) => [points, dash])).toEqual([
      [
        [
          [44, 234.5],
          [310, 234.5],
        ],
        [],
      ],
      [
        [
          [44, 167.33],
          [310, 167.33],
        ],
        [],
      ],
    ])
    expect(chart.shapes.filter(({ kind }) => kind === 'path')).toEqual([])
  })

  it('has signed ticks in points, and names both spaces and the axis of errors', () => {
    const words = chart.texts.map(({ text }) => text)
    expect(words).toEqual([
      ...['−50', '0', '+50', '+100'],
      ...['20', '25', '30', '35', '40 %'],
      said('finalError'),
      said('shareDifference', { newer: 'RegNetX', older: 'AnyNetX_A' }),
    ])
  })

  it('shows zero however far from it the difference lies', () => {
    const moved = (by: number): Band => ({
      ...band,
      ...{ value: band.value.map((share) => share + by), low: band.low.map((share) => share + by) },
      high: band.high.map((share) => share + by),
    })
    for (const by of [0.5, -0.7]) {
      const { shapes, texts } = seen(drawing(moved(by)), size)
      const zero = texts.find(({ text }) => text === '0')!.top + 5.5
      expect(zero).toBe(by > 0 ? 234 : 34)
      expect(shapes.at(-1)).toMatchObject({
        kind: 'line',
        points: [
          [44, zero],
          [310, zero],
        ],
        stroke: lightTheme.axis,
      })
    }
  })

  it('is below the EDF with the same margins, errors at the same places', () => {
    const { plot } = drawing()
    const { left, right } = edfMargins(size, 5)
    expect([plot.left, size.width - plot.left - plot.width]).toEqual([left, right])
    const narrow = { width: 400, height: 200 }
    const { top } = edfMargins(narrow, 0)
    expect(drawing(band, narrow).plot.top).toBe(top)
  })

  it('is as wide as the chart where it stands alone', () => {
    const { plot } = edfDifferenceChart(
      { newName: 'RegNetX', oldName: 'AnyNetX_A', mark: regNet, band, scale: linearScale(20, 40, 4), alone: true },
      size,
    )
    expect([plot.left, plot.width]).toEqual([44, 578])
  })

  it('is read error by error, with its range', () => {
    const points = drawing().points!()
    expect(points.map(({ title }) => title)).toEqual(['20.0 %', '30.0 %', '40.0 %'])
    expect(points[1]).toEqual({
      ...{ x: 177, y: expect.closeTo(114, 6) as number, title: '30.0 %' },
      rows: [
        { name: 'RegNetX', value: '+40' },
        { name: said('range95'), value: '+25 … +60' },
      ],
    })
    expect(points.at(-1)!.rows!.map(({ value }) => value)).toEqual(['+20', '−40 … +30'])
  })

  it('is read in the visible part alone, whose ends belong to it', () => {
    const titles = (low: number, high: number) =>
      drawing(band, { ...size, zoom: { low, high } }).points!().map(({ title }) => title)
    expect(titles(20, 30)).toEqual(['20.0 %', '30.0 %'])
    expect(titles(30, 40)).toEqual(['30.0 %', '40.0 %'])
    expect(drawing(band, { ...size, zoom: { low: 20, high: 30 } }).zoomable).toMatchObject({ low: 20, high: 30 })
  })
})
