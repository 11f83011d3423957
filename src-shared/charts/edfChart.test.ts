import { describe, expect, it } from 'vitest'
import { stream } from '#shared/random/stream.ts'
import type { Band } from '#shared/statistics/ranges/edfBand.ts'
import { darkTheme, lightTheme } from './chartTheme.ts'
import type { ChartView } from './chartView.ts'
import { edfChart, errorScale, type EdfChartInput, type EdfSeries } from './edfChart.ts'
import { hasBands, populationEdf } from './populationEdf.ts'
import { linearScale } from './scale.ts'
import { seen, type At, type Seen } from './testing/seen.ts'
import { anyNet, hollow, regNet, tinted } from './testing/sampleMarks.ts'
import { said } from './testing/texts.ts'

/** In a chart of this size the plot is 266 px wide and 200 px high. */
const size = { width: 640, height: 274 }
const x = (error: number) => 44 + 13.3 * (error - 20)
const y = (share: number) => 234 - 200 * share
const own: EdfSeries = { name: 'RegNetX', mark: regNet, errors: [20, 30, 40] }
const band: Band = {
  grid: Float64Array.of(20, 30, 40),
  value: Float64Array.of(0, 0.4, 1),
  low: Float64Array.of(0, 0.2, 0.9),
  high: Float64Array.of(0.1, 0.6, 1),
}
const drawn = (series: readonly EdfSeries[], more: Partial<EdfChartInput> = {}, view: ChartView = size) =>
  seen(edfChart({ series, ...more }, view), view)
const lines = ({ shapes }: Seen) => shapes.filter(({ kind, clipped }) => kind === 'polyline' && clipped)
const symbols = ({ shapes }: Seen) => shapes.filter(({ kind }) => kind === 'path')
const rings = ({ shapes }: Seen) => shapes.filter(({ kind }) => kind === 'circle')
const at = (...points: [error: number, share: number][]): At[] =>
  points.map(([error, share]) => [Number(x(error).toFixed(2)), Number(y(share).toFixed(2))])
/** Vertices without those at the place of the one before. */
const distinct = (points: readonly At[]) =>
  points.filter((point, i) => i === 0 || String(point) !== String(points[i - 1]))
const words = ({ texts }: Seen) => texts.map(({ text }) => text)

