import fc from 'fast-check'
import { expect, it } from 'vitest'
import { utf8Text } from './utf8Text.ts'

it('reads text as TextDecoder does', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const bytes = new TextEncoder().encode(text)
      expect(utf8Text(bytes)).toBe(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes))
    }),
  )
  expect(utf8Text(new TextEncoder().encode('한국어 ½ 😀'))).toBe('한국어 ½ 😀')
})

it('replaces bytes that are no text, and reads on', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      // Its bytes are those of some text: no half characters.
      expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(utf8Text(bytes)))).toBe(
        utf8Text(bytes),
      )
    }),
  )
  for (const bytes of [
    [0xc0, 0x41],
    [0xff, 0x41],
    [0xe2, 0x41],
    [0x80, 0x41],
  ])
    // prettier-ignore
    expect(utf8Text(Uint8Array.from(bytes))).toMatch(/^\ufffd+A$/)
})
