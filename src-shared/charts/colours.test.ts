import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { colourOf, darkTheme, lightTheme } from './chartTheme.ts'
import { populationMark, spaceMarks } from './spaceMarks.ts'

const published = ['A', 'B', 'C', 'D', 'E'].map((letter) => `AnyNetX_${letter}`)
const all = [...spaceMarks([...published, 'RegNetX', 'RegNetY', 'p', 'q', 'r', 's']).values()]

/** Relative luminance of #rrggbb (WCAG 2.2). */
function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5]
    .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((p, q) => q - p) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

describe.each([lightTheme, darkTheme])('on the $name surface', (theme) => {
  it.each(['ink', 'inkSoft', 'inkFaint', 'accentText'] as const)('text in %s has a contrast of 4.5 to 1', (role) =>
    expect(contrast(theme[role], theme.surface)).toBeGreaterThanOrEqual(4.5),
  )
  it.each(['axis', 'accent', 'selection'] as const)('marks in %s have a contrast of 3 to 1', (role) =>
    expect(contrast(theme[role], theme.surface)).toBeGreaterThanOrEqual(3),
  )
  it.each(all)('a space marked $character has a contrast of 3 to 1', (mark) =>
    expect(contrast(colourOf(mark, theme), theme.surface)).toBeGreaterThanOrEqual(3),
  )
})

describe('space marks', () => {
  it('depend on the name, not the position', () => {
    const names = ['RegNetX', 'Mine', 'AnyNetX_A', 'Yours', 'Third']
    expect([...spaceMarks(names)].sort()).toEqual([...spaceMarks(names.toReversed())].sort())
  })

  it('differ in colour, dash and symbol for all published spaces and four more', () => {
    for (const key of ['colour', 'darkColour', 'dash', 'symbolPath', 'character', 'asciiCharacter'] as const) {
      expect(new Set(all.map((mark) => String(mark[key]))).size).toBe(11)
    }
  })

  it('differ for any names, and for up to 55 in two of colour, dash and symbol', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: 'grapheme' }), { maxLength: 55, size: 'max' }), (own) => {
        const given = [...spaceMarks([...published, 'RegNetX', 'RegNetY', ...own]).values()].map(
          ({ colour, dash, symbolPath }) => [colour, dash.join(), symbolPath],
        )
        const alike = given.flatMap((one, i) =>
          given.slice(0, i).filter((other) => one.filter((part, k) => part === other[k]).length > 1),
        )
        expect(alike).toEqual([])
      }),
      { numRuns: 20 },
    )
    const many = Array.from({ length: 1331 }, (_, i) => `${i}`)
    const drawn = [...spaceMarks(many).values()].map(({ colour, dash, symbolPath }) =>
      [colour, dash, symbolPath].join(),
    )
    expect(new Set(drawn).size).toBe(1331)
  })

  it('of up to four unpublished spaces have hues and dashes of their own', () => {
    const paper = [...spaceMarks([...published, 'RegNetX', 'RegNetY']).values()]
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: 'grapheme' }), { maxLength: 4 }), (own) => {
        const given = own.map((name) => spaceMarks(own).get(name)!)
        for (const key of ['colour', 'dash', 'symbolPath'] as const)
          expect(new Set([...paper, ...given].map((mark) => String(mark[key]))).size).toBe(7 + own.length)
      }),
      { numRuns: 50 },
    )
  })

  it('spread evenly over names', () => {
    const names = Array.from({ length: 400 }, (_, i) => `Own ${i}`)
    const counts = Map.groupBy(names, (name) => spaceMarks([name]).get(name)!.character)
    expect(counts.size).toBe(4)
    for (const { length } of counts.values()) expect(length).toBeGreaterThan(60)
  })

  it('repeat only after 1331 names', () => {
    const names = Array.from({ length: 1400 }, (_, i) => `${i}`)
    const given = spaceMarks(names)
    expect(given.size).toBe(1400)
    expect(new Set(given.values()).size).toBe(1331)
  })

  it('of eleven unpublished spaces have distinct symbols, none of them the paper’s', () => {
    const own = Array.from({ length: 11 }, (_, i) => `Own ${i}`)
    const given = [...spaceMarks([...published, 'RegNetX', 'RegNetY', ...own]).values()]
    for (const key of ['symbolPath', 'character', 'asciiCharacter'] as const) {
      expect(new Set(given.map((mark) => mark[key])).size).toBe(18)
    }
  })

  it('of the paper belong to one name each, preferring the exact spelling', () => {
    const marks = spaceMarks(['regnet x', 'RegNetX', 'RegNetX 넓은'])
    expect(marks.get('RegNetX')).toBe(spaceMarks(['regnet x']).get('regnet x'))
    expect(new Set(marks.values()).size).toBe(3)
  })

  it('of further populations keep colour and symbol, and differ in dash and fill', () => {
    for (const mark of all) {
      const first = [0, 1, 2, 3].map((n) => populationMark(mark, n))
      expect(new Set(first.map(({ dash }) => String(dash))).size).toBe(4)
      expect(first.map(({ fill }) => fill)).toEqual(['whole', 'hollow', 'tinted', 'hollow'])
      for (const { colour, symbolPath } of first) expect([colour, symbolPath]).toEqual([mark.colour, mark.symbolPath])
      expect(populationMark(mark, 2)).toBe(first[2])
      const many = Array.from({ length: 15 }, (_, n) => populationMark(mark, n))
      expect(new Set(many.map(({ dash, fill }) => `${fill} ${dash.join()}`)).size).toBe(15)
    }
  })
})
