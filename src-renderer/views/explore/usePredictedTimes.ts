import { onScopeDispose, watchEffect, type ComputedRef } from 'vue'
import { useTimeSources, type KnownTimeSource } from '#renderer/composables/useTimeSources.ts'
import { shownPrediction } from './predictedTimes.ts'

/**
 * Shows times predicted from the source with this key, or else from the first: own measurements come before the
 * published one. `isRead`: whether it is known what there is.
 */
export function usePredictedTimes(chosen: () => string | undefined): {
  sources: ComputedRef<readonly KnownTimeSource[]>
  isRead: ComputedRef<boolean>
} {
  const { sources, isRead } = useTimeSources()
  watchEffect(() => {
    const known = isRead.value ? sources.value : []
    shownPrediction.value = known.find(({ key }) => key === chosen()) ?? known[0]
  })
  onScopeDispose(() => (shownPrediction.value = undefined))
  return { sources, isRead }
}
