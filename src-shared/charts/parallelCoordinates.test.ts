import { describe, expect, it } from 'vitest'
import { darkTheme, lightTheme } from './chartTheme.ts'
import type { ChartView } from './chartView.ts'
import type { ParallelInput, ParallelRun } from './parallelAxes.ts'
import { parallelCoordinates } from './parallelCoordinates.ts'
import { seen, type Seen } from './testing/seen.ts'
import { anyNet, regNet } from './testing/sampleMarks.ts'
import { said } from './testing/texts.ts'

/** Axes at 24, 304 and 584 px from the left, from 76 to 276 px from the top. */
const size = { width: 640, height: 306 }
const axes = [
  { id: 'depth', title: 'Depth', log: false },
  { id: 'groupWidth', title: 'Group width', log: true, text: (value: number) => `w${value}` },
]
const run = (
  id: string,
  values: ParallelRun['values'],
  errorPercent: number | null,
  more: Partial<ParallelRun> = {},
) => ({
  ...{ id, mark: regNet, values, errorPercent },
  ...more,
})
/** Errors from 20 to 40, depths from 10 to 20, group widths from 8 to 32. */
const four = [
  run('#1', [10, 8], 20),
  run('#2', [12, 16], 30, { mark: anyNet }),
  run('#3', [15, 32], 35, { name: 'third' }),
  run('#4', [20, 8], 40),
]
const drawing = (given: Partial<ParallelInput> = {}, view: ChartView = size) =>
  parallelCoordinates({ axes, runs: four, topShare: 0.5, ...given }, view)
const drawn = (given: Partial<ParallelInput> = {}, view: ChartView = size) => seen(drawing(given, view), view)
const lines = ({ shapes }: Seen) => shapes.filter(({ kind }) => kind === 'polyline')
const ofColour = (chart: Seen, colour: string) => lines(chart).filter(({ stroke }) => stroke === colour)
const heights = (chart: Seen, colour: string) => ofColour(chart, colour).map(({ points }) => points.map(([, y]) => y))
const { ghost, accent, inkFaint, inkSoft, selection } = lightTheme
const path = { '#1': [276, 276, 276], '#2': [236, 176, 176], '#3': [176, 76, 126], '#4': [76, 276, 76] }
const words = ({ texts }: Seen) => texts.map(({ text }) => text)

describe('the line of a run', () => {
  it('crosses each axis at its value, linear or by factors, and ends at its error', () => {
    const [best] = ofColour(drawn({ topShare: 1 }), anyNet.colour)
    expect(best!.points).toEqual([
      [24, 236],
      [304, 176],
      [584, 176],
    ])
    expect(best).toMatchObject({ fill: null, dash: [], clipped: false, width: 1.25 })
  })

  it('is in the colour of its space if it is among the best share, else grey and thinner', () => {
    const chart = drawn()
    expect(heights(chart, regNet.colour)).toEqual([path['#1']])
    expect(heights(chart, anyNet.colour)).toEqual([path['#2']])
    expect(heights(chart, ghost)).toEqual([path['#4'], path['#3']])
    expect(ofColour(chart, ghost).map(({ width, opacity }) => [width, opacity])).toEqual([
      [1, 0.55],
      [1, 0.55],
    ])
    expect(heights(drawn({ topShare: 0.51 }), ghost)).toEqual([path['#4']])
    expect(heights(drawn({}, { ...size, theme: darkTheme }), regNet.darkColour)).toEqual([path['#1']])
  })

  it('is drawn the later the better it is, so that the best are seen', () =>
    expect(
      heights(drawn({ topShare: 1, runs: four.map((each) => ({ ...each, mark: regNet })) }), regNet.colour),
    ).toEqual(['#4', '#3', '#2', '#1'].map((id) => path[id as keyof typeof path])))

  it('is fainter among many', () => {
    const many = (count: number, topShare: number) =>
      lines(
        drawn({ topShare, runs: Array.from({ length: count }, (_, i) => run(`${i}`, [i % 7, 8], 20 + (i % 13))) }),
      )[0]!
    expect([20, 100, 300].map((count) => many(count, 1).opacity)).toEqual([0.9, 0.3, 0.14])
    expect([20, 240, 590].map((count) => many(count, 0).opacity)).toEqual([0.55, 0.25, 0.12])
  })

  it('ends on a shelf above the axis of errors if it diverged, and passes below an axis that it has no value on', () => {
    const chart = drawn({ topShare: 0, runs: [...four, run('#5', [null, 8], null)] })
    expect(ofColour(chart, ghost)[0]!.points).toEqual([
      [24, 294],
      [304, 276],
      [584, 56],
    ])
    expect(chart.texts.find(({ text }) => text === said('divergedRuns', { count: 1 }))).toMatchObject({
      ...{ x: 636, top: 50.5, align: 'right', colour: inkSoft, halo: lightTheme.surface },
    })
    expect(chart.texts.filter(({ text }) => text === '–')).toMatchObject([
      { x: 29, top: 288.5, align: 'left', colour: inkFaint, halo: lightTheme.surface },
    ])
    // It is drawn behind all others and is none of the best.
    expect(ofColour(chart, ghost)).toHaveLength(5)
    expect(words(drawn()).filter((text) => text === '–' || text === said('divergedRuns', { count: 0 }))).toEqual([])
  })
})

