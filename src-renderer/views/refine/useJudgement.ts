import { computed } from 'vue'
import { pairCautions } from '#shared/refinement/comparison/pairCautions.ts'
import { curtailedTexts, levelTexts } from '#shared/refinement/stopping/curtailed.ts'
import { comparisonLevel } from '#shared/refinement/stopping/looks.ts'
import { correctedVerdict } from '#shared/refinement/tried/correctedVerdict.ts'
import { proposalOf } from '#shared/refinement/evidence/proposal.ts'
import { useText } from '#renderer/i18n/texts.ts'
import { cautionTexts } from '#renderer/lib/cautionTexts.ts'
import { usePopulationNames } from '#renderer/composables/usePopulationNames.ts'
import { useTried } from '#renderer/composables/useTried.ts'
import { useSpaceMark } from '#renderer/composables/useSpaceMark.ts'
import { useAnalysis } from '#renderer/analysis/useAnalysis.ts'
import type { Learnt } from './useLearning.ts'
import { useWizardAround } from './useWizard.ts'

/** The judgement of the refined space against the old one, with the names and marks of both. */
export function useJudgement() {
  const { t } = useText()
  const { space, refinedSpace, compared, oldLearnt, refinedLearnt, regime } = useWizardAround()
  const name = (of: typeof space) => of.value?.definition.name ?? ''
  const marks = {
    newer: useSpaceMark(() => name(refinedSpace)),
    older: useSpaceMark(() => name(space)),
  }
  const measured = ({ runs, diverged, measuredOn, ending }: Learnt) => ({
    errors: runs.map(({ errorPercent }) => errorPercent),
    diverged,
    measuredOn,
    ending,
  })
  const newer = computed(() => ({
    name: name(refinedSpace),
    mark: marks.newer.value,
    ...measured(refinedLearnt.value),
  }))
  const older = computed(() => ({ name: name(space), mark: marks.older.value, ...measured(oldLearnt.value) }))
  const names = usePopulationNames()
  const namesOf = ({ populations }: Learnt) =>
    populations.filter(({ counted }) => counted > 0).map(({ id, name: own }) => names.value.get(id)?.fullName ?? own)
  /** Full names of the populations that each side's runs come from. */
  const populations = computed(() => ({ newer: namesOf(refinedLearnt.value), older: namesOf(oldLearnt.value) }))
  // No population that drops its worst networks is learnt from.
  const curtailedOf = ({ populations }: Learnt) =>
    populations.flatMap((one) =>
      curtailedTexts({ ...one, name: names.value.get(one.id)?.fullName ?? one.name, dropped: 0 }, t),
    )
  const level = computed(() => comparisonLevel(refinedLearnt.value, oldLearnt.value))
  const judged = useAnalysis(
    'judge',
    () =>
      refinedSpace.value && space.value && regime.value
        ? {
            newer: { space: refinedSpace.value.definition, runs: refinedLearnt.value.runs },
            older: { space: space.value.definition, runs: oldLearnt.value.runs },
            regime: regime.value,
            parameter: null,
            refinement: null,
            level: level.value,
          }
        : undefined,
    () =>
      refinedSpace.value &&
      space.value &&
      regime.value &&
      compared.value &&
      newer.value.errors.length > 0 &&
      older.value.errors.length > 0
        ? `${refinedLearnt.value.key}/${oldLearnt.value.key}`
        : undefined,
  )
  const found = computed(() => pairCautions(newer.value, older.value))
  /** Cautions to show before the verdict, and the decision that the numbers support, once there are any. */
  const cautions = computed(() => [
    ...cautionTexts(newer.value, older.value, found.value, t),
    ...curtailedOf(oldLearnt.value),
    ...curtailedOf(refinedLearnt.value),
    ...levelTexts(level.value, t),
  ])
  const proposal = computed(() => {
    const judgement = judged.answer.value?.judgement
    return judgement && proposalOf(judgement, found.value)
  })
  const tried = useTried()
  /** The verdict corrected for all refinements that the study has tried; undefined if there are no others. */
  const corrected = computed(() =>
    refinedSpace.value && compared.value
      ? correctedVerdict(refinedSpace.value.id, { newer: newer.value, older: older.value }, tried.value)
      : undefined,
  )
  return { newer, older, populations, judged, cautions, proposal, corrected }
}
