import { computed, ref, watch, type Ref } from 'vue'
import type { RunRow } from '#shared/contract/runs.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { useInWorker } from '#renderer/components/inWorker.ts'
import type { ExploreQuestion, Line } from './answerExplore.ts'
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
  const part = computed(() => missing.value.slice(0, atOnce))
  const { answer, fault } = useInWorker<readonly Line[]>(
    () => new Worker(new URL('./explore.worker.ts', import.meta.url), { type: 'module' }),
    (): ExploreQuestion | undefined =>
      part.value.length > 0
        ? { kind: 'lines', networks: part.value.map(({ network, draw }) => ({ network, draw })), part: version.value }
        : undefined,
  )
  watch(answer, (lines) => {
    if (!lines) return
    const fitted = part.value
    lines.forEach((line, i) => {
      const row = fitted[i]
      if (row) for (const id of ids) keepParameter(id, row.network, line[id])
    })
    version.value++
  })
  return { version, follow, open: computed(() => missing.value.length), fault }
}
