import { useIntervalFn } from '@vueuse/core'
import { onScopeDispose, shallowRef, watch } from 'vue'
import type { ReadingProgress } from '#shared/contract/datasets.ts'
import type { RunInspection } from '#shared/contract/inspections.ts'
import type { RunDetail } from '#shared/contract/runs.ts'
import { useAction } from '#renderer/composables/useAction.ts'
import { useLabClient } from '#renderer/lab/useLabClient.ts'

/** An inspection with the pixels of its images in memory. */
export interface ShownInspection extends Omit<RunInspection, 'pixels'> {
  pixels: Uint8Array
}

const progressMs = 500

/** What is stored of a run's errors, and the action that computes it, `anew` where it is, which `cancel` ends. */
export function useInspection(run: () => RunDetail) {
  const lab = useLabClient()
  const inspection = shallowRef<ShownInspection>()
  const progress = shallowRef<ReadingProgress | null>(null)
  let looking = new AbortController()
  let isAsking = false

  async function show(found: RunInspection): Promise<void> {
    const pixels = new Uint8Array(await found.pixels.arrayBuffer())
    if (found.runId === run().id) inspection.value = { ...found, pixels }
  }
  async function ask(): Promise<void> {
    isAsking = true
    // A failed request is repeated at the next tick.
    const now = await lab.inspections.progress({ id: run().id }).catch(() => null)
    progress.value = now ?? progress.value
    isAsking = false
  }
  const ticking = useIntervalFn(
    () => {
      // While the lab is unreachable, one request waits for it instead of one per tick.
      if (!isAsking) void ask()
    },
    progressMs,
    { immediate: false },
  )
  const look = useAction(async (anew?: boolean) => {
    looking = new AbortController()
    const { signal } = looking
    progress.value = null
    ticking.resume()
    try {
      await show(await lab.inspections.look({ id: run().id, anew }, { signal }))
    } catch (error) {
      if (!signal.aborted) throw error
    } finally {
      ticking.pause()
    }
  })
  const readKnown = useAction(async (id: number) => {
    const found = await lab.inspections.known({ id })
    if (found) await show(found)
  })
  const cancel = () => looking.abort()
  watch(
    () => [run().id, run().digest] as const,
    ([id, digest]) => {
      cancel()
      inspection.value = undefined
      if (digest !== null) void readKnown.run(id)
    },
    { immediate: true },
  )
  onScopeDispose(cancel)
  return { inspection, progress, look, cancel }
}
