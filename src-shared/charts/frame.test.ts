import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { darkTheme, lightTheme } from './chartTheme.ts'
import { framed, pixelX, pixelY, plotBox, ruler, text, type AxisInput, type FrameInput, type Graphic } from './frame.ts'
import { linearScale, logScale } from './scale.ts'
import { seen, type SeenText } from './testing/seen.ts'

const size = { width: 500, height: 200 }
const margins = { left: 50, right: 50, top: 40, bottom: 60 }
const linear: AxisInput = { scale: linearScale(0, 100, 4), title: 'Error', unit: '%' }
const doubling: AxisInput = { scale: logScale(8, 128), title: 'Width' }
const frame = (given: Partial<FrameInput> = {}): FrameInput => ({
  size,
  margins,
  x: linear,
  y: doubling,
  theme: lightTheme,
  ...given,
})
const drawn = (input: FrameInput, graphics: Graphic[] = []) => seen(framed(input, [], graphics), input.size)
/** The labels under the plot and those left of it. */
const under = ({ texts }: { texts: readonly SeenText[] }) => texts.filter(({ align }) => align === 'center')
const beside = ({ texts }: { texts: readonly SeenText[] }) =>
  texts.filter(({ align, x }) => align === 'right' && x < margins.left)

describe('the axes of a chart', () => {
  it('write each tick under or beside its place, the unit at the last one', () => {
    const labels = drawn(frame())
    expect(under(labels).map(({ text: words, x }) => [words, x])).toEqual([
      ['0', 50],
      ['50', 250],
      ['100 %', 450],
    ])
    // Doublings are equally far apart, and the labels are widths, not their logarithms.
    expect(beside(labels).map(({ text: words, top, size: px }) => [words, top + px / 2])).toEqual([
      ['8', 140],
      ['16', 115],
      ['32', 90],
      ['64', 65],
      ['128', 40],
    ])
    expect(beside(labels).every(({ x }) => x === 44)).toBe(true)
    expect(under(labels).every(({ top }) => top === 146)).toBe(true)
  })

  it('write ticks by the rule of the axis', () => {
    const percent = { ...linear, text: (value: number) => `${value / 100}` }
    expect(under(drawn(frame({ x: percent }))).map(({ text: words }) => words)).toEqual(['0', '0.5', '1 %'])
  })

  it('are a line below the plot and faint lines across it at the ticks of the vertical axis', () => {
    const { shapes } = drawn(frame())
    const lines = shapes.map(({ points, stroke }) => ({ points, stroke }))
    const across = (y: number, stroke: string) => ({
      points: [
        [50, y],
        [450, y],
      ],
      stroke,
    })
    const { grid, axis } = lightTheme
    expect(lines.slice(0, 5)).toEqual([140.5, 115.5, 90.5, 65.5, 40.5].map((y) => across(y, grid)))
    expect(lines.slice(5)).toEqual([across(140.5, axis)])
  })

  it('have their line below the plot where the vertical axis runs below zero, too', () => {
    const { shapes } = drawn(frame({ y: { scale: linearScale(-1, 1, 2), title: '' } }))
    expect(shapes.filter(({ stroke }) => stroke === lightTheme.axis).map(({ points }) => points[0])).toEqual([
      [50, 140.5],
    ])
  })

  it('have their titles above the plot from the left edge, and under the end of the plot', () => {
    const { texts } = drawn(frame())
    const { inkFaint } = lightTheme
    const common = { colour: inkFaint, size: 11, bold: false, halo: null }
    expect(texts.slice(-2)).toMatchObject([
      { text: 'Error', x: 450, top: 186, align: 'right', ...common },
      { text: 'Width', x: 0, top: 14, align: 'left', ...common },
    ])
    expect(drawn(frame({ margins: { ...margins, top: 20 } })).texts.at(-1)).toMatchObject({ text: 'Width', top: 0 })
  })

  it('truncate titles that are wider than the chart up to the end of the plot', () => {
    const title = 'a title of very many words that no chart of this size can hold'
    const { texts } = drawn(
      frame({ size: { width: 300, height: 200 }, x: { ...linear, title }, y: { ...linear, title } }),
    )
    for (const { text: words } of texts.slice(-2)) {
      expect(words).toMatch(/^a title of very many words .*\.\.\.$/)
    }
  })

  it('have no title where it is empty, and neither labels nor title above a chart that shares the axis', () => {
    const words = (input: FrameInput) => drawn(input).texts.map(({ text: word }) => word)
    const quiet = { ...linear, title: '' }
    expect(words(frame({ x: quiet, y: quiet }))).toEqual(['0', '50', '100 %', '0', '50', '100 %'])
    const shared = words(frame({ x: { ...doubling, labels: false }, y: quiet }))
    expect(shared).toEqual(['0', '50', '100 %'])
  })

  it('are drawn in the colours and the font of the theme, on the background of the page', () => {
    const input = frame({ theme: darkTheme })
    const { texts, shapes } = drawn(input)
    expect(new Set(texts.map(({ colour }) => colour))).toEqual(new Set([darkTheme.inkFaint]))
    expect(new Set(shapes.map(({ stroke }) => stroke))).toEqual(new Set([darkTheme.grid, darkTheme.axis]))
    const { option } = framed(input, [])
    expect(option).toMatchObject({ backgroundColor: 'transparent', textStyle: { fontFamily: darkTheme.fontFamily } })
  })
})

