import { expect, it } from 'vitest'
import { inTurn, ratioOf, type Contestant } from './inTurn.ts'

it('takes turns, leaves out the first step of each and returns medians by round', async () => {
  const order: string[] = []
  const contestant = (name: string, ms: number): Contestant => ({
    time: (steps) => {
      order.push(`${name}${steps}`)
      const turn = order.filter((entry) => entry.startsWith(name)).length
      return Promise.resolve(Array.from({ length: steps }, (_, i) => (i === 0 ? 1e6 : ms * turn + i)))
    },
  })
  const times = await inTurn([contestant('a', 10), contestant('b', 20)], { rounds: 2, steps: 3 })
  expect(order).toEqual(['a4', 'b4', 'a4', 'b4'])
  expect(times).toEqual([
    [12, 22],
    [22, 42],
  ])
})

it('compares what was timed in one round', () => {
  // Load that doubles both sides of a round leaves its ratio alone.
  expect(ratioOf([10, 20, 10], [15, 30, 20])).toEqual({ ratio: 1.5, low: 1.5, high: 2 })
})
