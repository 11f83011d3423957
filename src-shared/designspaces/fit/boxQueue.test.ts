import fc from 'fast-check'
import { expect, it } from 'vitest'
import { BoxQueue } from './boxQueue.ts'

it('returns boxes intact, lowest bound first, even when adding and taking interleave', () => {
  const step = fc.option(fc.integer({ min: 0, max: 99 }), { nil: 'take' as const })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
      const queue = new BoxQueue()
      const held: number[] = []
      for (const bound of [...steps, ...steps.map(() => 'take' as const)]) {
        if (bound !== 'take') {
          queue.add(bound, bound + 1, bound + 2, bound + 3, bound + 4, bound + 5, bound + 6)
          held.push(bound)
          continue
        }
        expect(queue.next()).toBe(held.length > 0)
        if (held.length === 0) continue
        const least = Math.min(...held)
        held.splice(held.indexOf(least), 1)
        const { first, last, low, high, flat, steep } = queue
        expect([queue.bound, first, last, low, high, flat, steep]).toEqual([0, 1, 2, 3, 4, 5, 6].map((i) => least + i))
      }
    }),
  )
})
