import { computed } from 'vue'
import { fewestRunsForVerdict } from '#shared/refinement/comparison/decision.ts'
import { networksOfEach, networksOfNew } from '#shared/refinement/comparison/power.ts'
import type { ConstraintPreview } from '#shared/refinement/evidence/previewConstraint.ts'
import { placementVariances } from '#shared/statistics/ranges/beatsRange.ts'
import { meanRangeText } from '#renderer/lib/meanRangeText.ts'
import { signedText } from '#shared/format/numbers.ts'
import { probabilityText } from '#shared/format/probabilities.ts'
import { useText } from '#renderer/i18n/texts.ts'
import { useSpaceMark } from '#renderer/composables/useSpaceMark.ts'
import { useWizardAround } from './useWizard.ts'

/**
 * The expected gain of the refined space from existing runs: in words, with the number of networks needed to show it,
 * and as an EDF.
 */
export function usePromise() {
  const { t } = useText()
  const { space, refinedSpace, evidence, learnt, weighed, oldLearnt, refinedLearnt } = useWizardAround()
  const mark = useSpaceMark(() => space.value?.definition.name ?? '')
  const refinedMark = useSpaceMark(() => refinedSpace.value?.definition.name ?? '')

  /** Undefined if there is no expected gain; `power` if the gain can be shown. */
  const promise = computed(() => {
    const found = weighed.value?.evidence
    const gain = found?.keptMinusAll
    if (!found || !gain || !Number.isFinite(gain.low)) return undefined
    return {
      text: t('refine.resample.promised', {
        value: signedText(gain.value),
        range: meanRangeText(gain, t),
      }),
      power: powerText(found.preview),
    }
  })
  function powerText({ kept, weights, effectiveNumber }: ConstraintPreview): string | undefined {
    const errors = learnt.value.runs.map(({ errorPercent }) => errorPercent)
    const keptErrors = kept.map((i) => evidence.value.runs[i]!.errorPercent)
    if (Math.min(errors.length, effectiveNumber) < fewestRunsForVerdict) return undefined
    const beats = placementVariances({ errors: keptErrors, weights }, { errors })
    if (beats.value <= 0.5) return undefined
    const gain = beats.value - 0.5
    const values = { p: probabilityText(beats.value), old: errors.length, space: space.value?.definition.name ?? '' }
    const count = networksOfNew(gain, beats.newer, { variance: beats.older, count: errors.length })
    if (count !== null) return t('refine.resample.power', { ...values, count: Math.max(count, fewestRunsForVerdict) })
    return t('refine.resample.powerOfEach', { ...values, count: networksOfEach(gain, beats.newer, beats.older) })
  }

  /** The EDFs of the old runs and of the refined space's own, with the expected one between them. */
  const series = computed(() => {
    const preview = weighed.value?.evidence.preview
    const expected =
      preview && preview.kept.length > 0
        ? [
            {
              name: t('refine.resample.promise'),
              mark: refinedMark.value,
              errors: preview.kept.map((i) => evidence.value.runs[i]!.errorPercent),
              weights: Array.from(preview.weights),
              preview: true,
            },
          ]
        : []
    return [
      {
        name: space.value?.definition.name ?? '',
        mark: mark.value,
        errors: oldLearnt.value.runs.map(({ errorPercent }) => errorPercent),
      },
      ...expected,
      {
        name: refinedSpace.value?.definition.name ?? '',
        mark: refinedMark.value,
        errors: refinedLearnt.value.runs.map(({ errorPercent }) => errorPercent),
        heavy: true,
      },
    ]
  })

  return { promise, series }
}
