import type { Interval } from './geometry.ts'

/** The lowest and highest finite value of all lists; undefined if there is none. */
export function extent(...lists: readonly ArrayLike<number | null | undefined>[]): Interval | undefined {
  let low = Infinity
  let high = -Infinity
  for (const list of lists) {
    for (let i = 0; i < list.length; i++) {
      const value = list[i] ?? NaN
      if (!Number.isFinite(value)) continue
      low = Math.min(low, value)
      high = Math.max(high, value)
    }
  }
  return low <= high ? { low, high } : undefined
}