describe('the line of a population', () => {
  it('is level up to each error and rises there by the share of runs with it', () => {
    const [line] = lines(drawn([{ ...own, errors: [20, 30, 30, 40] }]))
    expect(distinct(line!.points)).toEqual(at([20, 0], [20, 0.25], [30, 0.25], [30, 0.75], [40, 0.75], [40, 1]))
  })

  it('rises by the weights of its errors', () => {
    const [line] = lines(drawn([{ ...own, weights: [0.5, 0.25, 0.25] }]))
    expect(distinct(line!.points)).toEqual(at([20, 0], [20, 0.5], [30, 0.5], [30, 0.75], [40, 0.75], [40, 1]))
  })

  it('runs from edge to edge of an axis that is wider than its errors', () => {
    const [line] = lines(drawn([{ ...own, errors: [30] }], { scale: linearScale(20, 40) }))
    expect(distinct(line!.points)).toEqual(at([20, 0], [30, 0], [30, 1], [40, 1]))
  })

  it('has the colour and dash of its space, a forecast one dash of its own', () => {
    const look = (series: EdfSeries) =>
      lines(drawn([series])).map(({ stroke, dash, width }) => ({ stroke, dash, width }))
    expect(look(own)).toEqual([{ stroke: regNet.colour, dash: [], width: 1.75 }])
    expect(look({ ...own, mark: anyNet })).toEqual([{ stroke: anyNet.colour, dash: anyNet.dash, width: 1.75 }])
    expect(look({ ...own, preview: true })).toEqual([{ stroke: regNet.colour, dash: [4, 2.5], width: 1.75 }])
    const dark = lines(drawn([own], {}, { ...size, theme: darkTheme }))
    expect(dark.map(({ stroke }) => stroke)).toEqual([regNet.darkColour])
  })

  it('is heavier with a band unless told otherwise, and its name is bold then', () => {
    const weight = (series: EdfSeries) => {
      const chart = drawn([series])
      return [lines(chart)[0]!.width, chart.texts.find(({ text }) => text === own.name)!.bold]
    }
    expect(weight(own)).toEqual([1.75, false])
    expect(weight({ ...own, band })).toEqual([2.25, true])
    expect(weight({ ...own, band, heavy: false })).toEqual([1.75, false])
    expect(weight({ ...own, heavy: true })).toEqual([2.25, true])
  })

  it('has symbols at the steps nearest to 1/8, 3/8, 5/8 and 7/8 of the networks', () => {
    const errors = Array.from({ length: 17 }, (_, i) => 20 + 1.25 * i)
    const marked = symbols(drawn([{ ...own, errors }])).map(({ points }) => points[0]!)
    const step = (k: number): [number, number] => [20 + 1.25 * (k - 1), k / 17]
    expect(marked).toEqual(at(step(3), step(7), step(11), step(15)))
  })

  it('has symbols of 8 px in its colour, hollow or tinted for further populations of its space', () => {
    const look = (mark: EdfSeries['mark'], theme = lightTheme) => {
      const [symbol] = symbols(drawn([{ ...own, mark }], {}, { ...size, theme }))
      return [symbol!.radius, symbol!.fill, symbol!.stroke, symbol!.width]
    }
    expect(look(regNet)).toEqual([4, '#1574c4', '#ffffff', 1])
    expect(look(hollow)).toEqual([4, '#ffffff', '#1574c4', 1.25])
    expect(look(tinted)).toEqual([4, '#8ab9e1', '#1574c4', 1.25])
    expect(look(hollow, darkTheme)).toEqual([4, '#11151a', '#2b83d5', 1.25])
    expect(look(tinted, darkTheme)).toEqual([4, '#1e4c77', '#2b83d5', 1.25])
  })

  it('is drawn with about two points per pixel for ten thousand errors', () => {
    const random = stream(2, 'resample')
    const errors = Array.from({ length: 10_000 }, () => 20 + random.below(1e6) / 1e5)
    const [line] = lines(drawn([{ ...own, errors }]))
    expect(line!.points.length).toBeLessThan(4.1 * 266 + 10)
  })
})

it('a band is a faint area behind the lines, cut off at the edges of the plot', () => {
  const { shapes } = drawn([{ ...own, band }])
  const area = shapes.findIndex(({ kind, clipped }) => kind === 'polygon' && clipped)
  expect(shapes[area]).toMatchObject({ fill: regNet.colour, stroke: null, opacity: lightTheme.bandOpacity })
  expect(shapes[area]!.points).toEqual(at([20, 0.1], [30, 0.6], [40, 1], [40, 0.9], [30, 0.2], [20, 0]))
  expect(area).toBeLessThan(shapes.findIndex(({ kind }) => kind === 'polyline'))
})

describe('the gap of the pair', () => {
  const bar = (gap: EdfChartInput['gap'], zoom?: ChartView['zoom']) =>
    drawn([own], gap ? { gap } : {}, { ...size, zoom }).shapes.filter(({ stroke }) => stroke === lightTheme.ink)
  it('is a bar with two ends between the shares', () => {
    const shapes = bar({ at: 30, shares: [0.25, 0.75] })
    expect(shapes.map(({ points }) => points)).toEqual([
      [
        [177, 184],
        [177, 84],
      ],
      [
        [173, 184],
        [181, 184],
      ],
      [
        [173, 84],
        [181, 84],
      ],
    ])
    expect(shapes.map(({ width }) => width)).toEqual([1.5, 1.5, 1.5])
  })
  it('is not drawn beyond the axis, whose ends belong to it', () => {
    const counts = [19, 20, 40, 41].map((error) => bar({ at: error, shares: [0, 1] }).length)
    expect(counts).toEqual([0, 3, 3, 0])
    expect(bar({ at: 30, shares: [0, 1] }, { low: 20, high: 29 })).toEqual([])
    expect(bar(undefined)).toEqual([])
  })
})

