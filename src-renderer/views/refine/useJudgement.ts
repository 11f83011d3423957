import { computed } from 'vue'
import { usePopulationNames } from '#renderer/components/populations/usePopulationNames.ts'
import { useSpaceMark } from '#renderer/components/spaceMark.ts'
import type { Learnt } from './useLearning.ts'
import { useScience } from './useScience.ts'
import { useWizardAround } from './useWizard.ts'

/** The judgement of the refined space against the old one, with what both are called and drawn by. */
export function useJudgement() {
  const { space, refinedSpace, compared, oldLearnt, refinedLearnt, regime } = useWizardAround()
  const name = (of: typeof space) => of.value?.definition.name ?? ''
  const marks = {
    newer: useSpaceMark(() => name(refinedSpace)),
    older: useSpaceMark(() => name(space)),
  }
  const errors = (runs: readonly { readonly errorPercent: number }[]) => runs.map(({ errorPercent }) => errorPercent)
  const newer = computed(() => ({
    name: name(refinedSpace),
    mark: marks.newer.value,
    errors: errors(refinedLearnt.value.runs),
  }))
  const older = computed(() => ({ name: name(space), mark: marks.older.value, errors: errors(oldLearnt.value.runs) }))
  const names = usePopulationNames()
  const namesOf = ({ populations }: Learnt) =>
    populations.map(({ id, name: own }) => names.value.get(id)?.fullName ?? own)
  /** In full, of those that each side's runs are from. */
  const populations = computed(() => ({ newer: namesOf(refinedLearnt.value), older: namesOf(oldLearnt.value) }))
  const judged = useScience(
    'judge',
    () =>
      refinedSpace.value &&
      space.value &&
      regime.value &&
      compared.value &&
      newer.value.errors.length > 0 &&
      older.value.errors.length > 0
        ? `${refinedLearnt.value.key}/${oldLearnt.value.key}`
        : undefined,
    () =>
      refinedSpace.value && space.value && regime.value
        ? {
            newer: { space: refinedSpace.value.definition, runs: refinedLearnt.value.runs },
            older: { space: space.value.definition, runs: oldLearnt.value.runs },
            regime: regime.value,
            parameter: null,
            refinement: null,
          }
        : undefined,
  )
  return { newer, older, populations, judged }
}
