import { describe, expect, it } from 'vitest'
import { darkTheme, lightTheme } from './chartTheme.ts'
import type { ChartView } from './chartView.ts'
import { parameterScatter, type ScatterInput, type ScatterPoint } from './parameterScatter.ts'
import { linearScale, logScale } from './scale.ts'
import { seen, type Seen } from './testing/seen.ts'
import { anyNet, hollow, regNet } from './testing/sampleMarks.ts'
import { said } from './testing/texts.ts'

/** The plot is from 44 to 244 px wide and from 34 to 134 px high. */
const size = { width: 260, height: 174 }
const point = (id: string, value: number, errorPercent: number, more: Partial<ScatterPoint> = {}): ScatterPoint => ({
  ...{ id, value, errorPercent },
  ...more,
})
/** Values from 10 to 20, errors from 20 to 40. */
const four = [point('#1', 20, 20), point('#2', 15, 40), point('#3', 10, 25, { name: 'third' }), point('#4', 15, 30)]
const drawing = (given: Partial<ScatterInput> = {}, view: ChartView = size) =>
  parameterScatter({ title: 'Depth', mark: regNet, points: four, ...given }, view)
const drawn = (given: Partial<ScatterInput> = {}, view: ChartView = size) => seen(drawing(given, view), view)
const symbols = ({ shapes }: Seen) => shapes.filter(({ kind }) => kind === 'path')
const places = (chart: Seen, colour: string) =>
  symbols(chart)
    .filter(({ fill, radius }) => fill === colour && radius < 6)
    .map(({ points }) => points[0])
const rings = (chart: Seen, colour: string) =>
  symbols(chart).filter(({ fill, stroke, radius }) => fill === null && stroke === colour && radius === 6.5)
const at = { '#1': [244, 134], '#2': [144, 34], '#3': [44, 109], '#4': [144, 84] }
const { ghost, ink, inkFaint, accent, selection, surface } = lightTheme
const words = ({ texts }: Seen) => texts.map(({ text }) => text)

describe('the points of a scatter', () => {
  it('lie at their values and errors in the colour of their space, at the ends of the axes too', () => {
    const chart = drawn()
    expect(places(chart, regNet.colour)).toEqual([at['#1'], at['#2'], at['#3'], at['#4']])
    const dots = symbols(chart).filter(({ fill }) => fill === regNet.colour)
    expect(
      dots.every(({ radius, stroke, opacity, clipped }) => radius === 3 && !stroke && opacity === 0.75 && !clipped),
    ).toBe(true)
    expect(places(drawn({}, { ...size, theme: darkTheme }), regNet.darkColour)).toHaveLength(4)
  })

  it('lie by factors over values that span a factor of 4, which the title tells', () => {
    const chart = drawn({ points: [point('a', 8, 20), point('b', 16, 40), point('c', 32, 20)] })
    expect(places(chart, regNet.colour)).toEqual([
      [44, 134],
      [144, 34],
      [244, 134],
    ])
    expect(words(chart)).toContain(said('logScale', { title: 'Depth' }))
    expect(words(drawn())).toContain('Depth')
  })

  it('have their own mark where several populations are shown', () => {
    const chart = drawn({
      points: [...four, point('#5', 10, 20, { mark: hollow }), point('#6', 10, 30, { mark: anyNet })],
    })
    expect(places(chart, regNet.colour)).toHaveLength(4)
    expect(places(chart, anyNet.colour)).toEqual([[44, 84]])
    const further = symbols(chart).filter(({ fill }) => fill === surface)
    expect(further).toMatchObject([{ points: [[44, 134]], stroke: regNet.colour, width: 1.25 }])
  })

  it('are smaller and paler among more than 1500', () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => point(`${i}`, i % 100, 20 + (i % 37)))
    const [few, crowd] = [1500, 1501].map((count) => drawn({ points: many(count) }))
    expect(symbols(few!).filter(({ fill }) => fill === regNet.colour)).toHaveLength(1500)
    const [all] = crowd!.shapes.filter(({ fill }) => fill === regNet.colour)
    expect(all).toMatchObject({ opacity: 0.45 })
    expect(all!.points).toHaveLength(1501)
  })
})