describe('one network', () => {
  const ringed = (error: number, series = own, all = [own]) =>
    rings(drawn(all, { selected: { series, error }, marked: [{ series, error }] }))
  it('is a ring on the line of its population, smaller if it is one of several', () => {
    expect(ringed(30)).toMatchObject([
      { points: at([30, 2 / 3]), radius: 3.5 },
      { points: at([30, 2 / 3]), radius: 5, fill: lightTheme.surface, stroke: lightTheme.selection, width: 2 },
    ])
  })
  it('has no ring beyond the axis, whose ends belong to it, or without its population', () => {
    expect([19, 20, 40, 41].map((error) => ringed(error).length)).toEqual([0, 2, 2, 0])
    expect(ringed(30, { ...own, name: 'another' })).toEqual([])
  })
})

describe('the axes of EDFs', () => {
  it('are named fully where there is room, and in short where there is not', () => {
    expect(words(drawn([own]))).toContain(said('finalError'))
    expect(words(drawn([own]))).toContain(said('shareBelow'))
    expect(words(drawn([own], {}, { width: 400, height: 300 }))).toContain(said('error'))
  })

  it('count networks in percent', () =>
    expect(
      drawn([own])
        .texts.slice(0, 5)
        .map(({ text, top }) => [text, top + 5.5]),
    ).toEqual([
      ['0', 234],
      ['25', 184],
      ['50', 134],
      ['75', 84],
      ['100 %', 34],
    ]))

  it('end on ticks around all errors, or are from 0 to 100 without any', () => {
    expect(errorScale([[21, 33], [38.5]]).ticks).toEqual([20, 25, 30, 35, 40])
    expect(errorScale([])).toMatchObject({ low: 0, high: 100 })
    expect(drawn([{ ...own, errors: [] }]).texts.map(({ text }) => text)).toContain('100 %')
  })

  it('leave the axis of errors to the chart below', () => {
    const chart = drawn([own], { axisBelow: true })
    expect(chart.texts.filter(({ top }) => top > 260)).toEqual([])
    const [lowest] = lines(chart)[0]!.points
    expect(lowest).toEqual([44, 264])
  })

  it('are zoomed to the visible part, over which the lines run on', () => {
    const drawing = edfChart({ series: [own] }, { ...size, zoom: { low: 22, high: 32 } })
    expect(drawing.zoomable).toMatchObject({ low: 22, high: 32 })
    const chart = seen(drawing, size)
    expect(
      distinct(lines(chart)[0]!.points)
        .slice(2, 4)
        .map(([, top]) => top),
    ).toEqual([Number(y(1 / 3).toFixed(2)), Number(y(2 / 3).toFixed(2))])
    // Its name is at the height that it has at the right edge.
    expect(chart.shapes.find(({ kind }) => kind === 'bezier-curve')!.points[0]).toEqual([
      311,
      Number(y(2 / 3).toFixed(2)),
    ])
  })
})

describe('the numbers of a population', () => {
  it('are n, the lowest and the mean error in columns beside its line', () => {
    const { texts } = drawn([{ ...own, errors: [20, 31, 42] }])
    expect(texts.slice(-7).map(({ text, x: right, top, align }) => [text, right, top, align])).toEqual([
      [said('n'), 520, 8, 'right'],
      [said('min'), 562, 8, 'right'],
      [said('mean'), 612, 8, 'right'],
      ['RegNetX', 356, 28, 'left'],
      ['3', 520, 28, 'right'],
      ['20.0', 562, 28, 'right'],
      ['31.0', 612, 28, 'right'],
    ])
  })

  it('are those of the weighted population, with its effective number', () => {
    const numbers = words(drawn([{ ...own, weights: [0.5, 0.5, 0] }])).slice(-3)
    expect(numbers).toEqual([said('effectiveN', { n: 2 }), '20.0', '25.0'])
  })

  it('include how many lie beyond a truncated axis, whatever its zoom', () => {
    const rows = (zoom?: ChartView['zoom']) => {
      const series = [
        { ...own, name: 'RegNetX of a long name', errors: [20, 22, 30] },
        { ...own, name: 'AnyNetX_A', mark: anyNet, errors: [25, 35, 60, 70] },
      ]
      const { texts } = drawn(series, { scale: linearScale(20, 35, 3) }, { ...size, zoom })
      return texts.slice(-14).map(({ text, x: right }) => [text, right])
    }
    const expected = [
      [said('n'), 476],
      [said('min'), 518],
      [said('mean'), 568],
      [said('beyond', { error: 35 }), 612],
      ['RegNetX of a lo…', 356],
      ['3', 476],
      ['20.0', 518],
      ['24.0', 568],
      ['–', 612],
      ['AnyNetX_A', 356],
      ['4', 476],
      ['25.0', 518],
      ['47.5', 568],
      ['2', 612],
    ]
    expect(rows()).toEqual(expected)
    expect(rows({ low: 20, high: 25 })).toEqual(expected)
  })
})

