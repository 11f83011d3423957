import fc from 'fast-check'
import { expect, it } from 'vitest'
import { beforeAfterMove, standsBefore } from './listOrder.ts'

/** The order after `key` is put before another entry; null: at the end. */
function put(order: readonly number[], key: number, before: number | null): number[] {
  const others = order.filter((id) => id !== key)
  const at = before === null ? others.length : others.indexOf(before)
  return others.toSpliced(at, 0, key)
}
const moves = fc
  .uniqueArray(fc.nat(), { minLength: 1, maxLength: 12 })
  .chain((order) =>
    fc.record({ order: fc.constant(order), from: fc.nat(order.length - 1), by: fc.integer({ min: -20, max: 20 }) }),
  )

it('moves an entry by a number of places, but not past the ends', () => {
  fc.assert(
    fc.property(moves, ({ order, from, by }) => {
      const key = order[from]!
      const before = beforeAfterMove(order, key, by)
      const to = Math.max(0, Math.min(order.length - 1, from + by))
      if (before === undefined) expect(to).toBe(from)
      else expect(put(order, key, before).indexOf(key)).toBe(to)
    }),
  )
})
it('is undone by putting the entry before the one that followed it', () => {
  fc.assert(
    fc.property(moves, ({ order, from, by }) => {
      const key = order[from]!
      const before = beforeAfterMove(order, key, by)
      if (before === undefined) return
      expect(put(put(order, key, before), key, standsBefore(order, key))).toEqual(order)
    }),
  )
})