describe('the visible part', () => {
  const inside = (zoom: ChartView['zoom'], given: Partial<ScatterInput> = {}) => {
    const { points } = drawing(given, { ...size, zoom })
    return points!().map(({ id }) => id)
  }
  it('holds points at its ends, and none beyond', () => {
    expect(inside({ low: 10, high: 15 })).toEqual(['#3', '#4', '#2'])
    expect(inside({ low: 15, high: 20 })).toEqual(['#4', '#2', '#1'])
    expect(inside({ low: 11, high: 14 })).toEqual([])
    expect(symbols(drawn({}, { ...size, zoom: { low: 11, high: 14 } }))).toEqual([])
    expect(drawing({}, { ...size, zoom: { low: 15, high: 20 } }).zoomable).toMatchObject({ low: 15, high: 20 })
  })
  it('is that of a shared scale as well, of values and of errors', () => {
    expect(inside(undefined, { errorScale: linearScale(25, 30, 1) })).toEqual(['#3', '#4'])
    expect(inside(undefined, { errorScale: linearScale(20, 30, 1) })).toEqual(['#3', '#4', '#1'])
    expect(inside(undefined, { valueScale: linearScale(10, 15, 1) })).toEqual(['#3', '#4', '#2'])
    expect(drawing({ valueScale: logScale(8, 32) }).zoomable).toMatchObject({ low: 8, high: 32, log: true })
    expect(inside(undefined)).toHaveLength(4)
  })
})

describe('the best network', () => {
  it('has a dark ring, and every equal one', () => {
    expect(rings(drawn(), ink)).toMatchObject([{ points: [at['#1']], width: 1.25, clipped: false }])
    expect(rings(drawn({ points: [...four, point('#5', 12, 20)] }), ink)).toHaveLength(2)
  })
  it('has none where it is out of view, nor has the next', () =>
    expect(rings(drawn({}, { ...size, zoom: { low: 10, high: 15 } }), ink)).toEqual([]))
})

describe('a kept range', () => {
  const kept = { low: 12, high: 15 }
  it('fades points outside it, whose ends belong to it, and loses none', () => {
    const chart = drawn({ kept })
    expect(places(chart, ghost)).toEqual([at['#1'], at['#3']])
    expect(places(chart, regNet.colour)).toEqual([at['#2'], at['#4']])
    expect(places(drawn({ kept: { low: 10, high: 12 } }), regNet.colour)).toEqual([at['#3']])
  })
  it('is faintly shaded between two edges that rise above the plot', () => {
    const shapes = drawn({ kept }).shapes.filter(({ fill, stroke }) => [fill, stroke].includes(accent))
    expect(shapes).toMatchObject([
      {
        kind: 'rect',
        points: [
          [84, 34],
          [144, 134],
        ],
        opacity: lightTheme.bandOpacity / 2,
      },
      {
        kind: 'line',
        points: [
          [84, 28],
          [84, 134],
        ],
        width: 2,
      },
      {
        kind: 'line',
        points: [
          [144, 28],
          [144, 134],
        ],
        width: 2,
      },
    ])
  })
  it('has no edge at or beyond the end of the axis', () => {
    const edges = (low: number, high: number) =>
      drawn({ kept: { low, high } })
        .shapes.filter(({ kind, stroke }) => kind === 'line' && stroke === accent)
        .map(({ points }) => points[0]![0])
    expect([edges(10, 15), edges(12, 20), edges(5, 30), edges(12, 15)]).toEqual([[144], [84], [], [84, 144]])
    expect(drawn().shapes.some(({ fill }) => fill === accent)).toBe(false)
  })
  it('can be dragged over the plot where the chart has an axis for it', () => {
    expect(drawing({ brush: 'depth', kept }).brushes).toMatchObject([
      {
        id: 'depth',
        along: 'x',
        box: { left: 44, top: 34, width: 200, height: 100 },
        range: kept,
        scale: { low: 10, high: 20 },
      },
    ])
    expect(drawing({ kept }).brushes).toBeUndefined()
  })
})

