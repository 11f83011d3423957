import type { SpaceMark } from '#shared/charts/spaceMarks.ts'
import type { PicturedInspection } from '#shared/inspection/inspection.ts'
import type { Judgements } from '#shared/inspection/pairedInspections.ts'
import type { MeasuredTime, TimingConditions } from '#shared/timing/timing.ts'
import type { MeasuredRun } from '#shared/refinement/evidence/measuredRun.ts'
import type { CurtailedPopulation } from '#shared/refinement/stopping/curtailed.ts'

/** What the network of a run gets wrong on its validation images, as figures see it. */
export interface FigureInspection extends PicturedInspection {
  /** When it was looked into, in milliseconds since 1970. */
  readonly madeAt: number
  /** What it chose for each image. */
  readonly judgements: Judgements
}

/** A counted run as figures see it. */
export interface FigureRun extends MeasuredRun {
  readonly id: string
  /** Training seed; absent or null if not known. */
  readonly seed?: number | null
  /** Measured times of its network. */
  readonly timings?: readonly { readonly conditions: TimingConditions; readonly time: MeasuredTime }[]
  /** Absent if its network was not looked into. */
  readonly inspection?: FigureInspection
  /** The epochs after which it was evaluated, ascending. */
  readonly epochs: readonly {
    readonly epoch: number
    readonly trainErrorPercent: number
    readonly validationErrorPercent: number
  }[]
}

/** A population as figures see it: its counted runs, and what is not among them. */
export interface FigurePopulation {
  /** Unique among the populations of a figure. */
  readonly id: string
  /** Name for tables and sentences. */
  readonly name: string
  /** Name for legends. */
  readonly shortName: string
  readonly mark: SpaceMark
  /** In sample order. */
  readonly runs: readonly FigureRun[]
  /** Finished runs that a user excluded, with the reason; shown by some figures, counted by none. */
  readonly excluded: readonly (FigureRun & { readonly exclusion: string })[]
  readonly diverged: number
  readonly failed: number
  /** Those of its populations of which some networks do not count because of early errors; absent: none. */
  readonly curtailed?: readonly CurtailedPopulation[]
}

/** What figures are made from. */
export interface FigureInput {
  /** In lineage order, oldest first. */
  readonly populations: readonly FigurePopulation[]
  /** Ids of the compared populations. */
  readonly pair?: { readonly newer: string; readonly older: string } | undefined
  /** Times of published networks, measured on the machine of the populations. */
  readonly publishedTimings?: readonly PublishedTime[]
}

/** A measured time of a published network. */
export interface PublishedTime {
  readonly name: string
  readonly conditions: TimingConditions
  readonly time: MeasuredTime
}

/** Errors of a population in percent, in sample order. */
export const errorsOf = ({ runs }: Pick<FigurePopulation, 'runs'>): number[] =>
  runs.map(({ errorPercent }) => errorPercent)

/** The runs by error, lowest first; ties keep the sample order. */
export const byError = <Run extends { readonly errorPercent: number }>(runs: readonly Run[]): Run[] =>
  runs.toSorted((a, b) => a.errorPercent - b.errorPercent)

/** The best and worst `count` runs, each starting with its extreme; no run is on both sides. */
export function extremes<Run extends { readonly errorPercent: number }>(
  runs: readonly Run[],
  count: number,
): { best: Run[]; worst: Run[] } {
  const sorted = byError(runs)
  const best = sorted.slice(0, count)
  return { best, worst: sorted.slice(Math.max(best.length, sorted.length - count)).toReversed() }
}
