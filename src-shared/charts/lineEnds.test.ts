import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lightTheme } from './chartTheme.ts'
import { lineEnds, plotHeightForNames, shortened, type LineEnd } from './lineEnds.ts'
import { spaceMarks } from './spaceMarks.ts'
import { seen, type Seen } from './testing/seen.ts'
import { anyNet, hollow, regNet } from './testing/sampleMarks.ts'
import { said, t } from './testing/texts.ts'

const own: LineEnd = { name: 'RegNetX', mark: regNet, y: 100, cells: [], bold: false }
const columns = [
  { title: 'n', right: 170 },
  { title: 'mean', right: 260 },
]
/** What is drawn beside a plot that ends at 300 px from the left. */
function drawn(ends: readonly LineEnd[], [top, bottom] = [34, 200] as [number, number]): Seen {
  const elements = lineEnds(ends, columns, 300, [top, bottom], lightTheme, t)
  const size = { width: 640, height: bottom + 60 }
  return seen({ option: { graphic: { elements } }, plot: { left: 0, top: 0, width: 300, height: 1 } }, size)
}
const names = ({ texts: all }: Seen) => all.filter(({ x, align }) => x === 346 && align === 'left')

describe('a name at the end of a line', () => {
  const { texts: all, shapes } = drawn([{ ...own, cells: ['500', '41.3'], bold: true }])
  it('lies beside it with its numbers, under the titles of their columns', () => {
    const common = { align: 'right', halo: null, size: 11, bold: false }
    const { ink, inkFaint } = lightTheme
    expect(all).toMatchObject([
      { text: 'n', x: 504, top: 8, colour: inkFaint, ...common },
      { text: 'mean', x: 594, top: 8, colour: inkFaint, ...common },
      { text: 'RegNetX', x: 346, top: 92, align: 'left', colour: ink, size: 13, bold: true, halo: null },
      { text: '500', x: 504, top: 92, align: 'right', colour: ink, size: 13, bold: true, halo: null },
      { text: '41.3', x: 594, top: 92, align: 'right', colour: ink, size: 13, bold: true, halo: null },
    ])
  })

  it('is joined to it by a curve in its colour that leaves and arrives level', () => {
    const [curve] = drawn([own, { ...own, y: 101 }]).shapes.filter(({ kind }) => kind === 'bezier-curve')
    expect(curve).toMatchObject({ stroke: regNet.colour, fill: null, width: 1, opacity: 0.7 })
    expect(curve!.points).toEqual([
      [301, 100],
      [314, 100],
      [310, 100],
      [326, 100],
    ])
    const [, second] = drawn([own, { ...own, y: 101 }]).shapes.filter(({ kind }) => kind === 'bezier-curve')
    expect(second!.points).toEqual([
      [301, 101],
      [314, 101],
      [310, 122],
      [326, 122],
    ])
  })

  it('has the symbol of its space, filled as that of its population', () => {
    const symbol = shapes.find(({ kind }) => kind === 'polygon')!
    expect(symbol).toMatchObject({ fill: regNet.colour, stroke: null })
    const [xs, ys] = [0, 1].map((axis) => symbol.points.map((point) => point[axis]!)) as [number[], number[]]
    const middle = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2
    expect([middle(xs), middle(ys)]).toEqual([334, 100])
    expect(Math.max(...xs) - Math.min(...xs)).toBeCloseTo(8.3, 0)
    const further = drawn([{ ...own, mark: hollow }]).shapes.find(({ kind }) => kind === 'polygon')
    expect(further).toMatchObject({ fill: lightTheme.surface, stroke: regNet.colour, width: 1.25 })
  })

  it('has its symbol the right way round', () => {
    const arrow: LineEnd['mark'] = {
      ...regNet,
      symbolPoints: [
        [1, 0],
        [-1, -1],
        [-1, 0.5],
      ],
    }
    expect(drawn([{ ...own, mark: arrow }]).shapes.find(({ kind }) => kind === 'polygon')!.points).toEqual([
      [338, 100],
      [330, 96],
      [330, 102],
    ])
  })

  it('is shortened if it is long, as far as the numbers beside it need', () => {
    const long = (...cells: string[]) =>
      names(drawn([{ ...own, name: 'an own space of a very long name', cells }]))[0]!.text
    expect(long()).toBe('an own space of a ver…')
    expect(long('12 345')).toBe('an own space of…')
  })
})

it('names of lines that end within a px keep their order', () => {
  const ends = [40.0001, 40, 39.9999].map((y, i) => ({ ...own, name: `space ${i}`, y }))
  const heights = names(drawn(ends)).map(({ top }) => top)
  expect(heights).toEqual([32, 54, 76])
})

