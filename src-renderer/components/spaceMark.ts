import { computed, type ComputedRef } from 'vue'
import { spaceMarks, type SpaceMark } from '#renderer/charts/spaceMarks.ts'
import { useStudies } from '#renderer/stores/studies.ts'

/** The mark of a design space: the same in every view of a study, since all of the study's spaces share out the marks. */
export function useSpaceMark(name: () => string): ComputedRef<SpaceMark> {
  const studies = useStudies()
  return computed(() => {
    const names = studies.spaces.map(({ definition }) => definition.name)
    return spaceMarks([...names, name()]).get(name())!
  })
}