describe('ticks', () => {
  const anyAxis = fc.record({
    width: fc.integer({ min: 120, max: 900 }),
    height: fc.integer({ min: 110, max: 500 }),
    high: fc.double({ min: 0.01, max: 1e6, noNaN: true }),
    count: fc.integer({ min: 1, max: 40 }),
  })

  it('are every k-th from the first, with the smallest k that keeps labels apart', () => {
    fc.assert(
      fc.property(anyAxis, ({ width, height, high, count }) => {
        const scale = linearScale(0, high, count)
        const axis = { scale, title: '' }
        const input = frame({ size: { width, height }, x: axis, y: axis })
        const { texts } = drawn(input)
        const numbers = (labels: readonly SeenText[]) => labels.map(({ text: words }) => Number(words))
        const letters = Math.max(...scale.ticks.map((tick) => String(tick).length))
        for (const [labels, room, length] of [
          [under({ texts }), 6.5 * letters + 8, width - 100],
          [beside({ texts }), 18, height - 100],
        ] as const) {
          const shown = numbers(labels)
          const apart = length / (scale.ticks.length - 1)
          // Labels that just fit fit or not by the last bit.
          fc.pre(Math.abs(room / apart - Math.round(room / apart)) > 1e-6)
          const stride = Math.min(scale.ticks.length, Math.ceil(room / apart))
          expect(shown).toEqual(scale.ticks.filter((_, i) => i % stride === 0))
        }
      }),
      { numRuns: 60 },
    )
  })

  it('stand where values of their size are drawn', () => {
    fc.assert(
      fc.property(anyAxis, ({ width, height, high }) => {
        for (const scale of [linearScale(0, high, 4), logScale(high / 50, high)]) {
          const input = frame({ size: { width, height }, x: { scale, title: '' }, y: { scale, title: '' } })
          const { texts } = drawn(input)
          const shown = under({ texts })
          expect(shown[0]!.x).toBeCloseTo(pixelX(input, scale.ticks[0]!), 1)
          const up = beside({ texts })
          expect(up[0]!.top + up[0]!.size / 2).toBeCloseTo(pixelY(input, scale.ticks[0]!), 1)
          for (const { text: words, x } of shown) expect(x).toBeCloseTo(pixelX(input, near(scale.ticks, words)), 1)
          for (const { text: words, top, size: px } of up)
            expect(top + px / 2).toBeCloseTo(pixelY(input, near(scale.ticks, words)), 1)
        }
      }),
      { numRuns: 40 },
    )
  })

  /** The tick that a label stands for; labels have six digits. */
  function near(ticks: readonly number[], words: string): number {
    const value = Number(words)
    return ticks.toSorted((a, b) => Math.abs(a - value) - Math.abs(b - value))[0]!
  }
})