describe('shown networks', () => {
  it('alone stay in colour', () => {
    const chart = drawn({ shown: new Set(['#1', '#3']), points: [...four, { value: 12, errorPercent: 30 }] })
    expect(places(chart, regNet.colour)).toEqual([at['#1'], at['#3']])
    expect(places(chart, ghost)).toHaveLength(3)
  })
})

describe('selected networks', () => {
  it('have rings in front of the points', () => {
    const chart = drawn({ selected: new Set(['#4', 'gone']), points: [...four, { value: 12, errorPercent: 30 }] })
    expect(rings(chart, selection)).toMatchObject([{ points: [at['#4']], width: 2, clipped: false }])
    expect(symbols(chart).at(-1)!.stroke).toBe(selection)
    expect(rings(drawn(), selection)).toEqual([])
  })

  it('are recoloured where rings would hide them, from 401 on', () => {
    const points = Array.from({ length: 401 }, (_, i) => point(`${i}`, i, 30))
    const chosen = (count: number) => {
      const chart = drawn({ points, selected: new Set(points.slice(0, count).map(({ id }) => id!)) })
      return [rings(chart, selection).length, places(chart, selection).length]
    }
    expect([400, 401].map(chosen)).toEqual([
      [400, 0],
      [0, 401],
    ])
    const chart = drawn({ points, selected: new Set(points.map(({ id }) => id!)) })
    expect(symbols(chart).at(-1)).toMatchObject({ fill: selection, radius: 3 })
  })
})

describe('the bootstrap range of the best value', () => {
  const range = (low: number, median: number, high: number, zoom?: ChartView['zoom']) =>
    drawn({ range: { low, median, high } }, { ...size, zoom }).shapes.filter(
      ({ kind, fill, stroke }) => kind !== 'path' && [fill, stroke].includes(regNet.colour),
    )
  it('is shaded over the plot, with a line at the likely best, behind the points', () => {
    const shapes = range(12, 14, 18)
    expect(shapes).toMatchObject([
      {
        kind: 'rect',
        points: [
          [84, 34],
          [204, 134],
        ],
        opacity: lightTheme.bandOpacity,
        clipped: false,
      },
      {
        kind: 'line',
        points: [
          [124, 34],
          [124, 134],
        ],
        width: 1.75,
      },
    ])
    const all = drawn({ range: { low: 12, median: 14, high: 18 } }).shapes
    expect(all.findIndex(({ kind }) => kind === 'path')).toBeGreaterThan(all.findIndex(({ kind }) => kind === 'rect'))
  })
  it('is a line alone if it is one value, and is cut off at the ends of the axis', () => {
    expect(range(14, 14, 14)).toMatchObject([{ kind: 'line' }])
    expect(range(12, 14, 18, { low: 13, high: 17 })[0]!.points).toEqual([
      [44, 34],
      [244, 134],
    ])
  })
  it('has its line on the axis alone, whose ends belong to it', () => {
    const kinds = (median: number) => range(11, median, 19, { low: 12, high: 18 }).map(({ kind }) => kind)
    expect([11.5, 12, 18, 18.5].map((median) => kinds(median).length)).toEqual([1, 2, 2, 1])
  })
  it('is absent if unknown', () =>
    expect(drawn().shapes.some(({ kind, fill }) => kind === 'rect' && fill === regNet.colour)).toBe(false))
})