describe('the best share', () => {
  it('is that of finite errors of runs that count', () => {
    const runs = [...four, run('#5', [10, 8], null), run('#6', [10, 8], 1, { exclusion: 'wrong images' })]
    const chart = drawn({ runs })
    expect(lines(chart).filter(({ stroke }) => [regNet.colour, anyNet.colour].includes(stroke!))).toHaveLength(2)
    expect(ofColour(chart, ghost)).toHaveLength(3)
  })
})

describe('excluded runs', () => {
  const runs = [
    ...four,
    run('#5', [10, 8], 24, { exclusion: 'wrong images' }),
    run('#6', [12, 8], 28, { exclusion: null }),
  ]
  const chart = drawn({ runs, topShare: 1 })
  it('are dashed, whatever their error, and are counted beside a dashed line', () => {
    const dashed = chart.shapes.filter(({ dash }) => dash.length > 0)
    expect(dashed.map(({ kind, stroke, width, dash, opacity }) => ({ kind, stroke, width, dash, opacity }))).toEqual([
      { kind: 'polyline', stroke: inkFaint, width: 1, dash: [2, 3], opacity: 0.7 },
      { kind: 'line', stroke: inkFaint, width: 1, dash: [2, 3], opacity: 1 },
    ])
    expect(dashed[0]!.points.map(([, y]) => y)).toEqual([276, 276, 236])
    expect(dashed[1]!.points).toEqual([
      [616, 298],
      [640, 298],
    ])
    expect(chart.texts.at(-1)).toMatchObject({
      ...{ text: said('excluded', { count: 1 }), x: 610, top: 292, align: 'right', colour: inkFaint },
    })
  })
  it('are not mentioned without any', () => expect(drawn().shapes.filter(({ dash }) => dash.length > 0)).toEqual([]))
  it('are read with the reason', () => {
    const points = drawing({ runs }).points!()
    expect(points.map(({ rows }) => rows!.length)).toEqual([3, 4, 3, 3, 3, 3])
    expect(points[1]).toMatchObject({ id: '#5', rows: { 3: { name: said('excludedRun'), value: 'wrong images' } } })
  })
})

describe('many runs', () => {
  const many = (count: number) => Array.from({ length: count }, (_, i) => run(`${i}`, [i % 7, 8], 20 + i / count))
  it('are drawn up to 400 of the best and 600 others, the best and worst of each among them, and told', () => {
    const chart = drawn({ runs: many(2000), topShare: 0.5 })
    const note = said('linesShown', { shown: 1000, count: 2000 })
    expect(chart.texts.find(({ text }) => text === note)).toMatchObject({ x: 0, top: 292, colour: inkFaint })
    const errors = (colour: string) => ofColour(chart, colour).map(({ points }) => points[2]![1])
    expect([errors(regNet.colour).length, errors(ghost).length]).toEqual([400, 600])
    expect(errors(ghost)[0]).toBeCloseTo(76, 0)
    expect(errors(ghost).at(-1)).toBeCloseTo(176, 0)
    expect(errors(regNet.colour)[0]).toBeCloseTo(176, 0)
    expect(errors(regNet.colour).at(-1)).toBe(276)
  })
  it('are not told of if all are drawn', () => {
    const below = (count: number) => drawn({ runs: many(count), topShare: 0 }).texts.filter(({ top }) => top > 280)
    expect(below(600)).toEqual([])
    expect(below(601).map(({ text }) => text)).toEqual([said('linesShown', { shown: 600, count: 601 })])
  })
})

