import { computed, shallowRef } from 'vue'
import { describe, expect, it, vi } from 'vitest'
import { stableArray } from './stableArray.ts'

describe('stableArray', () => {
  it('returns the same array until an item changes, moves, is added or removed', () => {
    const list = [1, 2]
    expect(stableArray(list, [1, 2])).toBe(list)
    for (const other of [[1, 3], [2, 1], [1], [1, 2, 3]]) expect(stableArray(list, other)).toBe(other)
    expect(stableArray(undefined, list)).toBe(list)
  })
  it('spares computations that depend on it', () => {
    const runs = shallowRef([{ epochs: 1, error: 40 }])
    const errors = computed<readonly number[]>((before) =>
      stableArray(
        before,
        runs.value.map(({ error }) => error),
      ),
    )
    const dear = vi.fn(() => Math.min(...errors.value))
    const best = computed(dear)
    for (const epochs of [2, 3]) {
      runs.value = [{ epochs, error: 40 }]
      expect(best.value).toBe(40)
    }
    expect(dear).toHaveBeenCalledTimes(1)
  })
})
