import { ref, watch, type Ref } from 'vue'
import type { DesignSpace, Regime } from '#shared/designspaces/designSpace.ts'
import { useAnalysis } from '#renderer/analysis/useAnalysis.ts'

/** One accepted network after the other of a space, null where it has no more; the first of each space comes by itself. */
export function useSampledNetwork(space: Ref<DesignSpace>, regime: Ref<Regime>) {
  /** The candidate to look from. */
  const from = ref(0)
  watch([space, regime], () => (from.value = 0))
  const { answer: network } = useAnalysis('nextNetwork', () => ({
    space: space.value,
    regime: regime.value,
    from: from.value,
  }))
  return { network, another: () => (from.value = (network.value?.index ?? -1) + 1) }
}
