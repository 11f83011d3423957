import { comparisonLevel } from '#shared/refinement/stopping/looks.ts'
import { useAnalysis, type Analysis } from '#renderer/analysis/useAnalysis.ts'
import { useWizardAround } from './useWizard.ts'

/** The comparison of the refined space's runs with the old ones' so far, recomputed as runs finish. */
export function usePair(): Analysis<'compare'> {
  const { compared, oldLearnt, refinedLearnt } = useWizardAround()
  const errors = (runs: readonly { readonly errorPercent: number }[]) => runs.map(({ errorPercent }) => errorPercent)
  return useAnalysis(
    'compare',
    () => ({
      newer: errors(refinedLearnt.value.runs),
      older: errors(oldLearnt.value.runs),
      level: comparisonLevel(refinedLearnt.value, oldLearnt.value),
    }),
    () =>
      compared.value && refinedLearnt.value.runs.length > 0 && oldLearnt.value.runs.length > 0
        ? `${refinedLearnt.value.key}/${oldLearnt.value.key}`
        : undefined,
  )
}
