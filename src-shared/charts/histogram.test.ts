import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { darkTheme, lightTheme } from './chartTheme.ts'
import type { ChartView } from './chartView.ts'
import { histogram, type HistogramInput } from './histogram.ts'
import { seen, type Seen } from './testing/seen.ts'
import { regNet } from './testing/sampleMarks.ts'
import { said } from './testing/texts.ts'

/** The plot is from 16 to 316 px wide and from 22 to 127 px high, 5 px per draw. */
const size = { width: 336, height: 165 }
const input: HistogramInput = {
  ...{ title: 'FLOPs of 30 draws', unit: 'F', mark: regNet, log: true },
  ...{ edges: [1e6, 1e7, 1e8, 1e9], counts: [5, 20, 4] },
}
const linear: HistogramInput = { title: 'Depth', mark: regNet, log: false, edges: [0, 10, 20, 30], counts: [5, 20, 4] }
const drawn = (given: Partial<HistogramInput> = {}, view: ChartView = size) =>
  seen(histogram({ ...input, ...given }, view), view)
const bars = ({ shapes }: Seen) => shapes.filter(({ kind, clipped }) => kind === 'rect' && clipped)
const outlines = ({ shapes }: Seen) => shapes.filter(({ kind, clipped }) => kind === 'polyline' && clipped)
const labels = ({ texts }: Seen) => texts.filter(({ align, top }) => align === 'center' && top > 100)
const words = ({ texts }: Seen) => texts.map(({ text }) => text)

describe('the bars of a histogram', () => {
  it.each([
    ['decades', input],
    ['tens', linear],
  ])('are as wide as their bins of %s but for a gap, and as high as their counts', (_, given) => {
    const all = bars(seen(histogram(given, size), size))
    expect(all.filter((_, i) => i % 2 === 0).map(({ points }) => points)).toEqual([
      [
        [16, 102],
        [115, 127],
      ],
      [
        [116, 27],
        [215, 127],
      ],
      [
        [216, 107],
        [315, 127],
      ],
    ])
    expect(all.map(({ fill }) => fill)).toEqual(all.map(() => regNet.colour))
  })

  it('are faint below an edge in full colour', () => {
    const all = bars(drawn())
    expect(all.map(({ opacity }) => opacity)).toEqual([0.34, 1, 0.34, 1, 0.34, 1])
    expect(all.filter((_, i) => i % 2 === 1).map(({ points }) => points)).toEqual([
      [
        [16, 102],
        [115, 103.5],
      ],
      [
        [116, 27],
        [215, 28.5],
      ],
      [
        [216, 107],
        [315, 108.5],
      ],
    ])
    const dark = bars(drawn({}, { ...size, theme: darkTheme }))
    expect(dark.map(({ fill, opacity }) => [fill, opacity]).slice(0, 2)).toEqual([
      [regNet.darkColour, 0.5],
      [regNet.darkColour, 1],
    ])
  })

  it('are nothing where nothing was drawn, and a px wide however many there are', () => {
    expect(bars(drawn({ counts: [0, 20, 0] }))).toHaveLength(2)
    expect(bars(drawn({ counts: [0, 0, 0] }))).toEqual([])
    const edges = Array.from({ length: 1001 }, (_, i) => i)
    const many = bars(drawn({ log: false, edges, counts: edges.slice(1) }))
    expect(many.every(({ points: [from, to] }) => Math.abs(to![0] - from![0] - 1) < 0.02)).toBe(true)
  })

  it('have the areas of the counts', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(counts, (given) => {
        const edges = [...given, 0].map((_, i) => i)
        const high = Math.max(1, ...given)
        const tops = bars(drawn({ log: false, edges, counts: given }))
          .filter(({ opacity }) => opacity === 1)
          .map(({ points }) => points[0]![1])
        const expected = given.filter((count) => count > 0).map((count) => 127 - (count / (1.05 * high)) * 105)
        expect(tops).toEqual(expected.map((top) => expect.closeTo(top, 1) as number))
      }),
      { numRuns: 20 },
    )
  })
})