describe('a kept range', () => {
  const kept = { depth: { low: 12, high: 15 } }
  it('fades runs outside it, whose ends belong to it', () => {
    const chart = drawn({ topShare: 1, kept })
    expect(heights(chart, ghost)).toEqual([path['#4'], path['#1']])
    expect(heights(chart, anyNet.colour)).toEqual([path['#2']])
    expect(heights(chart, regNet.colour)).toEqual([path['#3']])
  })
  it('is a bar on its axis', () => {
    const bars = drawn({ kept }).shapes.filter(({ kind }) => kind === 'rect')
    expect(bars).toMatchObject([
      {
        points: [
          [19, 176],
          [29, 236],
        ],
        fill: accent,
        stroke: accent,
        width: 1,
        opacity: 0.34,
      },
    ])
    const thin = drawn({ kept: { depth: { low: 12, high: 12 } } }).shapes.find(({ kind }) => kind === 'rect')
    expect(thin!.points).toEqual([
      [19, 236],
      [29, 238],
    ])
    expect(drawn().shapes.filter(({ kind }) => kind === 'rect')).toEqual([])
  })
  it('of errors fades diverged runs, and one of a parameter those without a value', () => {
    const runs = [...four, run('#5', [12, null], null)]
    const ghosts = (given: ParallelInput['kept']) => heights(drawn({ runs, topShare: 1, kept: given! }), ghost).length
    expect(ghosts({ error: { low: 20, high: 30 } })).toBe(3)
    expect(ghosts({ groupWidth: { low: 1, high: 100 } })).toBe(1)
    expect(ghosts({ groupWidth: { low: 8, high: 8 } })).toBe(3)
    expect(ghosts({ error: { low: 20, high: 40 }, depth: { low: 12, high: 20 } })).toBe(2)
  })
  it('can be dragged on every axis, 12 px around it', () => {
    expect(drawing({ kept }).brushes).toMatchObject([
      {
        id: 'depth',
        along: 'y',
        box: { left: 12, top: 76, width: 24, height: 200 },
        scale: { low: 10, high: 20 },
        range: kept.depth,
      },
      { id: 'groupWidth', along: 'y', box: { left: 292 }, scale: { low: 8, high: 32, log: true } },
      { id: 'error', along: 'y', box: { left: 572 }, scale: { low: 20, high: 40 } },
    ])
  })
})

describe('selected runs', () => {
  it('are drawn in front of all else, and thinner where many would hide what they cross', () => {
    const chart = drawn({ selected: new Set(['#3', 'gone']) })
    expect(lines(chart).at(-1)).toMatchObject({ stroke: selection, width: 2.25, opacity: 1, dash: [] })
    expect(heights(chart, selection)).toEqual([path['#3']])
    expect(ofColour(chart, ghost)).toHaveLength(2)
    const many = (count: number) => {
      const runs = Array.from({ length: count }, (_, i) => run(`${i}`, [i, 8], 20 + i))
      return lines(drawn({ runs, selected: new Set(runs.map(({ id }) => id)) })).at(-1)!.width
    }
    expect([8, 9].map(many)).toEqual([2.25, 1.25])
  })
})

