import { compareSpaces, type SpaceComparison } from '#shared/refinement/comparison/compareSpaces.ts'
import { improvementSplit, type ImprovementSplit } from '#shared/refinement/comparison/improvementSplit.ts'
import { stepVerdict, type StepVerdict } from '#shared/refinement/comparison/judgeStep.ts'
import type { WeighedRun } from '#shared/refinement/evidence/measuredRun.ts'
import { pairCautions, type AnsweredSide, type PairCautions } from '#shared/refinement/comparison/pairCautions.ts'
import { comparisonLevel } from '#shared/refinement/stopping/looks.ts'
import { missingEvidence, type MissingEvidence } from '#shared/refinement/evidence/proposal.ts'
import { edfBand, edfDifferenceBand, errorGrid, type Band, type BandKind } from '#shared/statistics/ranges/edfBand.ts'
import { pairBands, type PairBands } from './pairBands.ts'

/** Errors in percent, in sample order. */
interface Errors {
  readonly id: number
  readonly errors: readonly number[]
}

/** The band of each population by id, on a common grid. */
export type Bands = ReadonlyMap<number, Band>

/** A pair of non-empty populations. */
interface PairQuestion {
  /** Ids of the populations, newer first; repeated in the answer. */
  readonly ids: readonly [number, number]
  readonly newer: readonly WeighedRun[]
  readonly older: readonly WeighedRun[]
  readonly bandKind: BandKind
  /** See compareSpaces. */
  readonly level?: number
}

export interface PairAnswer {
  /** Ids of the populations, newer first. */
  readonly ids: readonly [number, number]
  readonly comparison: SpaceComparison
  /** EDF of the new minus EDF of the old. */
  readonly gap: Band
  readonly split: ImprovementSplit | null
}

/** A population and its reference. */
interface RowQuestion extends Errors {
  readonly against: Errors | null
  /** See compareSpaces. */
  readonly level?: number
}

/** A population compared with its reference; nulls without one. */
export interface RowAnswer {
  readonly id: number
  /** Id of its reference. */
  readonly againstId: number | null
  readonly against: SpaceComparison | null
}

/** Two spaces awaiting a decision, by the id of the newer; neither side is without errors. */
interface DecisionPair {
  readonly id: number
  readonly newer: AnsweredSide
  readonly older: AnsweredSide
}

/** What finished runs say about an undecided space, as in the wizard. */
export interface OpenDecision {
  readonly comparison: SpaceComparison
  readonly verdict: StepVerdict
  readonly cautions: PairCautions
  /** Null if the evidence is complete. */
  readonly missing: MissingEvidence | null
}

/** Comparisons of populations. */
export const comparisonTasks = {
  bands: ({ populations, bandKind }: { populations: readonly Errors[]; bandKind: BandKind }): Bands => {
    const grid = errorGrid(populations.map(({ errors }) => errors))
    return new Map(populations.map(({ id, errors }) => [id, edfBand({ errors }, grid, bandKind)]))
  },

  /** Whether one population beats another, from the errors of both; neither may be empty. */
  compare: ({
    newer,
    older,
    level,
  }: {
    newer: readonly number[]
    older: readonly number[]
    /** See compareSpaces. */
    level?: number
  }): { comparison: SpaceComparison; bands: PairBands } => ({
    comparison: compareSpaces(newer, older, level),
    bands: pairBands(newer, older),
  }),

  /** As compare, with the part that complexity explains. */
  comparePair: ({ ids, newer, older, bandKind, level }: PairQuestion): PairAnswer => {
    const [newErrors, oldErrors] = [errorsOf(newer), errorsOf(older)]
    return {
      ids,
      comparison: compareSpaces(newErrors, oldErrors, level),
      gap: edfDifferenceBand({ errors: newErrors }, { errors: oldErrors }, errorGrid([newErrors, oldErrors]), bandKind),
      split: improvementSplit(newer, older, 'parameters'),
    }
  },

  compareRows: ({ rows }: { rows: readonly RowQuestion[] }): RowAnswer[] =>
    rows.map(({ id, errors, against, level }) => ({
      id,
      againstId: against && against.id,
      against: against && compareSpaces(errors, against.errors, level),
    })),

  /** Returned by the id of the newer space. */
  openDecisions: ({ pairs }: { pairs: readonly DecisionPair[] }): ReadonlyMap<number, OpenDecision> =>
    new Map(pairs.map(({ id, newer, older }) => [id, openDecision(newer, older)])),
}

function openDecision(newer: AnsweredSide, older: AnsweredSide): OpenDecision {
  const comparison = compareSpaces(newer.errors, older.errors, comparisonLevel(newer, older))
  const verdict = stepVerdict(comparison)
  const cautions = pairCautions(newer, older)
  return { comparison, verdict, cautions, missing: missingEvidence(verdict, comparison, cautions) }
}

const errorsOf = (runs: readonly WeighedRun[]): number[] => runs.map(({ errorPercent }) => errorPercent)
