import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lightTheme } from './chartTheme.ts'
import { edfMargins, edfNames, heightForEnds, heightForNames, namesAtEnds, type EdfName } from './edfLayout.ts'
import type { FrameInput, Graphic } from './frame.ts'
import { linearScale } from './scale.ts'
import { seen, type Seen } from './testing/seen.ts'
import { anyNet, hollow, regNet } from './testing/sampleMarks.ts'
import { said, t } from './testing/texts.ts'

const own: EdfName = {
  ...{ name: 'RegNetX', mark: regNet, bold: false, share: 1 },
  ...{ count: 500, weighted: false, min: 30.14, mean: 41.26, beyond: 0 },
}
const several = (count: number): EdfName[] =>
  Array.from({ length: count }, (_, i) => ({ ...own, name: `Own ${i}`, mean: 40 + i, mark: i % 2 ? hollow : anyNet }))

function graphics(names: readonly EdfName[], size: FrameInput['size']): Graphic[] {
  const axis = { scale: linearScale(0, 100), title: '' }
  const frame = { size, margins: edfMargins(size, names.length), theme: lightTheme, x: axis, y: axis }
  return edfNames(names, frame, 100, t)
}
/** What is drawn for names in a chart of this size, without its axes. */
const named = (names: readonly EdfName[], size: FrameInput['size']): Seen =>
  seen({ option: { graphic: { elements: graphics(names, size) } }, plot: { left: 0, top: 0, ...size } }, size)
/** The texts alone. */
const words = (names: readonly EdfName[], width: number, height: number) =>
  graphics(names, { width, height }).flatMap((each) =>
    each.type === 'text' ? [(each as { style: { text: string } }).style.text] : [],
  )

describe('names of EDFs', () => {
  it('lie at the line ends from a width of 600 px on, and else above the plot', () => {
    expect([599, 600].map(namesAtEnds)).toEqual([false, true])
    const leftmost = (width: number) => Math.min(...named([own], { width, height: 400 }).texts.map(({ x }) => x))
    expect(leftmost(600)).toBe(316)
    expect(leftmost(599)).toBe(28)
  })

  it('are ordered by mean error', () => {
    const names = [45, 41, 43].map((mean) => ({ ...own, name: `mean ${mean}`, mean }))
    const ordered = ['mean 41', 'mean 43', 'mean 45']
    for (const width of [400, 700]) {
      const rows = named(names, { width, height: 400 }).texts.filter(({ text }) => text.startsWith('mean 4'))
      expect(rows.toSorted((a, b) => a.top - b.top).map(({ text }) => text)).toEqual(ordered)
    }
  })
})

describe('the margins of EDFs', () => {
  it('leave room for the names: beside the plot, or above it', () => {
    expect(edfMargins({ width: 640, height: 300 }, 3)).toEqual({ left: 44, right: 330, top: 34, bottom: 40 })
    expect(edfMargins({ width: 400, height: 300 }, 3)).toEqual({
      left: 40,
      right: 18,
      top: 34 + 3 * 18 + 2,
      bottom: 40,
    })
    expect(edfMargins({ width: 400, height: 300 }, 0)).toEqual({ left: 40, right: 18, top: 34, bottom: 40 })
  })

  it('leave none for an axis that the chart below shows', () =>
    expect([400, 640].map((width) => edfMargins({ width, height: 300 }, 1, false).bottom)).toEqual([10, 10]))

  it('give all names a row in a narrow chart of the height that they require, the data the rest', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), (count) => {
        const height = heightForNames(count)
        expect(words(several(count), 400, height).filter((text) => text.startsWith('Own'))).toHaveLength(count)
        const { top } = edfMargins({ width: 400, height }, count)
        expect(top - 36).toBeLessThanOrEqual(0.35 * height + 1e-9)
        expect(top - 36).toBeGreaterThan(0.35 * (height - 1) - 0.01)
      }),
      { numRuns: 30 },
    )
  })

  it('give all names a row in a wide chart of the height that they require', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), (count) => {
        const shown = (height: number) => words(several(count), 640, height).filter((text) => text.startsWith('Own'))
        expect(shown(heightForEnds(count))).toHaveLength(count)
        if (count > 1) expect(shown(heightForEnds(count) - 1).length).toBeLessThan(count)
      }),
      { numRuns: 30 },
    )
  })
})