describe('what is read of EDFs', () => {
  it('is the share of networks below each error of any population, from left to right', () => {
    const points = edfChart({ series: [own, { ...own, name: 'A', mark: anyNet, errors: [35, 30, 30] }] }, size)
      .points!()
    const [shared] = points.slice(1)
    expect(points.map(({ title }) => title)).toEqual(['20.0 %', '30.0 %', '35.0 %', '40.0 %'])
    expect(points.map((point) => point.x)).toEqual(
      [20, 30, 35, 40].map((error) => expect.closeTo(x(error), 6) as number),
    )
    expect(shared!.y).toBeUndefined()
    expect(shared!.rows).toEqual([
      { name: 'RegNetX', value: '33 %', colour: regNet.colour },
      { name: 'A', value: '0 %', colour: anyNet.colour },
    ])
    expect(points.at(-1)!.rows!.map(({ value }) => value)).toEqual(['67 %', '100 %'])
  })

  it('is inside the visible part, whose ends belong to it', () => {
    const titles = (low: number, high: number) =>
      edfChart({ series: [own] }, { ...size, zoom: { low, high } }).points!().map(({ title }) => title)
    expect(titles(20, 30)).toEqual(['20.0 %', '30.0 %'])
    expect(titles(30, 40)).toEqual(['30.0 %', '40.0 %'])
    expect(titles(21, 39)).toEqual(['30.0 %'])
  })
})

describe('populations', () => {
  const populations = [
    { ...own, id: 'new', band },
    { ...own, id: 'old', mark: anyNet, band },
    { ...own, id: 'third', band },
  ]
  const pair: [string, string] = ['new', 'gone']
  const bandCount = (input: Parameters<typeof populationEdf>[0]) =>
    seen(populationEdf(input, size), size).shapes.filter(({ kind, clipped }) => kind === 'polygon' && clipped).length

  it.each([
    ['pair', 1],
    ['all', 3],
    ['none', 0],
  ] as const)('show the bands of %s', (bands, count) => {
    expect(bandCount({ populations, bands, pair })).toBe(count)
    expect(hasBands({ populations, bands, pair })).toBe(count > 0)
  })

  it('show none of a pair that is not chosen, or whose bands are not known', () => {
    expect(bandCount({ populations, bands: 'pair' })).toBe(0)
    expect(hasBands({ populations, bands: 'pair' })).toBe(false)
    const bare = populations.map(({ id, name, mark, errors }) => ({ id, name, mark, errors }))
    expect(bandCount({ populations: bare, bands: 'all' })).toBe(0)
    expect(hasBands({ populations: bare, bands: 'all' })).toBe(false)
  })

  it('are drawn heavier if they are compared, or alone', () => {
    const widths = (given: typeof populations, chosen?: [string, string]) =>
      lines(seen(populationEdf({ populations: given, bands: 'all', ...(chosen ? { pair: chosen } : {}) }, size), size))
        .map(({ width }) => width)
        .sort()
    expect(widths(populations, ['new', 'old'])).toEqual([1.75, 2.25, 2.25])
    expect(widths(populations)).toEqual([1.75, 1.75, 1.75])
    expect(widths(populations.slice(0, 1))).toEqual([2.25])
    expect(widths(populations.slice(2), pair)).toEqual([1.75])
  })

  it('have a ring at the selected network, if its population is shown', () => {
    const ringed = (population: string) =>
      rings(seen(populationEdf({ populations, bands: 'none', selected: { population, error: 30 } }, size), size))
    expect(ringed('old')).toMatchObject([{ points: at([30, 2 / 3]), radius: 5 }])
    expect(ringed('gone')).toEqual([])
    expect(rings(seen(populationEdf({ populations, bands: 'none' }, size), size))).toEqual([])
  })
})
