import { computed } from 'vue'
import type { RunOutline } from '#shared/contract/runs.ts'
import { weighedRun, type WeighedRun } from '#shared/refinement/measuredRun.ts'
import { equalComplexity } from '#shared/statistics/equalComplexity.ts'
import { useInWorker } from '#renderer/components/inWorker.ts'
import type { ShownPopulation } from '#renderer/components/populations/usePopulations.ts'
import { runErrors } from '#renderer/components/runErrors.ts'
import { useStudies } from '#renderer/stores/studies.ts'
import type { Bands, CompareQuestion, PairAnswer, RowAnswer } from './comparison.ts'
import { lineageOrder, referenceOf } from './lineageOrder.ts'

/** A population that has finished runs. */
export interface ComparedPopulation extends ShownPopulation<RunOutline> {
  /** In the order of the sample. */
  readonly errors: readonly number[]
  readonly diverged: number
  readonly failed: number
}

export interface ComparedPair {
  readonly newer: ComparedPopulation
  readonly older: ComparedPopulation
}

/** What a complexity can be made equal by. */
export const complexities = ['flops', 'parameters', 'activations'] as const
export type ComplexityId = (typeof complexities)[number]

const startWorker = () => new Worker(new URL('./compare.worker.ts', import.meta.url), { type: 'module' })

/** The populations in the order of their lineage, the pair, and what workers compute about them. */
export function useComparison(
  shown: () => readonly ShownPopulation<RunOutline>[],
  pairIds: () => readonly number[],
  normaliseBy: () => ComplexityId | 'nothing',
) {
  const studies = useStudies()
  const populations = computed((): ComparedPopulation[] =>
    lineageOrder(shown(), studies.spaces).flatMap((population) => {
      const errors = runErrors(population.rows)
      const count = (status: string) => population.rows.filter((row) => row.status === status).length
      return errors.length > 0 ? [{ ...population, errors, diverged: count('diverged'), failed: count('failed') }] : []
    }),
  )
  const reference = (population: ComparedPopulation) => referenceOf(population, populations.value, studies.spaces)

  const pair = computed((): ComparedPair | undefined => {
    const [newerId, olderId] = pairIds()
    const named = (id: number | undefined) => populations.value.find((population) => population.id === id)
    const newer = named(newerId) ?? populations.value.at(-1)
    const given = named(olderId)
    const older = (newer && (given !== newer ? given : undefined)) ?? (newer && reference(newer))
    const other = older ?? populations.value.find((population) => population !== newer)
    return newer && other ? { newer, older: other } : undefined
  })

  const bands = useInWorker<Bands>(startWorker, (): CompareQuestion | undefined =>
    populations.value.length === 0
      ? undefined
      : { kind: 'bands', populations: populations.value.map(({ id, errors }) => ({ id, errors })) },
  )
  const verdict = useInWorker<PairAnswer>(startWorker, (): CompareQuestion | undefined => {
    if (!pair.value) return undefined
    const [newer, older] = [weighedRuns(pair.value.newer.rows), weighedRuns(pair.value.older.rows)]
    return {
      kind: 'pair',
      ids: [pair.value.newer.id, pair.value.older.id],
      newer,
      older,
    }
  })
  const rows = useInWorker<readonly RowAnswer[]>(startWorker, (): CompareQuestion | undefined =>
    populations.value.length === 0
      ? undefined
      : {
          kind: 'rows',
          rows: populations.value.map((population) => ({
            id: population.id,
            errors: population.errors,
            against: errorsOf(reference(population)),
          })),
        },
  )

  /** That of the pair as it is now: the last one may be of another. */
  const answer = computed(() => {
    const known = verdict.answer.value
    const [newerId, olderId] = known?.ids ?? []
    return pair.value?.newer.id === newerId && pair.value?.older.id === olderId ? known : undefined
  })

  const normalised = computed(() => {
    const by = normaliseBy()
    if (by === 'nothing') return undefined
    return equalComplexity(
      populations.value.map(({ rows: all }) => weighedRuns(all).map(({ complexity }) => complexity[by])),
    )
  })

  return { populations, pair, reference, bands, verdict, answer, rows, normalised }
}

/** The finished runs among the outlines as evidence, in their order. */
function weighedRuns(rows: readonly RunOutline[]): WeighedRun[] {
  return rows.flatMap((row) => weighedRun(row) ?? [])
}

function errorsOf(population: ComparedPopulation | undefined): { id: number; errors: readonly number[] } | null {
  return population ? { id: population.id, errors: population.errors } : null
}
