import {
  compareSpaces,
  comparisonStreams,
  meanDifferences,
  type SpaceComparison,
} from '#shared/refinement/compareSpaces.ts'
import { improvementSplit, type ImprovementSplit } from '#shared/refinement/improvementSplit.ts'
import type { WeighedRun } from '#shared/refinement/measuredRun.ts'
import { stream } from '#shared/random/stream.ts'
import { edfBand, edfDifferenceBand, errorGrid, type Band } from '#shared/statistics/edfBands.ts'

/** Resamples behind every range of the screen. */
export const resamples = 2000

/** What the screen has computed in a worker. */
export type CompareQuestion =
  | { readonly kind: 'bands'; readonly populations: readonly Errors[] }
  | {
      readonly kind: 'pair'
      /** Of the populations, newer first: the answer says whose it is. */
      readonly ids: readonly [number, number]
      readonly newer: readonly WeighedRun[]
      readonly older: readonly WeighedRun[]
    }
  | { readonly kind: 'rows'; readonly rows: readonly RowQuestion[] }
type PairQuestion = Extract<CompareQuestion, { kind: 'pair' }>

/** A population and the one that it is read against. */
export interface RowQuestion extends Errors {
  readonly against: Errors | null
}

interface Errors {
  readonly id: number
  readonly errors: readonly number[]
}

/** The band of each population by its id. */
export type Bands = ReadonlyMap<number, Band>

export interface PairAnswer {
  /** Of the populations, newer first. */
  readonly ids: readonly [number, number]
  readonly comparison: SpaceComparison
  /** Of mean errors, one for each resample. */
  readonly differences: Float64Array
  /** EDF of the new minus EDF of the old. */
  readonly gap: Band
  readonly split: ImprovementSplit | null
}

/** A population against the one that it is read against; nulls where it stands alone. */
export interface RowAnswer {
  readonly id: number
  /** Of the population that it is read against. */
  readonly againstId: number | null
  readonly against: Pick<SpaceComparison, 'differences' | 'kolmogorovSmirnov' | 'verdict'> | null
}

/** The bands of populations over one grid of errors. */
export function bandsOf(populations: readonly Errors[]): Bands {
  const grid = errorGrid(populations.map(({ errors }) => errors))
  return new Map(
    populations.map(({ id, errors }) => [id, edfBand(errors, grid, stream(0, 'resample', 0), { resamples })]),
  )
}

/** Everything that the screen says of a pair; neither may be empty. */
export function answerPair({ ids, newer, older }: PairQuestion): PairAnswer {
  const [newErrors, oldErrors] = [newer, older].map((runs) => runs.map((run) => run.errorPercent)) as [
    number[],
    number[],
  ]
  return {
    ids,
    comparison: compareSpaces(newErrors, oldErrors, { resamples }),
    differences: meanDifferences(newErrors, oldErrors, { resamples }),
    gap: edfDifferenceBand(newErrors, oldErrors, errorGrid([newErrors, oldErrors]), comparisonStreams.gap(), {
      resamples,
    }),
    split: improvementSplit(newer, older, 'parameters', { resamples }),
  }
}

/** A row of the table, from its errors and those it is read against. */
export function answerRow({ id, errors, against }: RowQuestion): RowAnswer {
  return {
    id,
    againstId: against && against.id,
    against: against && compareSpaces(errors, against.errors, { resamples }),
  }
}
