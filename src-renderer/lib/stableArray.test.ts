import { computed, shallowRef } from 'vue'
import { describe, expect, it, vi } from 'vitest'
import { stableArray } from './stableArray.ts'

describe('a steady list', () => {
  it('stays itself until an item changes, moves, comes or goes', () => {
    const list = [1, 2]
    expect(stableArray(list, [1, 2])).toBe(list)
    for (const other of [[1, 3], [2, 1], [1], [1, 2, 3]]) expect(stableArray(list, other)).toBe(other)
    expect(stableArray(undefined, list)).toBe(list)
  })
  it('spares what is computed from it', () => {
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
