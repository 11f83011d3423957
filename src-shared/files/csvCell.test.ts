import fc from 'fast-check'
import { expect, it } from 'vitest'
import { csvCell, csvFile } from './csvCell.ts'

it.each<[string | number | null, string]>([
  [null, ''],
  ['', ''],
  [-1.5, '-1.5'],
  ['-1.5', '-1.5'],
  ['+3e-4', '+3e-4'],
  ...['-12', '+1.25', '-.5', '-.25', '-1e5', '+1e10', '-1E+10'].map((number): [string, string] => [number, number]),
  ['-', "'-"],
  ['-1.', "'-1."],
  ['-1e', "'-1e"],
  ['--1', "'--1"],
  ['-1+1', "'-1+1"],
  ['+1-1', "'+1-1"],
  ['=1+1', "'=1+1"],
  ['@SUM(1)', "'@SUM(1)"],
  ['\t=1', "'\t=1"],
  ['\r=1', `"'\r=1"`],
  ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
  ['a "b"', '"a ""b"""'],
  ['x\ny', '"x\ny"'],
  ['27.4, 3', '"27.4, 3"'],
  ['1-2', '1-2'],
  ['＝1+1', "'＝1+1"],
  ['＠SUM', "'＠SUM"],
  ['좁은 공간', '좁은 공간'],
])('writes %j as %j', (value, expected) => expect(csvCell(value)).toBe(expected))

it('no text cell starts like a formula unless it is a number', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', "'", ',', '1', 'e', '.', 'a') }),
      (text) => {
        const shown = csvCell(text).replace(/^"/, '')
        expect(/^[=+\-@\t\r]/.test(shown) && !Number.isFinite(Number(shown))).toBe(false)
      },
    ),
  )
})

it('rows end with CR LF, after a byte order mark', () =>
  expect(
    csvFile([
      ['a', 1],
      ['', null],
    ]),
  ).toBe('\ufeffa,1\r\n,\r\n'))
