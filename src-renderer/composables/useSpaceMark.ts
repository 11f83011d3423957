import { computed, type ComputedRef } from 'vue'
import type { StudySpace } from '#shared/contract/spaces.ts'
import { spaceMarks, type SpaceMark } from '#shared/charts/spaceMarks.ts'
import { useStudies } from '#renderer/stores/studies.ts'

const shared = new WeakMap<readonly StudySpace[], ReadonlyMap<string, SpaceMark>>()

/** The marks of all spaces of a study by name, computed once per list, which is never mutated. */
function marksOf(spaces: readonly StudySpace[]): ReadonlyMap<string, SpaceMark> {
  let marks = shared.get(spaces)
  if (!marks) shared.set(spaces, (marks = spaceMarks(spaces.map(({ definition }) => definition.name))))
  return marks
}

/**
 * The mark of a design space. It is the same in every view of a study, since the marks are distributed among all of the
 * study's spaces.
 */
export function useSpaceMark(name: () => string): ComputedRef<SpaceMark> {
  const studies = useStudies()
  return computed(() => {
    const names = () => studies.spaces.map(({ definition }) => definition.name)
    return marksOf(studies.spaces).get(name()) ?? spaceMarks([...names(), name()]).get(name())!
  })
}
