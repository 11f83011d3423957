import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findText, type Piece } from './findText.ts'

const line = (...texts: string[]): Piece[] => texts.map((text, i) => ({ text, begins: i === 0 }))
const found = (pieces: readonly Piece[], typed: string) =>
  findText(pieces, typed).map(({ from, to }) => [from.piece, from.offset, to.piece, to.offset])

describe('finds text on a screen', () => {
  it.each([
    [
      'in any case',
      line('Best WIDTH of a width'),
      'Width',
      [
        [0, 5, 0, 10],
        [0, 16, 0, 21],
      ],
    ],
    ['where it goes on in another element', line('48 ', 'fin', 'ished'), '8 finished', [[0, 1, 2, 5]]],
    ['with white space as the screen has it', line('1.2\u00a0%  of'), '1.2 % of', [[0, 0, 0, 9]]],
    ['as it is typed, not as a pattern', line('a.b (c) [d] /a-b'), '(c) [d] /a-', [[0, 4, 0, 15]]],
    ['not across cells', [...line('12'), ...line('34')], '23', []],
    ['in Hangul, also taken apart', line('설계 공간 설계'.normalize('NFD')), '공간', [[0, 6, 0, 12]]],
    ['not as nothing', line('a b'), ' ', []],
    ['not as nothing at all', line('a b'), '', []],
    ['not in nothing', [], 'a', []],
  ] as const)('%s', (_, pieces, typed, places) => {
    expect(found(pieces as Piece[], typed)).toEqual(places)
  })

  it('finds random text wherever it was inserted, and only matches of it', () => {
    const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 }).filter((text) => /[^\s\0]/.test(text))
    const pieces = fc.array(fc.record({ text: fc.string({ maxLength: 8 }), begins: fc.boolean() }), { maxLength: 8 })
    fc.assert(
      fc.property(pieces, word, fc.nat(), (made, typed, at) => {
        const index = at % (made.length + 1)
        const all = made.toSpliced(index, 0, { text: typed, begins: true })
        const places = findText(all, typed)
        expect(places.length).toBeGreaterThan(0)
        let last = -1
        for (const { from, to, at } of places) {
          expect(at).toBeGreaterThan(last)
          last = at
          const texts = all.slice(from.piece, to.piece + 1).map(({ text }) => text)
          texts.push(texts.pop()!.slice(0, to.offset))
          texts[0] = texts[0]!.slice(from.offset)
          const said = (text: string) => text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()
          if (/^[\x20-\x7e]*$/.test(typed)) expect(said(texts.join(''))).toBe(said(typed))
        }
      }),
    )
  })
})