describe('names of many lines', () => {
  const many = (count: number, bold = -1) => {
    const all = Array.from({ length: count }, (_, i) => `Own ${i}`)
    const marks = spaceMarks(all)
    return all.map((name, i) => ({ ...own, name, mark: marks.get(name)!, y: 34, bold: i === bold }))
  }
  const shown = (count: number, bold = -1, bottom = 200) =>
    names(drawn(many(count, bold), [34, bottom])).map(({ text }) => text)

  it('stay inside the plot without overlap, with a count of those left out', () => {
    const ys = fc.array(fc.double({ min: 34, max: 300, noNaN: true }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(ys, fc.integer({ min: 120, max: 300 }), (given, bottom) => {
        const ends = given.map((y, i) => ({ ...own, name: `Own ${i}`, y: Math.min(y, bottom) }))
        const rows = names(drawn(ends, [34, bottom]))
        const middles = rows.map(({ top }) => top + 8).sort((a, b) => a - b)
        expect(middles[0]).toBeGreaterThanOrEqual(36)
        expect(middles.at(-1)).toBeLessThanOrEqual(bottom - 4)
        for (const [i, y] of middles.entries()) if (i > 0) expect(y - middles[i - 1]!).toBeGreaterThanOrEqual(16 - 0.02)
        const left = given.length - rows.filter(({ size }) => size === 13).length
        const moreNames = rows.filter(({ size }) => size === 11).map(({ text }) => text)
        expect(moreNames).toEqual(left > 0 ? [said('moreNames', { count: left })] : [])
        // Nothing is left out that there is room for.
        expect(left > 0).toBe(16 * (given.length - 1) > bottom - 40)
      }),
      { numRuns: 60 },
    )
  })

  it('have rows of 22 px where there is room, and of 16 px where there is not', () => {
    const tops = (count: number) => names(drawn(many(count))).map(({ top }) => top)
    expect(tops(3)).toEqual([28, 50, 72])
    expect(tops(11)).toEqual(Array.from({ length: 11 }, (_, i) => 28 + 16 * i))
  })

  it('keep the compared ones, then the first', () => {
    expect(shown(60, 59)).toEqual([
      said('moreNames', { count: 50 }),
      ...[0, 1, 2, 3, 4, 5, 6, 7, 8].map((i) => `Own ${i}`),
      'Own 59',
    ])
    expect(names(drawn(many(60))).find(({ size }) => size === 11)).toMatchObject({
      colour: lightTheme.inkSoft,
      top: 188,
    })
  })

  it('all fit in a plot of the height that they require', () => {
    for (const count of [1, 2, 60]) {
      expect(shown(count, -1, 34 + plotHeightForNames(count))).toHaveLength(count)
      expect(shown(count, -1, 34 + plotHeightForNames(count))).toContain(`Own ${count - 1}`)
    }
    expect(plotHeightForNames(0)).toBe(plotHeightForNames(1))
  })

  it('keep their order in a plot that has no height at all', () => {
    expect(names(drawn([own, { ...own, mark: anyNet }], [34, 30]))).toHaveLength(1)
  })
})

describe('a shortened name', () => {
  it('of several parts loses the middle, since the last part distinguishes most', () => {
    expect(shortened('A · lr 0.05 · seed 3')).toBe('A … seed 3')
    expect(shortened('A · b · c')).toBe('A · b · c')
    expect(shortened('A · lr 0.05')).toBe('A · lr 0.05')
  })

  it('of several parts that is still too long loses letters of the first, as long as some are left', () => {
    expect(shortened('RegNetX · 500–700 kF', 20)).toBe('RegNetX · 500–700 kF')
    expect(shortened('RegNetX · 500–700 kF', 18)).toBe('RegN… · 500–700 kF')
    expect(shortened('RegNetX_inverted · lr 0.05 · 8 epochs', 20)).toBe('RegNetX_… … 8 epochs')
    expect(shortened('RegNetX · 500–700 kF')).toBe('RegNetX · 500–…')
  })
  it('has at most fifteen letters, or as many as asked for, the last an ellipsis', () => {
    expect(shortened('a space of one long name')).toBe('a space of one…')
    expect(shortened('fifteen letters')).toBe('fifteen letters')
    expect(shortened('RegNetX', 6)).toBe('RegNe…')
    expect(shortened('a long first part · b · another long part')).toBe('a long first p…')
    expect(shortened('Long · middle', 6)).toBe('Long …')
  })
  it('counts letters, not their codes', () => expect(shortened('😀😀😀', 3)).toBe('😀😀😀'))
})