describe('the plot', () => {
  it('lies inside the margins, and is at least one px large', () => {
    expect(plotBox({ size, margins })).toEqual({ left: 50, top: 40, width: 400, height: 100 })
    expect(plotBox({ size: { width: 90, height: 90 }, margins })).toMatchObject({ width: 1, height: 1 })
  })

  it('shows values beyond an axis at its end', () => {
    const input = frame()
    expect([-20, 25, 300].map((value) => pixelX(input, value))).toEqual([50, 150, 450])
    expect([1, 16, 4096].map((value) => pixelY(input, value))).toEqual([140, 115, 40])
  })
})

describe('a text', () => {
  const of = (...graphics: Graphic[]) => drawn(frame({ x: { ...linear, title: '' } }), graphics).texts.slice(9)
  it('is small dark ink from the left by default', () =>
    expect(of(text('RegNetX', 20, 30, lightTheme))).toMatchObject([
      { text: 'RegNetX', x: 20, top: 30, align: 'left', colour: lightTheme.ink, size: 11, bold: false, halo: null },
    ]))

  it('takes alignment, colour, size, weight and a halo in the colour of the surface', () => {
    const style = { align: 'right', colour: '#123456', size: 13, bold: true, halo: true } as const
    const { surface } = darkTheme
    expect(of(text('RegNetX', 20, 30, darkTheme, style))).toMatchObject([
      { text: 'RegNetX', x: 20, top: 30, align: 'right', colour: '#123456', size: 13, bold: true, halo: surface },
    ])
  })

  it('is truncated beyond its room alone', () => {
    const words = of(
      text('a rather long name', 20, 30, lightTheme, { room: 60 }),
      text('short', 20, 50, lightTheme, { room: 60 }),
    )
    expect(words[0]!.text).toMatch(/^a rath.{0,4}\.\.\.$/)
    expect(words[1]!.text).toBe('short')
  })

  it('lowers the letter of a space where the chart does so itself, in three quarters of its size', () => {
    const subscripts = { ...lightTheme, subscripts: true }
    const [name, letter] = of(text('AnyNetX_A', 20, 30, subscripts, { size: 13, bold: true, colour: '#123456' }))
    expect(name).toMatchObject({ text: 'AnyNetX', x: 20, size: 13, bold: true, colour: '#123456' })
    expect(letter).toMatchObject({ text: 'A', size: 10, bold: true, colour: '#123456' })
    expect(letter!.x).toBeGreaterThan(20)
    expect(letter!.top + letter!.size).toBeGreaterThan(name!.top + name!.size)
    expect(of(text('AnyNetX_A', 20, 30, lightTheme)).map(({ text: words }) => words)).toEqual(['AnyNetX_A'])
  })

  it.each(['my_own_space', 'AnyNetX_Ab3', 'a_', '_'])('lowers nothing in %s', (name) =>
    expect(of(text(name, 0, 0, { ...lightTheme, subscripts: true })).map(({ text: words }) => words)).toEqual([name]),
  )
})

it('a ruler is a thin solid line unless it is told otherwise', () => {
  const { shapes } = drawn(frame(), [
    ruler([1, 2], [3, 4], '#123456'),
    ruler([5, 6], [7, 8], '#654321', { width: 2, dash: [2, 3] }),
  ])
  expect(shapes.slice(-2)).toMatchObject([
    {
      kind: 'line',
      points: [
        [1, 2],
        [3, 4],
      ],
      stroke: '#123456',
      width: 1,
      dash: [],
    },
    {
      kind: 'line',
      points: [
        [5, 6],
        [7, 8],
      ],
      stroke: '#654321',
      width: 2,
      dash: [2, 3],
    },
  ])
})
