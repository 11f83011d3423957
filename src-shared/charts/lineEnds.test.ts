import { describe, expect, it } from 'vitest'
import { lightTheme } from './chartTheme.ts'
import { lineEnds, plotHeightForNames, shortened } from './lineEnds.ts'
import { spaceMarks } from './spaceMarks.ts'

it('names of lines that end within a px keep their order', () => {
  const mark = spaceMarks(['RegNetX']).get('RegNetX')!
  const ends = [40.0001, 40, 39.9999].map((y, i) => ({ name: `space ${i}`, mark, y, cells: [], bold: false }))
  const drawn = lineEnds(ends, [], 300, [20, 200], lightTheme)
  const heights = drawn.filter(({ type }) => type === 'text').map(({ y }) => Number(y))
  expect(heights).toEqual(heights.toSorted((a, b) => a - b))
  expect(new Set(heights).size).toBe(3)
})

describe('names of many lines', () => {
  const plot = [34, 200] as [number, number]
  const drawn = (count: number, bold = -1, height = plot[1]) => {
    const names = Array.from({ length: count }, (_, i) => `Own ${i}`)
    const marks = spaceMarks(names)
    const ends = names.map((name, i) => ({ name, mark: marks.get(name)!, y: plot[0], cells: [], bold: i === bold }))
    return lineEnds(ends, [], 300, [plot[0], height], lightTheme).flatMap((graphic) =>
      graphic.type === 'text'
        ? [{ y: Number(graphic.y), said: (graphic as { style: { text: string } }).style.text }]
        : [],
    )
  }
  it.each([1, 7, 8, 10, 11, 14, 60])(
    '%i stay inside the plot without overlap, with a count of those left out',
    (count) => {
      const rows = drawn(count)
      const heights = rows.map(({ y }) => y).sort((a, b) => a - b)
      expect(heights[0]).toBeGreaterThanOrEqual(plot[0] - 8)
      expect(heights.at(-1)).toBeLessThanOrEqual(plot[1])
      for (const [i, y] of heights.entries()) if (i > 0) expect(y - heights[i - 1]!).toBeGreaterThanOrEqual(16 - 1e-9)
      const [more] = rows.flatMap(({ said }) => /^(\d+) more$/.exec(said)?.[1] ?? [])
      expect(rows.length - (more ? 1 : 0) + Number(more ?? 0)).toBe(count)
    },
  )
  it('keep the compared ones', () => {
    const said = drawn(60, 59).map((row) => row.said)
    expect(said).toContain('Own 59')
    expect(said).toContain('Own 0')
    expect(said).toContain('50 more')
  })
  it('all fit in a plot of the height they require', () => {
    const said = drawn(60, -1, plot[0] + plotHeightForNames(60)).map((row) => row.said)
    expect(said).toHaveLength(60)
    expect(said).toContain('Own 59')
  })
})

it('shortens a name of several parts in the middle, since the last part distinguishes most', () => {
  expect(shortened('A · lr 0.05 · seed 3')).toBe('A … seed 3')
  expect(shortened('A · lr 0.05')).toBe('A · lr 0.05')
  expect(shortened('a space of one long name')).toBe('a space of one…')
})