describe('runs that are not drawn as points', () => {
  const points = [...four, point('#5', 15, 20, { exclusion: 'wrong images' }), point('#6', 12, 25, { exclusion: null })]
  const chart = drawn({ points, diverged: 2 })

  it('are counted above the plot: diverged ones, then excluded ones with their symbol', () => {
    expect(chart.texts.slice(-2)).toMatchObject([
      { text: said('diverged', { count: 2 }), x: 228, top: 8, align: 'right', colour: inkFaint },
      { text: said('excluded', { count: 1 }), x: 214, top: 22, align: 'right', colour: inkFaint },
    ])
    const circle = chart.shapes.find(({ kind }) => kind === 'circle')!
    expect(circle).toMatchObject({ points: [[223, 28]], radius: 4, fill: null, stroke: inkFaint, width: 1 })
    expect(chart.shapes.at(-1)).toMatchObject({
      kind: 'line',
      points: [
        [220.2, 30.8],
        [225.8, 25.2],
      ],
      stroke: inkFaint,
    })
  })

  it('are excluded ones alone in the first line if none diverged', () => {
    expect(drawn({ points }).texts.at(-1)).toMatchObject({ text: said('excluded', { count: 1 }), top: 8 })
    expect(drawn({ diverged: 0 }).texts).toHaveLength(drawn().texts.length)
    expect(words(drawn()).filter((text) => text === said('excluded', { count: 0 }))).toEqual([])
  })

  it('are counted out of view as well', () =>
    expect(words(drawn({ points }, { ...size, zoom: { low: 10, high: 12 } }))).toContain(
      said('excluded', { count: 1 }),
    ))

  it('are struck-through circles if excluded, in no colour of a space, behind all points', () => {
    const struck = symbols(chart).filter(({ stroke, radius }) => stroke === inkFaint && radius === 4)
    expect(struck).toMatchObject([{ points: [[144, 134]], fill: null, width: 1, clipped: false }])
    expect(symbols(chart)[0]).toEqual(struck[0])
    expect(places(chart, regNet.colour)).toHaveLength(5)
    // Its error is the lowest with that of #1.
    expect(rings(chart, ink)).toMatchObject([{ points: [at['#1']] }])
  })

  it('are not faded by a range if excluded', () =>
    expect(places(drawn({ points, kept: { low: 19, high: 20 } }), ghost)).toHaveLength(4))

  it('are read with the reason if excluded', () => {
    const read = drawing({ points }).points!().map(({ id, rows }) => [id, rows![2]])
    expect(read.filter(([, reason]) => reason)).toEqual([['#5', { name: said('excludedRun'), value: 'wrong images' }]])
  })
})

describe('a thumbnail', () => {
  const points = [...four, point('#5', 15, 20, { exclusion: 'wrong images' })]
  it('below a width of 180 px has no texts, and smaller points over all of its room', () => {
    const chart = drawn({ points, diverged: 2 }, { width: 179, height: 112 })
    expect(chart.texts).toEqual([])
    expect(chart.shapes.filter(({ kind }) => kind === 'circle')).toEqual([])
    expect(symbols(chart).map(({ radius }) => radius)).toEqual([2.5, 2, 2, 2, 2, 6.5])
    expect(symbols(chart).at(-1)!.points).toEqual([[175, 106]])
    expect(drawn({ points }, { width: 180, height: 112 }).texts.length).toBeGreaterThan(5)
  })
})

describe('the axes of a scatter', () => {
  it('have errors in percent on ticks, and values in their own unit and way of writing', () => {
    const chart = drawn({ unit: 'MF', text: (value) => value.toFixed(1) })
    expect(words(chart)).toEqual(['20', '25', '30', '35', '40 %', '10.0', '15.0', '20.0 MF', 'Depth', said('error')])
    expect(words(drawn({ points: [] }))).toEqual(expect.arrayContaining(['0', '100 %', '1']))
    expect(words(drawn())).toContain('20')
  })
})

describe('what is read of a scatter', () => {
  it('is each point from left to right, those of one value by error', () => {
    const points = drawing().points!()
    expect(points.map(({ id, title, x, y }) => [id, title, x, y])).toEqual([
      ['#3', 'third', ...at['#3']],
      ['#4', '#4', ...at['#4']],
      ['#2', '#2', ...at['#2']],
      ['#1', '#1', ...at['#1']],
    ])
    expect(points[0]!.rows).toEqual([
      { name: said('error'), value: '25.0 %' },
      { name: 'Depth', value: '10' },
    ])
  })
  it('has the unit and the way of writing of its axis', () => {
    const [first] = drawing({ unit: 'MF', text: (value) => value.toFixed(1) }).points!()
    expect(first!.rows![1]).toEqual({ name: 'Depth', value: '10.0 MF' })
  })
  it('of a point without id or name is under the title of the chart, and cannot be selected', () => {
    const [first] = drawing({ points: [{ value: 1, errorPercent: 20 }] }).points!()
    expect(first!.title).toBe('Depth')
    expect('id' in first!).toBe(false)
  })
})
