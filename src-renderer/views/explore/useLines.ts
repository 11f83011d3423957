import { computed, ref, watch, type Ref } from 'vue'
import type { RunRow } from '#shared/contract/runs.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { useAnalysis } from '#renderer/analysis/useAnalysis.ts'
import { isParameterKnown, keepParameter } from './runFields.ts'

/** Number of networks to fit before the screen is updated. */
const atOnce = 400
const ids = ['fitError', 'initialWidth', 'widthSlope', 'widthMultiplier'] as const

/**
 * Fits quantised lines to the rows' networks in a worker while `isWanted`. `version` increases with every batch;
 * whoever reads numberOf of a fitted parameter calls `follow`. `open` is the number still to come.
 */
export function useLines(
  rows: () => readonly RunRow[],
  isWanted: () => boolean,
): { version: Ref<number>; follow: () => number; open: Ref<number>; fault: Ref<Sentence | undefined> } {
  const version = ref(0)
  const follow = (): number => version.value
  const missing = computed(() => {
    follow()
    return isWanted() ? rows().filter((row) => !isParameterKnown('fitError', row)) : []
  })
  const { answered, fault } = useAnalysis(
    'lines',
    () => ({ networks: missing.value.slice(0, atOnce).map(({ network, draw }) => ({ network, draw })) }),
    // Keyed by the batch, since the networks of two batches may be equal.
    () => (missing.value.length > 0 ? String(version.value) : undefined),
  )
  watch(answered, (part) => {
    if (!part) return
    part.input.networks.forEach(({ network }, i) => {
      for (const id of ids) keepParameter(id, network, part.output[i]![id])
    })
    version.value++
  })
  return { version, follow, open: computed(() => missing.value.length), fault }
}
