import { compareSpaces, type SpaceComparison } from '#shared/refinement/comparison/compareSpaces.ts'
import { improvementSplit, type ImprovementSplit } from '#shared/refinement/comparison/improvementSplit.ts'
import type { WeighedRun } from '#shared/refinement/evidence/measuredRun.ts'
import { edfBand, edfDifferenceBand, errorGrid, type Band, type BandKind } from '#shared/statistics/ranges/edfBand.ts'

/** What the screen has computed in a worker. */
export type CompareQuestion =
  | { readonly kind: 'bands'; readonly populations: readonly Errors[]; readonly bandKind: BandKind }
  | {
      readonly kind: 'pair'
      /** Of the populations, newer first: the answer says whose it is. */
      readonly ids: readonly [number, number]
      readonly newer: readonly WeighedRun[]
      readonly older: readonly WeighedRun[]
      readonly bandKind: BandKind
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
  /** EDF of the new minus EDF of the old. */
  readonly gap: Band
  readonly split: ImprovementSplit | null
}

/** A population against the one that it is read against; nulls where it stands alone. */
export interface RowAnswer {
  readonly id: number
  /** Of the population that it is read against. */
  readonly againstId: number | null
  readonly against: Pick<
    SpaceComparison,
    'beats' | 'meanDifference' | 'kolmogorovSmirnov' | 'verdict' | 'caution'
  > | null
}

/** The bands of populations over one grid of errors. */
export function bandsOf(populations: readonly Errors[], kind: BandKind): Bands {
  const grid = errorGrid(populations.map(({ errors }) => errors))
  return new Map(populations.map(({ id, errors }) => [id, edfBand({ errors }, grid, kind)]))
}

/** Everything that the screen says of a pair; neither may be empty. */
export function answerPair({ ids, newer, older, bandKind }: PairQuestion): PairAnswer {
  const [newErrors, oldErrors] = [newer, older].map((runs) => runs.map((run) => run.errorPercent)) as [
    number[],
    number[],
  ]
  return {
    ids,
    comparison: compareSpaces(newErrors, oldErrors),
    gap: edfDifferenceBand({ errors: newErrors }, { errors: oldErrors }, errorGrid([newErrors, oldErrors]), bandKind),
    split: improvementSplit(newer, older, 'parameters'),
  }
}

/** A row of the table, from its errors and those it is read against. */
export function answerRow({ id, errors, against }: RowQuestion): RowAnswer {
  return {
    id,
    againstId: against && against.id,
    against: against && compareSpaces(errors, against.errors),
  }
}
