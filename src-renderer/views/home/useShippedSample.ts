import { computed, shallowRef, watch, type ComputedRef } from 'vue'
import type { SampleSpace } from '#shared/contract/studies.ts'
import { summary } from '#shared/statistics/summary.ts'
import { spaceMarks } from '#shared/charts/spaceMarks.ts'
import { useLabClient } from '#renderer/lab/useLabClient.ts'
import type { SpaceOverview } from './studyOverview.ts'

/** The fields of a space shown in the sample lineage. */
export type SampleOverview = Pick<SpaceOverview, 'id' | 'parentId' | 'name' | 'mark' | 'errors' | 'numbers'>

/** The lineage of the shipped sample study. Read only while `isWanted`, i.e. before the study is imported. */
export function useShippedSample(isWanted: () => boolean): ComputedRef<SampleOverview[]> {
  const lab = useLabClient()
  const spaces = shallowRef<readonly SampleSpace[]>([])
  watch(
    isWanted,
    async (wanted) => {
      // Without a lineage, the screen describes the study in words.
      if (wanted) spaces.value = await lab.studies.sampleSpaces().catch(() => [])
    },
    { immediate: true },
  )
  return computed(() => overviewOf(spaces.value))
}

/** The overviews of spaces, with their indices in the file as ids. */
export function overviewOf(spaces: readonly SampleSpace[]): SampleOverview[] {
  const marks = spaceMarks(spaces.map(({ name }) => name))
  return spaces.map(({ name, parent, errors }, place) => ({
    ...{ id: place, parentId: parent, name, mark: marks.get(name)!, errors },
    numbers: errors.length > 0 ? summary(errors) : undefined,
  }))
}
