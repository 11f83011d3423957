import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textParts } from './textParts.ts'

describe('textParts', () => {
  it('lowers indices and raises exponents', () => {
    expect(textParts('AnyNetX_A has 10^13.4 points.')).toEqual([
      { text: 'AnyNetX', place: 'line' },
      { text: 'A', place: 'lowered' },
      { text: ' has 10', place: 'line' },
      { text: '13.4', place: 'raised' },
      { text: ' points.', place: 'line' },
    ])
  })
  it('leaves names with longer endings unchanged', () => {
    expect(textParts('my_space and a_b_c')).toEqual([
      { text: 'my_space and a_b', place: 'line' },
      { text: 'c', place: 'lowered' },
    ])
  })
  it('leaves names of files and folders unchanged', () => {
    for (const text of ['data_batch_2.bin is missing', '/data/run_1/x', 'C:\\run_1\\x']) {
      expect(textParts(text)).toEqual([{ text, place: 'line' }])
    }
  })
  it('loses nothing but the signs', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const signs = { line: '', lowered: '_', raised: '^' }
        expect(
          textParts(text)
            .map((part) => signs[part.place] + part.text)
            .join(''),
        ).toBe(text)
      }),
    )
  })
})