describe('the axes', () => {
  const { texts, shapes } = drawn()
  it('are lines at equal distances', () =>
    expect(shapes.filter(({ kind }) => kind === 'line')).toMatchObject(
      [24, 304, 584].map((x) => ({
        points: [
          [x, 76],
          [x, 276],
        ],
        stroke: lightTheme.axis,
        width: 1,
        dash: [],
      })),
    ))

  it('have their titles above, those at the ends aligned with the edges, and a note if logarithmic', () => {
    const titles = texts.filter(({ top }) => top < 60)
    expect(titles.map(({ text, x, top, align, colour }) => [text, x, top, align, colour])).toEqual([
      ['Depth', 0, 20, 'left', inkSoft],
      ['Group width', 304, 20, 'center', inkSoft],
      [said('log'), 304, 36, 'center', inkFaint],
      [said('error'), 636, 36, 'right', inkSoft],
    ])
  })

  it('have ticks right of them in their own way of writing, the unit at the last of errors', () => {
    const ticks = texts.filter(({ top }) => top > 60)
    expect(ticks.map(({ text, x, top }) => [text, x, top + 5.5])).toEqual([
      ...['10', '12', '14', '16', '18', '20'].map((text, i) => [text, 29, 276 - 40 * i]),
      ...['w8', 'w16', 'w32'].map((text, i) => [text, 309, 276 - 100 * i]),
      ...['20', '25', '30', '35', '40 %'].map((text, i) => [text, 589, 276 - 50 * i]),
    ])
    expect(ticks.every(({ colour, halo }) => colour === inkFaint && halo === lightTheme.surface)).toBe(true)
  })

  it('have every other tick where they would be less than 14 px apart', () => {
    const ticks = (height: number) =>
      drawn({}, { width: 640, height })
        .texts.filter(({ x, top }) => x === 29 && top > 60)
        .map(({ text }) => text)
    expect(ticks(190)).toEqual(['10', '12', '14', '16', '18', '20'])
    expect(ticks(189)).toEqual(['10', '14', '18'])
    const errors = drawn({}, { width: 640, height: 170 }).texts.filter(({ x, top }) => x === 589 && top > 60)
    expect(errors.map(({ text }) => text)).toEqual(['20', '30', '40 %'])
  })

  it('are linear where a value is zero, whatever was asked for', () => {
    const chart = drawn({ runs: [...four, run('#5', [10, 0], 25)] })
    expect(words(chart)).not.toContain(said('log'))
    expect(words(chart)).toContain('w0')
  })

  it('have some scale without a value', () => {
    const chart = drawn({ runs: [run('#1', [null, null], null)] })
    expect(words(chart)).toEqual(expect.arrayContaining(['0', '1', 'w0', 'w1', '1 %']))
  })

  it('of close neighbours have their titles on two lines, which they fill without one over another', () => {
    const close = Array.from({ length: 8 }, (_, i) => ({
      id: `${i}`,
      title: `a very, very, very long title of axis ${i}`,
      log: false,
    }))
    const runs = [run('#1', [1, 2, 3, 4, 5, 6, 7, 8], 20)]
    for (const width of [640, 860, 960, 1000]) {
      const view = { width, height: 306 }
      const { texts: all } = drawn({ axes: close, runs }, view)
      const titles = all.filter(({ top }) => top < 60)
      expect(titles).toHaveLength(9)
      expect(titles.map(({ top }) => top)).toEqual(
        width < 960 ? [20, 4, 20, 4, 20, 4, 20, 4, 36] : [20, 20, 20, 20, 20, 20, 20, 20, 36],
      )
      const spans = titles.map(({ x, top, align, width: long }) => {
        const left = align === 'left' ? x : align === 'right' ? x - long : x - long / 2
        return { left, right: left + long, top }
      })
      for (const [i, one] of spans.entries()) {
        expect(one.left).toBeGreaterThanOrEqual(0)
        expect(one.right).toBeLessThanOrEqual(width)
        for (const other of spans.slice(0, i))
          if (other.top === one.top) expect(one.left >= other.right || one.right <= other.left).toBe(true)
        // They are truncated only as far as the next on their line requires, to a letter and the gap.
        const next = spans.slice(i + 1).find(({ top }) => top === one.top)
        if (next) expect(next.left - one.right).toBeLessThan(24)
      }
    }
  })

  it('are that of errors alone without a parameter, on which runs are read and chosen but no lines drawn', () => {
    const alone = { axes: [], runs: four.map((each) => ({ ...each, values: [] })), selected: new Set(['#1']) }
    const chart = drawn(alone)
    expect(chart.texts[0]).toMatchObject({ text: said('error'), x: 0, top: 36 })
    expect(lines(chart)).toEqual([])
    expect(drawing(alone).points!().map(({ x, y }) => [x, y])).toEqual([276, 176, 126, 76].map((y) => [24, y]))
    expect(drawing(alone).brushes).toMatchObject([{ id: 'error', box: { left: 12 } }])
  })
})

it('runs are read by error, each with its parameters at the end of its line', () => {
  const points = drawing({ runs: [...four.toReversed(), run('#5', [null, 8], 25), run('#6', [1, 8], null)] }).points!()
  expect(points.map(({ id, title, x }) => [id, title, x])).toEqual([
    ['#1', '#1', 584],
    ['#5', '#5', 584],
    ['#2', '#2', 584],
    ['#3', 'third', 584],
    ['#4', '#4', 584],
  ])
  expect(points.map(({ y }) => y)).toEqual([276, 226, 176, 126, 76])
  expect(points[1]!.rows).toEqual([
    { name: said('error'), value: '25.0 %' },
    { name: 'Depth', value: '–' },
    { name: 'Group width', value: 'w8' },
  ])
})
