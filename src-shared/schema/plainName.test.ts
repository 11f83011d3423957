import fc from 'fast-check'
import { expect, it } from 'vitest'
import { limits } from './limits.ts'
import { nameSchema, plainName } from './plainName.ts'

it.each(['RegNetX', ' a b ', '첫 모집단', 'x'.repeat(limits.name)])('%j is a valid name and is kept', (name) => {
  expect(nameSchema.safeParse(name).success).toBe(true)
  expect(plainName(name)).toBe(name)
})

it.each<[string, string]>([
  ['', '-'],
  ['   ', '-'],
  [' \t ', '-'],
  ['two\nlines', 'two lines'],
  ['a\u0000\u007f\u2028b', 'a   b'],
  ['x'.repeat(limits.name + 1), 'x'.repeat(limits.name)],
])('%j is not a valid name and becomes %j', (name, plain) => {
  expect(nameSchema.safeParse(name).success).toBe(false)
  expect(plainName(name)).toBe(plain)
})

it('cuts a long name between characters', () => {
  const smile = '\u{1f600}'
  expect(plainName(`${'x'.repeat(limits.name - 1)}${smile}`)).toBe('x'.repeat(limits.name - 1))
  expect(plainName(`${smile}${'x'.repeat(limits.name)}`)).toBe(`${smile}${'x'.repeat(limits.name - 2)}`)
})

it('turns any text into a valid name', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'binary', minLength: limits.name + 5, maxLength: 300 }),
  )
  fc.assert(fc.property(text, (name) => nameSchema.safeParse(plainName(name)).success))
})
