import fc from 'fast-check'
import { expect, it } from 'vitest'
import { beforeAfterMove, standsBefore } from './queueMoves.ts'

/** The order after `runId` is put before another run; null: at the end. */
function put(order: readonly number[], runId: number, before: number | null): number[] {
  const others = order.filter((id) => id !== runId)
  const at = before === null ? others.length : others.indexOf(before)
  return others.toSpliced(at, 0, runId)
}
const moves = fc
  .uniqueArray(fc.nat(), { minLength: 1, maxLength: 12 })
  .chain((order) =>
    fc.record({ order: fc.constant(order), from: fc.nat(order.length - 1), by: fc.integer({ min: -20, max: 20 }) }),
  )

it('moves a run by a number of places, but not past the ends', () => {
  fc.assert(
    fc.property(moves, ({ order, from, by }) => {
      const runId = order[from]!
      const before = beforeAfterMove(order, runId, by)
      const to = Math.max(0, Math.min(order.length - 1, from + by))
      if (before === undefined) expect(to).toBe(from)
      else expect(put(order, runId, before).indexOf(runId)).toBe(to)
    }),
  )
})
it('is undone by putting the run before the one that followed it', () => {
  fc.assert(
    fc.property(moves, ({ order, from, by }) => {
      const runId = order[from]!
      const before = beforeAfterMove(order, runId, by)
      if (before === undefined) return
      expect(put(put(order, runId, before), runId, standsBefore(order, runId))).toEqual(order)
    }),
  )
})
