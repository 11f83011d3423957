import { compareSpaces, type SpaceComparison } from '#shared/refinement/comparison/compareSpaces.ts'
import { improvementSplit, type ImprovementSplit } from '#shared/refinement/comparison/improvementSplit.ts'
import { stepVerdict, type StepVerdict } from '#shared/refinement/comparison/judgeStep.ts'
import type { WeighedRun } from '#shared/refinement/evidence/measuredRun.ts'
import { pairCautions, type AnsweredSide, type PairCautions } from '#shared/refinement/comparison/pairCautions.ts'
import { missingEvidence, type MissingEvidence } from '#shared/refinement/evidence/proposal.ts'
import { edfBand, edfDifferenceBand, errorGrid, type Band, type BandKind } from '#shared/statistics/ranges/edfBand.ts'
import { pairBands, type PairBands } from './pairBands.ts'

/** Errors in percent, in the order of the sample. */
interface Errors {
  readonly id: number
  readonly errors: readonly number[]
}

/** The band of each population by its id, all over one grid. */
export type Bands = ReadonlyMap<number, Band>

/** A pair of populations, neither empty. */
interface PairQuestion {
  /** Of the populations, newer first: the answer says whose it is. */
  readonly ids: readonly [number, number]
  readonly newer: readonly WeighedRun[]
  readonly older: readonly WeighedRun[]
  readonly bandKind: BandKind
}

export interface PairAnswer {
  /** Of the populations, newer first. */
  readonly ids: readonly [number, number]
  readonly comparison: SpaceComparison
  /** EDF of the new minus EDF of the old. */
  readonly gap: Band
  readonly split: ImprovementSplit | null
}

/** A population and the one that it is read against. */
interface RowQuestion extends Errors {
  readonly against: Errors | null
}

/** A population against the one that it is read against; nulls where it stands alone. */
export interface RowAnswer {
  readonly id: number
  /** Of the population that it is read against. */
  readonly againstId: number | null
  readonly against: SpaceComparison | null
}

/** Two spaces that wait for a decision, by the id of the newer; neither side is without errors. */
interface DecisionPair {
  readonly id: number
  readonly newer: AnsweredSide
  readonly older: AnsweredSide
}

/** What finished runs say about a space that is not decided yet: the wizard's own answer. */
export interface OpenDecision {
  readonly comparison: SpaceComparison
  readonly verdict: StepVerdict
  readonly cautions: PairCautions
  /** Null: the numbers speak. */
  readonly missing: MissingEvidence | null
}

/** Analyses of populations against each other. */
export const comparisonTasks = {
  bands: ({ populations, bandKind }: { populations: readonly Errors[]; bandKind: BandKind }): Bands => {
    const grid = errorGrid(populations.map(({ errors }) => errors))
    return new Map(populations.map(({ id, errors }) => [id, edfBand({ errors }, grid, bandKind)]))
  },

  /** Whether one population beats another, from the errors of both; neither may be empty. */
  compare: ({
    newer,
    older,
  }: {
    newer: readonly number[]
    older: readonly number[]
  }): { comparison: SpaceComparison; bands: PairBands } => ({
    comparison: compareSpaces(newer, older),
    bands: pairBands(newer, older),
  }),

  /** The same with what complexities explain of it. */
  comparePair: ({ ids, newer, older, bandKind }: PairQuestion): PairAnswer => {
    const [newErrors, oldErrors] = [errorsOf(newer), errorsOf(older)]
    return {
      ids,
      comparison: compareSpaces(newErrors, oldErrors),
      gap: edfDifferenceBand({ errors: newErrors }, { errors: oldErrors }, errorGrid([newErrors, oldErrors]), bandKind),
      split: improvementSplit(newer, older, 'parameters'),
    }
  },

  compareRows: ({ rows }: { rows: readonly RowQuestion[] }): RowAnswer[] =>
    rows.map(({ id, errors, against }) => ({
      id,
      againstId: against && against.id,
      against: against && compareSpaces(errors, against.errors),
    })),

  /** By the id of the newer space. */
  openDecisions: ({ pairs }: { pairs: readonly DecisionPair[] }): ReadonlyMap<number, OpenDecision> =>
    new Map(pairs.map(({ id, newer, older }) => [id, openDecision(newer, older)])),
}

function openDecision(newer: AnsweredSide, older: AnsweredSide): OpenDecision {
  const comparison = compareSpaces(newer.errors, older.errors)
  const verdict = stepVerdict(comparison)
  const cautions = pairCautions(newer, older)
  return { comparison, verdict, cautions, missing: missingEvidence(verdict, comparison, cautions) }
}

const errorsOf = (runs: readonly WeighedRun[]): number[] => runs.map(({ errorPercent }) => errorPercent)
