import { expect, it } from 'vitest'
import { z } from 'zod'
import { verbatim, englishText, sentence } from '../sentences/sentence.ts'
import { faultsOf, invalid, parseStrictly, withPath, issueMessage } from './parseStrictly.ts'

const thing = () =>
  z.strictObject({
    name: z.string().min(1).max(5).optional(),
    count: z.int().min(1).max(9).default(1),
    share: z.number().gt(0).lt(1).nullable().optional(),
    even: z.number().multipleOf(2).optional(),
    odd: z
      .number()
      .refine((n) => n % 2 === 1)
      .optional(),
    yes: z.boolean().optional(),
    list: z.array(z.number()).min(1).max(2).optional(),
    pair: z.tuple([z.number(), z.number()]).optional(),
    counts: z.record(z.string(), z.number()).optional(),
    date: z.date().optional(),
    mode: z.enum(['fast', 'exact']).default('fast'),
    shapes: z
      .array(
        z.discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('circle'), radius: z.number() }),
          z.strictObject({ kind: z.literal('square'), side: z.number(), corner: z.number().optional() }),
        ]),
      )
      .optional(),
    window: z
      .union([
        z.string(),
        z
          .strictObject({ low: z.number(), high: z.number() })
          .refine(({ low, high }) => low <= high, issueMessage(sentence('endsSwapped'))),
      ])
      .optional(),
  })

it('parses a valid value and fills in its defaults', () => {
  const given = { share: null, shapes: [{ kind: 'square', side: 1 }], window: { low: 1, high: 1 } }
  expect(parseStrictly(thing(), given, 'thing')).toEqual({ ...given, count: 1, mode: 'fast' })
})

it.each<[unknown, string]>([
  [undefined, 'required'],
  [7, '7 (not an object with keys)'],
  [null, 'null (not an object with keys)'],
  [{ name: '' }, 'name is "" (required)'],
  [{ name: 'longer' }, 'name is "longer" (at most 5 letters)'],
  [{ name: 3 }, 'name is 3 (not a text)'],
  [{ count: 'a' }, 'count is "a" (not a number)'],
  [{ count: 1.5 }, 'count is 1.5 (not a whole number)'],
  [{ count: 0 }, 'count is 0 (at least 1)'],
  [{ count: 10 }, 'count is 10 (at most 9)'],
  [{ share: 0 }, 'share is 0 (above 0)'],
  [{ share: 1 }, 'share is 1 (below 1)'],
  [{ even: 3 }, 'even is 3 (not in the required form)'],
  [{ odd: 2 }, 'odd is 2 (not in the required form)'],
  [{ yes: 1 }, 'yes is 1 (neither true nor false)'],
  [{ list: 3 }, 'list is 3 (not a list)'],
  [{ list: [] }, 'list is [] (a list of at least 1)'],
  [{ list: [1, 2, 3] }, 'list is [1,2,3] (a list of at most 2)'],
  [{ list: ['a'] }, 'list[0] is "a" (not a number)'],
  [{ pair: 1 }, 'pair is 1 (not a list)'],
  [{ counts: 3 }, 'counts is 3 (not an object with keys)'],
  [{ counts: { a: 'x' } }, 'counts.a is "x" (not a number)'],
  [{ date: 3 }, 'date is 3 (not in the required form)'],
  [{ mode: 'fsat' }, 'mode is "fsat" (did you mean fast?)'],
  [{ mode: 'eaxtc' }, 'mode is "eaxtc" (did you mean exact?)'],
  [{ mode: 7 }, 'mode is 7 (known: fast, exact; nearest: fast)'],
  [{ shapes: [3] }, 'shapes[0] is 3 (not an object with keys)'],
  [{ shapes: [{}] }, 'shapes[0].kind: required: one of circle, square'],
  [{ shapes: [{ kind: 'sqaure' }] }, 'shapes[0].kind is "sqaure" (did you mean square?)'],
  [{ shapes: [{ kind: 'circle', radius: 'x' }] }, 'shapes[0].radius is "x" (not a number)'],
  // A key of the other variant is unknown to this one.
  [
    { shapes: [{ kind: 'square', side: 1, radius: 1 }] },
    'shapes[0].radius: not known (known: kind, side, corner; nearest: kind)',
  ],
  // Unknown keys come first, even within a union: they explain what is missing.
  [{ count: 0, nmae: 'x' }, 'nmae: not known (did you mean name?); count is 0 (at least 1)'],
  [{ window: { low: 2, hihg: 1 } }, 'window.hihg: not known (did you mean high?); window.high: required'],
  [{ window: { low: 1 } }, 'window.high: required'],
  [{ window: { low: 2, high: 1 } }, 'window: the lower end is above the upper end'],
  [{ window: 3 }, 'window is 3 (not a text)'],
])('refuses %j: %s', (input, said) => {
  expect(() => parseStrictly(thing(), input, 'thing')).toThrow(
    expect.objectContaining({ name: 'RangeError', message: `invalid thing: ${said}` }),
  )
})

it('suggests nothing without the schema', () => {
  const { error } = thing().safeParse({ nmae: 'x' })
  expect(faultsOf(error!.issues, { nmae: 'x' })).toEqual([
    { path: ['nmae'], said: sentence('unknown', { hint: sentence('noneKnown') }) },
  ])
})

it('reports each mistake once', () => {
  const fault = { path: ['a', 0, 'b'], said: verbatim('wrong') }
  expect(englishText(invalid('thing', [fault, fault, { ...fault, path: [] }]))).toBe(
    'invalid thing: a[0].b: wrong; wrong',
  )
  expect(englishText(withPath({ path: [], said: verbatim('wrong'), value: '3' }))).toBe('3 (wrong)')
})

it('shows values of up to 60 characters in full', () => {
  const shownOf = (text: string) => {
    const { error } = z.number().safeParse(text)
    return faultsOf(error!.issues, text)[0]!.value
  }
  expect(shownOf('x'.repeat(58))).toBe(`"${'x'.repeat(58)}"`)
  expect(shownOf('x'.repeat(59))).toBe(`"${'x'.repeat(59)}…`)
})

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
])('refuses %s where text is required and shows it', (_, value, show) => {
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
