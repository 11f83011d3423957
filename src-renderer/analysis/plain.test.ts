import fc from 'fast-check'
import { reactive } from 'vue'
import { expect, it } from 'vitest'
import { plain } from './plain.ts'

it('returns the data itself if it contains no proxy', () => {
  const data = { runs: [{ error: 1, stages: [1, 2] }], grid: Float64Array.of(1), by: new Map([[1, 2]]) }
  expect(plain(data)).toBe(data)
})

it('returns equal data that can be cloned, wherever the proxies are', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one: unknown, other: unknown) => {
      const data = { list: [reactive({ one }), { other }], whole: reactive([{ other }]) }
      expect(structuredClone(plain(data))).toEqual({ list: [{ one }, { other }], whole: [{ other }] })
      expect(plain(reactive(data))).toEqual(data)
    }),
  )
})
