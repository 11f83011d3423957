import { ref, watch, type Ref } from 'vue'
import type { DesignSpace, Regime } from '#shared/designspaces/designSpace.ts'
import { useAnalysis } from '#renderer/analysis/useAnalysis.ts'

/**
 * Accepted networks of a space, one after the other; null if there are no more. The first network of each space is
 * computed automatically.
 */
export function useSampledNetwork(space: Ref<DesignSpace>, regime: Ref<Regime>) {
  /** Index of the candidate to search from. */
  const from = ref(0)
  watch([space, regime], () => (from.value = 0))
  const { answer: network } = useAnalysis('nextNetwork', () => ({
    space: space.value,
    regime: regime.value,
    from: from.value,
  }))
  return { network, another: () => (from.value = (network.value?.index ?? -1) + 1) }
}
