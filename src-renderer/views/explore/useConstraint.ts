import { computed } from 'vue'
import type { Regime } from '#shared/designspaces/designSpace.ts'
import { regimeOf } from '#shared/designspaces/regimeOf.ts'
import type { RunRow } from '#shared/contract/runs.ts'
import { measuredRun, weighedRun, type WeighedRun } from '#shared/refinement/evidence/measuredRun.ts'
import { previewConstraint } from '#shared/refinement/evidence/previewConstraint.ts'
import { fulfils, type Refinement } from '#shared/refinement/steps/refinement.ts'
import type { ShownPopulation } from '#renderer/lib/populations/shownPopulation.ts'
import type { SpaceSize } from '#shared/refinement/size/spaceSize.ts'
import { useAnalysis } from '#renderer/analysis/useAnalysis.ts'
import { meaningOf, type DraggedRange } from './draggedRange.ts'
import { shownPrediction } from './predictedTimes.ts'
import { numberOf } from './runFields.ts'

/** The size of a space before and after its refinement. */
export interface SizeChange {
  readonly before: SpaceSize
  readonly after: SpaceSize
}

/** Whether a run belongs to the refined space; null until its line is fitted. */
function isKept(refinement: Refinement, row: RunRow): boolean {
  if (refinement.kind === 'constraint' && refinement.constraint.id === 'quantizedLinearWidths') {
    const error = numberOf('fitError', row)
    return error !== null && error <= refinement.constraint.maxFitError
  }
  return fulfils(refinement, measuredRun(row)!)
}

/**
 * The effect of a dragged range on the subject's space: the refinement, which of its `finished` runs it keeps and, from
 * workers, sizes and evidence. `isDone`: whether the drag has ended; workers wait for it.
 */
export function useConstraint(
  subject: () => ShownPopulation | undefined,
  finished: () => readonly RunRow[],
  range: () => DraggedRange | undefined,
  isDone: () => boolean,
) {
  const meaning = computed(() => {
    const [population, dragged] = [subject(), range()]
    return population && dragged
      ? meaningOf(population.space.definition, dragged, shownPrediction.value?.source)
      : undefined
  })
  const refinement = computed(() => (meaning.value?.kind === 'refinement' ? meaning.value.refinement : undefined))
  const kept = computed(() => {
    const chosen = refinement.value
    return chosen && finished().map((row) => isKept(chosen, row))
  })
  const weighable = computed((): WeighedRun[] => finished().map((row) => weighedRun(row)!))
  const preview = computed(() => {
    const inside = kept.value
    if (!inside || inside.length === 0) return undefined
    let i = 0
    return previewConstraint(weighable.value, () => inside[i++]!)
  })
  const regime = computed((): Regime | undefined => {
    const population = subject()
    const classes = population?.rows[0]?.network.classes
    if (!population || classes === undefined) return undefined
    return regimeOf(population.summary.plan, classes)
  })

  const evidence = useAnalysis('weighKept', () =>
    isDone() && kept.value && kept.value.length > 0 ? { runs: weighable.value, kept: kept.value } : undefined,
  )
  const { answer, ...counting } = useAnalysis('spaceSizes', () => {
    const population = subject()
    return isDone() && population && meaning.value?.kind === 'refinement' && regime.value
      ? { spaces: [population.space.definition, meaning.value.refined], regime: regime.value }
      : undefined
  })
  const sizes = computed((): SizeChange | undefined => {
    const [before, after] = answer.value ?? []
    return before && after && { before, after }
  })

  return { meaning, refinement, preview, evidence, sizes: { answer: sizes, ...counting } }
}
