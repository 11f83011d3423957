import { computed, ref, watch, type Ref } from 'vue'
import type { RunRow } from '#shared/contract/runs.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { useAnalysis } from '#renderer/analysis/useAnalysis.ts'
import { isParameterKnown, keepParameter } from './runFields.ts'

/** Networks whose lines are fitted before the screen is told. */
const atOnce = 400
const ids = ['fitError', 'initialWidth', 'widthSlope', 'widthMultiplier'] as const

/**
 * Fits quantised lines to the rows' networks in a worker, while they are wanted. `version` grows with every part
 * that is known: whoever reads numberOf of a fitted parameter calls `follow`. `open` is how many are still to come.
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
    // By the part: the networks of two parts may be equal.
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
