import fc from 'fast-check'
import { expect, it } from 'vitest'
import { excessOf } from './jsonShape.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0

it('finds the exact depth of any JSON, whatever its strings contain', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
      const [json, depth] = [bytesOf(JSON.stringify(value)), depthOf(value)]
      expect(excessOf(json, { depth, values: Infinity })).toBeNull()
      if (depth > 0) expect(excessOf(json, { depth: depth - 1, values: Infinity })).toBe('depth')
    }),
  )
})

it('counts values', () => {
  const json = bytesOf(JSON.stringify([1, [2, '3, [4'], { a: 5 }]))
  expect(excessOf(json, { depth: 9, values: 6 })).toBeNull()
  expect(excessOf(json, { depth: 9, values: 5 })).toBe('values')
})

it.each([
  ['[', 65],
  ['[],', 100],
  ['{"a":', 321],
])('stops reading at the first excess: %s repeated', (part, most) => {
  const bytes = bytesOf(part.repeat(3_000_000))
  let last = -1
  const watched = new Proxy(bytes, {
    get: (target, key) => {
      if (typeof key === 'string' && /^\d+$/.test(key)) last = Number(key)
      return Reflect.get(target, key, target) as unknown
    },
  })
  expect(excessOf(watched, { depth: 64, values: 44 + 20 })).not.toBeNull()
  expect(last).toBeLessThan(most)
})
