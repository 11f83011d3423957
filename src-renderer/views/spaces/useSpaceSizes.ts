import { onScopeDispose, shallowReactive, watch, type Ref } from 'vue'
import type { StudySpace } from '#shared/contract/spaces.ts'
import type { Regime } from '#shared/designspaces/designSpace.ts'
import type { SpaceSize } from '#shared/refinement/size/spaceSize.ts'
import { throttledBatch } from '#renderer/lib/throttledBatch.ts'
import { useSurveyWorker } from './useSurvey.ts'

/** The sizes of spaces by id, counted in a worker; again when a definition changes. */
export function useSpaceSizes(
  spaces: Ref<readonly StudySpace[]>,
  regime: Ref<Regime | undefined>,
): ReadonlyMap<number, SpaceSize> {
  const sizes = shallowReactive(new Map<number, SpaceSize>())
  // Whatever shows sizes is drawn anew as a whole: not for each that arrives.
  const arrived = throttledBatch<[id: number, size: SpaceSize]>((answers) => {
    for (const [id, size] of answers) sizes.set(id, size)
  })
  onScopeDispose(arrived.drop)
  const counted = new Map<number, string>()
  const asked = new Map<number, number>()
  const ask = useSurveyWorker((answer) => {
    const id = asked.get(answer.number)
    asked.delete(answer.number)
    if (id !== undefined && answer.kind === 'size') arrived.add([id, answer.size])
  })
  watch(
    [spaces, regime],
    ([all, under]) => {
      if (!under) return
      for (const { id, definition } of all) {
        const key = JSON.stringify([definition, under.imageSize])
        if (counted.get(id) === key) continue
        counted.set(id, key)
        asked.set(ask({ kind: 'size', space: definition, regime: under }), id)
      }
    },
    { immediate: true },
  )
  return sizes
}
