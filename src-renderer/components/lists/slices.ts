import { computed, onScopeDispose, shallowRef, watch, type ComputedRef } from 'vue'
import { inFrame, type InFrame } from '#renderer/lib/frameScheduler.ts'
import { stableArray } from '#renderer/lib/stableArray.ts'

/** Entries per slice: as many rows with a chart and a menu each as a frame can render without a visible delay. */
export const sliceLength = 12

/**
 * A list in slices of `sliceLength`; the first two are available at once and one more with each frame. A slice stays
 * available even if the list changes; a slice with unchanged entries is the same array. `complete` makes the rest
 * available now.
 */
export function useSlices<T>(
  list: () => readonly T[],
  later: InFrame = inFrame,
): { slices: ComputedRef<readonly (readonly T[])[]>; complete: () => void } {
  const all = computed<readonly (readonly T[])[]>((before) => {
    const items = list()
    return Array.from({ length: Math.ceil(items.length / sliceLength) }, (_, i) =>
      stableArray(before?.[i], items.slice(i * sliceLength, (i + 1) * sliceLength)),
    )
  })
  const made = shallowRef(2)
  const slices = computed(() => all.value.slice(0, made.value))
  let callOff: (() => void) | undefined

  function next(): void {
    callOff = undefined
    made.value += 1
    follow()
  }
  function follow(): void {
    if (made.value < all.value.length) callOff ??= later(next)
  }
  watch(() => all.value.length, follow, { immediate: true })
  onScopeDispose(() => callOff?.())
  return { slices, complete: () => void (made.value = Math.max(made.value, all.value.length)) }
}