describe('the outline of the parent', () => {
  it('runs along the tops of its bins, scaled to the same number of draws, in front of the bars', () => {
    const chart = drawn({ parent: { name: 'AnyNetX_A', counts: [58, 29, 0] } })
    const [outline, ...others] = outlines(chart)
    expect(others).toEqual([])
    expect(outline).toMatchObject({ stroke: lightTheme.axis, fill: null, width: 1 })
    // 19⅓, 9⅔ and no draws of 29.
    expect(outline!.points).toEqual([
      [16, 30.33],
      [116, 30.33],
      [116, 78.67],
      [216, 78.67],
      [216, 127],
      [316, 127],
    ])
    expect(chart.shapes.indexOf(outline!)).toBeGreaterThan(chart.shapes.indexOf(bars(chart).at(-1)!))
  })

  it('may be higher than any bar, which are lower then', () => {
    const chart = drawn({ counts: [10, 10, 10], parent: { name: 'AnyNetX_A', counts: [0, 7, 0] } })
    expect(outlines(chart)[0]!.points[2]).toEqual([116, 27])
    expect(bars(chart)[0]!.points[0]![1]).toBeCloseTo(127 - 100 / 3, 1)
  })

  it('is level at zero if nothing was drawn from the parent, and absent without one', () => {
    const [flat] = outlines(drawn({ parent: { name: 'AnyNetX_A', counts: [0, 0, 0] } }))
    expect(new Set(flat!.points.map(([, y]) => y))).toEqual(new Set([127]))
    expect(outlines(drawn())).toEqual([])
  })
})

describe('the axis of a histogram', () => {
  it('has the decades of a logarithmic one, in the unit of its middle, with a note of that', () => {
    const chart = drawn()
    expect(labels(chart).map(({ text, x }) => [text, x])).toEqual([
      ['1', 16],
      ['10', 116],
      ['100', 216],
      ['1000 MF', 316],
    ])
    expect(words(chart)).toContain(said('logScale', { title: input.title }))
  })

  it('has decades inside the bins alone', () =>
    expect(labels(drawn({ edges: [2e6, 2e7, 2e8, 2e9] })).map(({ text }) => text)).toEqual(['10', '100', '1000 MF']))

  it('has powers of two where there are less than two decades', () => {
    const shown = labels(drawn({ edges: [3, 8, 20, 60] }))
    expect(shown.map(({ text }) => text)).toEqual(['4', '8', '16', '32 F'])
    expect(shown[1]!.x).toBeCloseTo(16 + (300 * Math.log(8 / 3)) / Math.log(20), 1)
    // Only 10 is a decade here.
    expect(labels(drawn({ edges: [8, 16, 64, 99] })).map(({ text }) => text)).toEqual(['8', '16', '32', '64 F'])
    expect(labels(drawn({ edges: [8, 16, 64, 100] })).map(({ text }) => text)).toEqual(['10', '100 F'])
  })

  it('has round numbers and the bare title if linear, in the unit of its end, without one if there is none', () => {
    const chart = seen(histogram({ ...linear, unit: 'F', edges: [0, 1000, 2000, 4000] }, size), size)
    expect(labels(chart).map(({ text }) => text)).toEqual(['0', '1', '2', '3', '4 kF'])
    expect(words(chart)).toContain('Depth')
    const bare = seen(histogram(linear, size), size)
    expect(labels(bare).map(({ text }) => text)).toEqual(['0', '5', '10', '15', '20', '25', '30'])
  })

  it('has no labels and lines of counts, which are read', () => {
    const { texts, shapes } = drawn()
    expect(texts).toHaveLength(5)
    expect(shapes.filter(({ kind }) => kind === 'line')).toHaveLength(1)
  })
})

