import { expect, it } from 'vitest'
import { jsonRecord } from './jsonRecord.ts'

it('a record is of what JSON has words for', () => {
  const circle: Record<string, unknown> = {}
  circle['self'] = circle
  const fits = [{}, { a: [1, { b: null }] }, { a: 10n }, { a: circle }].map(
    (value) => jsonRecord.safeParse(value).success,
  )
  expect(fits).toEqual([true, true, false, false])
})
