import { expect, it } from 'vitest'
import { jsonRecord } from './jsonRecord.ts'

it('jsonRecord accepts only values that JSON can represent', () => {
  const circle: Record<string, unknown> = {}
  circle['self'] = circle
  const fits = [{}, { a: [1, { b: null }] }, { a: 10n }, { a: circle }].map(
    (value) => jsonRecord.safeParse(value).success,
  )
  expect(fits).toEqual([true, true, false, false])
})
