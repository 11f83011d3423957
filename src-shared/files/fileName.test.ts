import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fileName } from './fileName.ts'

it.each([
  ['From AnyNetX_A to RegNetX: report', 'From AnyNetX_A to RegNetX - report'],
  ['RegNetX (300 MF), b ≤ 2.5%', 'RegNetX (300 MF), b ≤ 2.5%'],
  ['첫 모집단-253', '첫 모집단-253'],
  ['첫 모집단'.normalize('NFD'), '첫 모집단'],
  ['../a\\b?*.', 'a - b'],
  ['a : "b"', 'a - b'],
  ['two\n\tlines', 'two lines'],
  ['soft\u00adhyphen\u200b', 'softhyphen'],
  ['lone \ud800 half', 'lone - half'],
  ['con', 'con_'],
  ['LPT1.old', 'LPT1_old'],
  ['Console', 'Console'],
  ['falcon', 'falcon'],
  ['???', 'file'],
  ['\u3164', 'file'],
  ['x'.repeat(300), 'x'.repeat(180)],
  ['가'.repeat(300), '가'.repeat(60)],
  // Two, three and four bytes each.
  ['é'.repeat(91), 'é'.repeat(90)],
  ['\u0800'.repeat(61), '\u0800'.repeat(60)],
  ['\u{10000}'.repeat(46), '\u{10000}'.repeat(45)],
])('%j becomes %j', (text, stem) => {
  expect(fileName(text, 'csv')).toBe(`${stem}.csv`)
})

/** Arbitrary texts, rich in characters that file systems treat specially. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        ...['.', ' ', '-', '/', ':', '\\', '\n', '가', 'con', 'COM1', 'lpt²', '\u0301', '\ud800', '\u200d'],
      ),
    ),
    { maxLength: 200 },
  )
  .map((parts) => parts.join(''))

it('names of any text are valid on Windows, macOS and Linux, and naming them again changes nothing', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const name = fileName(text, 'json')
      expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Cs}]/u)
      expect(name).not.toMatch(/^[ .-]|[ .]$/)
      expect(name).not.toMatch(/^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]) *\./i)
      expect(name).toBe(name.normalize('NFC'))
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(185)
      expect(name).toMatch(/^.+\.json$/u)
      expect(fileName(name.slice(0, -'.json'.length), 'json')).toBe(name)
    }),
    { numRuns: 2000 },
  )
})

it('names keep every letter and digit of a short Korean or English text', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-bX-Z0-9 가-힣]{1,60}$/), (text) => {
      const kept = (of: string) => of.replaceAll(' ', '')
      fc.pre(kept(text) !== '')
      expect(kept(fileName(text, 'csv'))).toBe(`${kept(text)}.csv`)
    }),
  )
})
