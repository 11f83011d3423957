import { expect, it } from 'vitest'
import { lightTheme } from './chartTheme.ts'
import { lineEnds, shortened } from './lineEnds.ts'
import { spaceMarks } from './spaceMarks.ts'

it('names of lines that end within a px keep their order', () => {
  const mark = spaceMarks(['RegNetX']).get('RegNetX')!
  const ends = [40.0001, 40, 39.9999].map((y, i) => ({ name: `space ${i}`, mark, y, cells: [], bold: false }))
  const drawn = lineEnds(ends, [], 300, [20, 200], lightTheme)
  const heights = drawn.filter(({ type }) => type === 'text').map(({ y }) => Number(y))
  expect(heights).toEqual(heights.toSorted((a, b) => a - b))
  expect(new Set(heights).size).toBe(3)
})

it('cuts the middle of a name of several parts, since the last tells most', () => {
  expect(shortened('A · lr 0.05 · seed 3')).toBe('A … seed 3')
  expect(shortened('A · lr 0.05')).toBe('A · lr 0.05')
  expect(shortened('a space of one long name')).toBe('a space of one…')
})
