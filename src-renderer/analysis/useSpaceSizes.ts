import { onScopeDispose, shallowReactive, watch, type Ref } from 'vue'
import type { DesignSpace, Regime } from '#shared/designspaces/designSpace.ts'
import type { SpaceSize } from '#shared/refinement/size/spaceSize.ts'
import { throttledBatch } from '#renderer/lib/throttledBatch.ts'
import { useAnalyses } from './analyses.ts'

/** The sizes of spaces by id, each available as soon as it is counted; recounted when a definition changes. */
export function useSpaceSizes(
  spaces: Ref<readonly { readonly id: number; readonly definition: DesignSpace }[]>,
  regime: Ref<Regime | undefined>,
): ReadonlyMap<number, SpaceSize> {
  const analyses = useAnalyses()
  const sizes = shallowReactive(new Map<number, SpaceSize>())
  // Everything that shows sizes is redrawn as a whole, so they are added in batches.
  const arrived = throttledBatch<[id: number, size: SpaceSize]>((answers) => {
    for (const [id, size] of answers) sizes.set(id, size)
  })
  onScopeDispose(arrived.drop)
  const pending = new Map<number, { readonly key: string; readonly stop: AbortController }>()
  onScopeDispose(() => {
    for (const { stop } of pending.values()) stop.abort()
  })
  watch(
    [spaces, regime],
    ([all, under]) => {
      if (!under) return
      for (const { id, definition } of all) {
        const key = JSON.stringify([definition, under.imageSize])
        if (pending.get(id)?.key === key) continue
        pending.get(id)?.stop.abort()
        const stop = new AbortController()
        pending.set(id, { key, stop })
        analyses.ask('spaceSize', { space: definition, regime: under }, { signal: stop.signal, isLater: true }).then(
          (size) => {
            if (!stop.signal.aborted) arrived.add([id, size])
          },
          // A size that cannot be counted stays unknown.
          () => undefined,
        )
      }
    },
    { immediate: true },
  )
  return sizes
}