describe("the study's window", () => {
  const at = (low: number, high: number, view: ChartView = size) => {
    const { shapes, texts } = drawn({ window: { low, high } }, view)
    const [band] = shapes.filter(({ fill }) => fill === (view.theme ?? lightTheme).accent)
    return {
      band: band!,
      name: texts.at(-1)!,
      behind: shapes.indexOf(band!) < shapes.findIndex(({ clipped }) => clipped),
    }
  }

  it('is a faint band behind the bars from its low to its high end, a little above them', () => {
    const { band, behind } = at(1e7, 1e8)
    expect(band.points).toEqual([
      [116, 16],
      [216, 127],
    ])
    expect(band.opacity).toBe(lightTheme.areaOpacity)
    expect(behind).toBe(true)
    expect(drawn().shapes.some(({ fill }) => fill === lightTheme.accent)).toBe(false)
  })

  it('is two px wide if it is narrower', () => {
    const [from, to] = at(1e7, 1.0001e7).band.points
    expect(to![0] - from![0]).toBeCloseTo(2)
  })

  it('has its name above it: in its middle, or from the end that lies near the edge of the chart', () => {
    const named = (low: string, high: string) => said('window', { low, high })
    expect(at(1e7, 1e8).name).toMatchObject({ text: named('10', '100 MF'), x: 166, top: 0, align: 'center' })
    expect(at(1e6, 1e7).name).toMatchObject({ text: named('1', '10 MF'), x: 16, top: 0, align: 'left' })
    expect(at(2e8, 1e9).name).toMatchObject({ text: named('200', '1000 MF'), x: 316, top: 0, align: 'right' })
    expect(at(1e7, 1e8).name.colour).toBe(lightTheme.accentText)
  })

  it('counts as near an edge within a quarter of the chart', () => {
    const edges = [0, 100, 200, 300]
    const align = (middle: number) =>
      drawn({ log: false, edges, window: { low: middle - 16 - 1, high: middle - 16 + 1 } }).texts.at(-1)!.align
    expect([83, 85, 251, 253].map(align)).toEqual(['left', 'center', 'center', 'right'])
  })

  it('has no unit in its name without one', () =>
    expect(seen(histogram({ ...linear, window: { low: 12, high: 18 } }, size), size).texts.at(-1)!.text).toBe(
      said('window', { low: '12', high: '18' }),
    ))
})

describe('what is read of a histogram', () => {
  it('is each bin at the middle of its top, with its count and share', () => {
    const points = histogram(input, size).points!()
    const near = (px: number) => expect.closeTo(px, 6) as number
    expect(points.map(({ x, y }) => [x, y])).toEqual([
      [near(66), near(102)],
      [near(166), near(27)],
      [near(266), near(107)],
    ])
    expect(points.map(({ title }) => title)).toEqual(['1–10 MF', '10–100 MF', '100–1000 MF'])
    expect(points[1]!.rows).toEqual([{ name: said('draws'), value: '20 (69 %)', colour: regNet.colour }])
  })

  it('is at the middle of linear bins, and without a unit if there is none', () => {
    const points = histogram(linear, size).points!()
    expect(points.map(({ x }) => x)).toEqual([66, 166, 266])
    expect(points.map(({ title }) => title)).toEqual(['0–10', '10–20', '20–30'])
  })

  it("is the parent's share as well", () => {
    const points = histogram({ ...input, parent: { name: 'AnyNetX_A', counts: [1, 2, 1] } }, size).points!()
    expect(points.map(({ rows }) => rows![1])).toEqual(
      ['25 %', '50 %', '25 %'].map((value) => ({ name: 'AnyNetX_A', value, colour: lightTheme.ghost })),
    )
  })

  it('is no share of nothing', () =>
    expect(histogram({ ...input, counts: [0, 0, 0] }, size).points!()[0]!.rows![0]!.value).toBe('0 (0 %)'))
})
