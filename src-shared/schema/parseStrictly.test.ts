import { expect, it } from 'vitest'
import { z } from 'zod'
import { sentence } from '../sentences/sentence.ts'
import { parseStrictly } from './parseStrictly.ts'

const circle: Record<string, unknown> = {}
circle['self'] = circle

it.each<[string, unknown, RegExp]>([
  ['a function', () => 1, /=> 1/],
  ['a symbol', Symbol('x'), /Symbol\(x\)/],
  ['a bigint', 10n, /10/],
  ['a bigint deep in it', [10n], /10/],
  ['a circle', circle, /object Object/],
  ['NaN', NaN, /NaN/],
  ['a long list', Array.from({ length: 100 }, () => 7), /…/],
])('%s where a text belongs is refused with a sentence that shows it', (_, value, show) => {
  const schema = z.strictObject({ text: z.string() })
  const refusal = (): unknown => {
    try {
      return parseStrictly(schema, { text: value }, sentence('study'))
    } catch (error) {
      return error
    }
  }
  expect(refusal()).toBeInstanceOf(RangeError)
  expect((refusal() as Error).message).toMatch(show)
})
