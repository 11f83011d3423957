import { describe, expect, it } from 'vitest'
import { lightTheme } from './chartTheme.ts'
import { widthScale, widthsChart, type WidthsInput } from './widthsChart.ts'
import { logScale } from './scale.ts'
import { seen, type Seen } from './testing/seen.ts'
import { regNet } from './testing/sampleMarks.ts'
import { said } from './testing/texts.ts'

/** The plot is from 40 to 540 px wide and from 32 to 182 px high: 100 px per block, 50 px per doubling. */
const size = { width: 548, height: 220 }
const input: WidthsInput = {
  mark: regNet,
  stages: [
    { depth: 2, width: 16 },
    { depth: 3, width: 64 },
  ],
}
const drawing = (given: Partial<WidthsInput> = {}) => widthsChart({ ...input, ...given }, size)
const drawn = (given: Partial<WidthsInput> = {}): Seen => seen(drawing(given), size)
const bars = ({ shapes }: Seen) => shapes.filter(({ kind }) => kind === 'rect')
const below = ({ texts }: Seen) =>
  texts.filter(({ top, align }) => top > 182 && align === 'center').map(({ text }) => text)

describe('the widths of a network', () => {
  it('are a bar per block, as high as the logarithm of its width, with an edge in full colour', () => {
    const all = bars(drawn())
    expect(all.filter((_, i) => i % 2 === 0)).toMatchObject(
      [0, 1, 2, 3, 4].map((j) => ({
        points: [
          [40 + 100 * j + 4, j < 2 ? 132 : 32],
          [40 + 100 * j + 96, 182],
        ],
        ...{ fill: regNet.colour, opacity: lightTheme.areaOpacity, clipped: true },
      })),
    )
    expect(all.filter((_, i) => i % 2 === 1)).toMatchObject(
      [0, 1, 2, 3, 4].map((j) => ({
        points: [
          [40 + 100 * j + 4, j < 2 ? 132 : 32],
          [40 + 100 * j + 96, j < 2 ? 134 : 34],
        ],
        ...{ fill: regNet.colour, opacity: 1, clipped: true },
      })),
    )
  })

  it('are compared with a dotted line of the fit over the blocks, where it is positive', () => {
    const line = (initialWidth: number, widthSlope: number) =>
      drawn({ fit: { initialWidth, widthSlope } }).shapes.filter(({ kind }) => kind === 'polyline')
    expect(line(16, 16)).toMatchObject([{ stroke: lightTheme.ink, width: 1.25, dash: [1.5, 2.5], clipped: true }])
    expect(line(16, 16)[0]!.points.map(([x, y]) => [x, Math.round(y)])).toEqual(
      [16, 32, 48, 64, 80].map((width, j) => [90 + 100 * j, Math.round(182 - 50 * Math.log2(width / 8))]),
    )
    expect(line(-16, 16)[0]!.points.map(([x]) => x)).toEqual([290, 390, 490])
    expect(drawn().shapes.filter(({ kind }) => kind === 'polyline')).toEqual([])
  })

  it('have axes of blocks and of widths by factors', () => {
    const chart = drawn()
    expect(chart.texts.map(({ text }) => text)).toEqual([
      ...['8', '16', '32', '64'],
      ...['0', '2', '4'],
      ...[said('block'), said('logScale', { title: said('widths') })],
    ])
    expect(below(drawn({ stages: [{ depth: 1, width: 16 }] }))).toEqual(['0'])
    expect(below(drawn({ stages: [{ depth: 3, width: 16 }] }))).toEqual(['0', '1', '2'])
  })

  it('can share axes with those of other networks', () => {
    const chart = drawn({ blockCount: 10, widthScale: logScale(1, 64) })
    expect(bars(chart)[0]!.points).toEqual([
      [42, expect.closeTo(182 - 25 * 4, 6)],
      [88, 182],
    ])
    expect(below(chart)).toEqual(['0', '5'])
    expect(widthScale([24, 100])).toMatchObject({ low: 16, high: 128, log: true })
    expect(widthScale([16])).toMatchObject({ low: 8, high: 16 })
  })

  it('are read block by block, with the stage', () => {
    const points = drawing().points!()
    expect(points.map(({ x, y, title }) => [x, y, title])).toEqual(
      [0, 1, 2, 3, 4].map((j) => [90 + 100 * j, j < 2 ? 132 : 32, `j = ${j}`]),
    )
    expect(points[1]!.rows).toEqual([
      { name: said('stage', { stage: 1 }), value: '' },
      { name: said('widths'), value: '16' },
    ])
    expect(points[2]!.rows![0]!.name).toBe(said('stage', { stage: 2 }))
  })
})