describe('the key of a narrow chart', () => {
  it('is omitted by a low chart with more names than fit, but for six or more', () => {
    expect(words(several(4), 400, 205)).toEqual([])
    expect(edfMargins({ width: 400, height: 205 }, 4).top).toBe(34)
    expect(words(several(4), 400, 206)).toHaveLength(8)
    expect(words(several(9), 400, 308)).toEqual([])
    expect(words(several(9), 400, 309)).toHaveLength(11)
  })

  it('counts in its last row the names that do not fit', () => {
    const { texts: shown } = named(several(9), { width: 400, height: 309 })
    expect(shown.filter(({ text }) => text.startsWith('Own')).map(({ text }) => text)).toEqual(
      [0, 1, 2, 3, 4].map((i) => `Own ${i}`),
    )
    expect(shown.at(-1)).toMatchObject({
      ...{ text: said('moreNames', { count: 4 }), x: 28, top: 92 },
      colour: lightTheme.inkSoft,
    })
    expect(edfMargins({ width: 400, height: 309 }, 9).top).toBe(34 + 6 * 18 + 2)
  })

  it('has a row per population: its line, its symbol, its name and its numbers', () => {
    const other = { ...own, name: 'AnyNetX_A', mark: anyNet, bold: true, mean: 50 }
    const { texts: shown, shapes } = named([own, other], { width: 400, height: 300 })
    expect(shown).toMatchObject([
      { text: 'RegNetX', x: 28, top: 2, align: 'left', size: 13, bold: false, colour: lightTheme.ink },
      {
        text: said('keyNumbers', { n: said('sampleSize', { n: 500 }), min: '30.1', mean: '41.3' }),
        ...{ x: 372, top: 4, align: 'right', size: 11, colour: lightTheme.inkSoft },
      },
      { text: 'AnyNetX_A', x: 28, top: 20, bold: true },
      { x: 372, top: 22 },
    ])
    const dashes = shapes.filter(({ kind }) => kind === 'line')
    expect(dashes).toMatchObject([
      {
        points: [
          [0, 10],
          [20, 10],
        ],
        stroke: regNet.colour,
        width: 1.5,
        dash: [],
      },
      {
        points: [
          [0, 28],
          [20, 28],
        ],
        stroke: anyNet.colour,
        width: 1.5,
        dash: anyNet.dash,
      },
    ])
    const symbols = shapes.filter(({ kind }) => kind === 'polygon')
    expect(symbols.map(({ fill }) => fill)).toEqual([regNet.colour, anyNet.colour])
    for (const [i, { points }] of symbols.entries())
      for (const [right, down] of points) expect(Math.hypot(right - 10, down - 10 - 18 * i)).toBeLessThan(5.1)
  })

  it('gives the effective number of a weighted population', () => {
    const weighted = { ...own, weighted: true, count: 123 }
    expect(words([weighted], 400, 300)[1]).toBe(
      said('keyNumbers', { n: said('effectiveN', { n: 123 }), min: '30.1', mean: '41.3' }),
    )
  })

  it('drops n before it truncates names below twelve letters', () => {
    const long = said('keyNumbers', { n: said('sampleSize', { n: 500 }), min: '30.1', mean: '41.3' })
    const short = said('keyErrors', { min: '30.1', mean: '41.3' })
    const first = { ...own, name: 'a name of many letters' }
    const numbersOf = (name: EdfName, width: number) => words([name], width, 300)[1]
    const [lengths, names] = [new Set<number>(), new Set<string>()]
    for (let width = 180; width < 600; width += 2) {
      const [name, numbers] = words([first], width, 300) as [string, string]
      names.add(name)
      if (numbers === long) lengths.add(name.length)
      else expect(numbers).toBe(short)
    }
    expect(Math.min(...lengths)).toBe(12)
    expect(Math.max(...lengths)).toBeGreaterThan(12)
    // However narrow the chart, six letters of a name remain.
    expect(Math.min(...[...names].map((name) => name.length))).toBe(6)
    expect(numbersOf({ ...own, name: 'ABC' }, 300)).toBe(long)
    expect(numbersOf(first, 300)).toBe(short)
  })

  it('keeps names and numbers apart, Hangul being wider than Latin letters', () => {
    const width = (text: string, letter: number) =>
      Array.from(text).reduce((sum, each) => sum + (each > '\u1100' ? 2 * letter : letter), 0)
    for (let chart = 260; chart < 600; chart += 17)
      for (const name of ['RegNetX 600 MF again', 'a', '넓은 공간']) {
        const [title, numbers] = named([{ ...own, name }], { width: chart, height: 300 }).texts
        expect(28 + width(title!.text, name > 'z' ? 4 : 6.5)).toBeLessThan(numbers!.x - width(numbers!.text, 5.5))
      }
  })
})
