import { computed, shallowRef, watch, type ComputedRef } from 'vue'
import type { SampleSpace } from '#shared/contract/studies.ts'
import { summary } from '#shared/statistics/summary.ts'
import { spaceMarks } from '#shared/charts/spaceMarks.ts'
import { useLabClient } from '#renderer/lab/useLabClient.ts'
import type { SpaceOverview } from './studyOverview.ts'

/** What of a space the sample study's lineage shows. */
export type SampleOverview = Pick<SpaceOverview, 'id' | 'parentId' | 'name' | 'mark' | 'errors' | 'numbers'>

/** The lineage of the sample study as it is shipped, read while it `isWanted`: before it is imported. */
export function useShippedSample(isWanted: () => boolean): ComputedRef<SampleOverview[]> {
  const lab = useLabClient()
  const spaces = shallowRef<readonly SampleSpace[]>([])
  watch(
    isWanted,
    async (wanted) => {
      // Without it, what the study is stands there in words.
      if (wanted) spaces.value = await lab.studies.sampleSpaces().catch(() => [])
    },
    { immediate: true },
  )
  return computed(() => overviewOf(spaces.value))
}

/** Spaces by their places in the file, which stand for ids. */
export function overviewOf(spaces: readonly SampleSpace[]): SampleOverview[] {
  const marks = spaceMarks(spaces.map(({ name }) => name))
  return spaces.map(({ name, parent, errors }, place) => ({
    ...{ id: place, parentId: parent, name, mark: marks.get(name)!, errors },
    numbers: errors.length > 0 ? summary(errors) : undefined,
  }))
}
