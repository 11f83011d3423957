import { computed } from 'vue'
import type { RunOutline } from '#shared/contract/runs.ts'
import { lineageOrder, referenceOf } from '#shared/refinement/comparison/lineageOrder.ts'
import { weighedRun, type WeighedRun } from '#shared/refinement/evidence/measuredRun.ts'
import { ancestorsOf } from '#shared/refinement/comparison/sides.ts'
import { correctedVerdict } from '#shared/refinement/tried/correctedVerdict.ts'
import { comparisonLevel } from '#shared/refinement/stopping/looks.ts'
import { equalComplexity } from '#shared/statistics/equalComplexity.ts'
import type { BandKind } from '#shared/statistics/ranges/edfBand.ts'
import type { ShownPopulation } from '#renderer/lib/populations/shownPopulation.ts'
import { sideName, useSideNames } from '#renderer/composables/useSideNames.ts'
import { useTried } from '#renderer/composables/useTried.ts'
import { useAnalysis } from '#renderer/analysis/useAnalysis.ts'
import { useStudies } from '#renderer/stores/studies.ts'
import { comparedPair } from './comparedPair.ts'
import { pairTerms, shownSides, type ComparedSide } from './shownSides.ts'

/** Complexity measures by which populations can be normalised. */
export const complexities = ['flops', 'parameters', 'activations'] as const
export type ComplexityId = (typeof complexities)[number]

/**
 * The sides of the populations in lineage order, the selected pair, and the numbers that workers compute for them.
 * `isApart`: each population is a side of its own.
 */
export function useComparison(
  shown: () => readonly ShownPopulation<RunOutline>[],
  isApart: () => boolean,
  pairIds: () => readonly number[],
  normaliseBy: () => ComplexityId | 'nothing',
  bandKind: () => BandKind,
) {
  const studies = useStudies()
  const names = useSideNames(shown)
  const sides = computed(() =>
    lineageOrder(
      shownSides(shown(), isApart(), (spaceId, key) => names.value.get(sideName(spaceId, key))),
      studies.spaces,
    ),
  )
  /** None for a side whose worst networks were dropped early: it is not compared. */
  const reference = (side: ComparedSide) =>
    side.summary.plan.halving ? undefined : referenceOf(side, sides.value, studies.spaces)

  const pair = computed(() => {
    const own = shown().flatMap(({ summary, studyName }) => (studyName === null ? [summary] : []))
    return comparedPair(sides.value, pairIds(), studies.spaces, own)
  })

  const bands = useAnalysis('bands', () =>
    sides.value.length === 0
      ? undefined
      : { populations: sides.value.map(({ id, errors }) => ({ id, errors })), bandKind: bandKind() },
  )
  const verdict = useAnalysis('comparePair', () => {
    if (!pair.value) return undefined
    const [newer, older] = [weighedRuns(pair.value.newer.rows), weighedRuns(pair.value.older.rows)]
    const level = comparisonLevel(pair.value.newer, pair.value.older)
    return { ids: [pair.value.newer.id, pair.value.older.id] as const, newer, older, bandKind: bandKind(), level }
  })
  const rows = useAnalysis('compareRows', () =>
    sides.value.length === 0
      ? undefined
      : {
          rows: sides.value.map((side) => {
            const against = reference(side)
            const level = against && comparisonLevel(side, against)
            return { id: side.id, errors: side.errors, against: errorsOf(against), ...(level && { level }) }
          }),
        },
  )

  /** The answer for the current pair; the latest one may belong to another pair. */
  const answer = computed(() => {
    const known = verdict.answer.value
    const [newerId, olderId] = known?.ids ?? []
    return pair.value?.newer.id === newerId && pair.value?.older.id === olderId ? known : undefined
  })

  const tried = useTried()
  /** The verdict on a refinement corrected for all that the study has tried; undefined for other pairs, or the only one. */
  const corrected = computed(() => {
    if (!pair.value) return undefined
    const { newer, older } = pair.value
    const isRefinement =
      pairTerms(newer, older).verdictOn === 'spaces' &&
      ancestorsOf(newer.spaceId, studies.spaces).some(({ id }) => id === older.spaceId)
    return isRefinement ? correctedVerdict(newer.spaceId, pair.value, tried.value) : undefined
  })

  const normalised = computed(() => {
    const by = normaliseBy()
    if (by === 'nothing') return undefined
    return equalComplexity(sides.value.map(({ rows: all }) => weighedRuns(all).map(({ complexity }) => complexity[by])))
  })

  return { sides, pair, reference, bands, verdict, answer, corrected, rows, normalised }
}

/** The outlines of the counted runs as evidence, in order. */
function weighedRuns(rows: readonly RunOutline[]): WeighedRun[] {
  return rows.flatMap((row) => weighedRun(row) ?? [])
}

function errorsOf(side: ComparedSide | undefined): { id: number; errors: readonly number[] } | null {
  return side ? { id: side.id, errors: side.errors } : null
}
