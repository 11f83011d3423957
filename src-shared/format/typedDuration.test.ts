import fc from 'fast-check'
import { expect, it } from 'vitest'
import { durationText } from './durations.ts'
import { typedDuration } from './typedDuration.ts'

it.each([
  ['850', 850],
  ['850 ms', 850],
  ['8.4 s', 8400],
  ['3 min 12 s', 192_000],
  ['3분 12초', 192_000],
  ['３분', 180_000],
  ['1h50min', 6_600_000],
])('%s is %i ms', (text, ms) => expect(typedDuration(text)).toBe(ms))

it.each(['', 'min', '3 x', '3 min 12', 'soon', '50.000 s', '0x10 s'])('%s is invalid', (text) =>
  expect(typedDuration(text)).toBeUndefined(),
)

it('parses what the program writes, to its precision', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e12 }), fc.constantFrom('en', 'ko'), (ms, language) => {
      const read = typedDuration(durationText(ms, language))!
      expect(Math.abs(read - ms)).toBeLessThanOrEqual(Math.max(0.5, 0.01 * ms))
    }),
  )
})
