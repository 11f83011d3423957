import { computed, type ComputedRef } from 'vue'
import type { SpaceMark } from '#shared/charts/spaceMarks.ts'
import { useSpaceMark } from '#renderer/composables/useSpaceMark.ts'

/** The marks of two networks by the names of their spaces; of one space, the second gets a mark that no space has. */
export function usePairMarks(first: () => string, second: () => string): ComputedRef<readonly [SpaceMark, SpaceMark]> {
  const one = useSpaceMark(first)
  const other = useSpaceMark(() => (second() === first() ? `${second()} 2` : second()))
  return computed(() => [one.value, other.value] as const)
}
