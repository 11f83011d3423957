import { describe, expect, it } from 'vitest'
import { csvText } from './csvText.ts'
import { nearestPoint, spoken } from './nearest.ts'
import { errorRange, tinyCurve, tinyEdf } from './tinyLines.ts'

describe('the nearest datum', () => {
  const dots = [
    { x: 10, y: 10, title: 'a' },
    { x: 40, y: 10, title: 'b' },
  ]
  it('is the nearest within reach', () => expect(nearestPoint(dots, 30, 12)).toBe(1))
  it('is none out of reach', () => expect(nearestPoint(dots, 40, 90)).toBe(-1))
  it('is found by x alone if the datum is a line', () =>
    expect(
      nearestPoint(
        [
          { x: 0, title: 'a' },
          { x: 100, title: 'b' },
        ],
        70,
        500,
      ),
    ).toBe(1))
})

it('a datum is spoken with names and values', () => {
  const rows = [
    { name: 'RegNetX', value: '68 %' },
    { name: 'Stage 2', value: '' },
  ]
  expect(spoken({ x: 0, title: '28.0 %', rows })).toBe('28.0 %: RegNetX 68 %, Stage 2')
})

it('CSV quotes where necessary and leaves unknown cells empty', () => {
  const table = {
    columns: [{ title: 'space' }, { title: 'error, %' }],
    rows: () => [
      ['a "b"', 27.4],
      ['x\ny', null],
    ],
  }
  expect(csvText(table)).toBe('\ufeffspace,"error, %"\r\n"a ""b""",27.4\r\n"x\ny",\r\n')
})

describe('tiny lines', () => {
  const size = { width: 100, height: 43 }
  it('draw the EDF as exact steps to the right edge', () =>
    expect(tinyEdf({ errors: [25, 50] }, { low: 0, high: 100 }, size)).toBe('M0 41.5H25V21.5H50V1.5H100'))
  it('are empty for an empty population', () => expect(tinyEdf({ errors: [] }, { low: 0, high: 1 }, size)).toBe(''))
  it('share one range over populations', () =>
    expect(errorRange([{ errors: [20, 30] }, { errors: [] }, { errors: [40] }])).toEqual({ low: 19, high: 41 }))
  it('draw a curve from edge to edge', () =>
    expect(tinyCurve([100, 50, 0], { low: 0, high: 100 }, size)).toBe('M0 1.5L50 21.5L100 41.5'))
})
