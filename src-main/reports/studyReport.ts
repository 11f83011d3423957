import type { DatasetKind } from '#shared/datasets/datasetSpec.ts'
import type { MeasuredNetwork } from '#shared/refinement/evidence/measuredRun.ts'
import type { KnownSize } from '#shared/refinement/size/spaceSize.ts'
import type { TermId } from '#shared/refinement/comparison/trainingTerms.ts'
import type { EpochMetrics } from '#shared/training/epochMetrics.ts'
import type { Recipe } from '#shared/training/recipe.ts'

/** Everything that a report tells, as plain data: nothing is read from a store or a clock while it is rendered. */
export interface StudyReport {
  readonly study: {
    readonly name: string
    readonly digest: string
    /** ISO 8601; null: the clock of the machine was wrong. */
    readonly startedAt: string | null
    /** Null: the clock of the machine was wrong. */
    readonly durationMs: number | null
    /** Of the resamples behind the ranges of each population. */
    readonly seed: number
  }
  /** In the order of the lineage. */
  readonly spaces: readonly ReportedSpace[]
  /** Ids of the two that the report is about; undefined where nothing is compared. */
  readonly headline: { readonly newer: string; readonly older: string } | undefined
  /** Names of all spaces of the study: they share out the marks. */
  readonly spaceNames: readonly string[]
  /** In what populations differ so that their errors do not compare their spaces. */
  readonly differing: readonly TermId[]
  /** Of the first population. */
  readonly dataset: {
    readonly kind: DatasetKind
    readonly name: string
    readonly classNames: readonly string[]
    readonly hash: string
    readonly classes: number
    /** Images trained on; null: not known, its files are on another machine. */
    readonly trainCount: number | null
    readonly validationCount: number
    /** Whether validation images are its own, not held out of the training images; null: not known. */
    readonly hasOwnValidation: boolean | null
    readonly imageSize: number
  }
  readonly environment: {
    readonly onnxruntime: string
    readonly provider: string
    readonly loweringPlan: string
    readonly cpu: string
    readonly node: string
  }
  readonly bestRun?: {
    readonly id: string
    readonly onnxFile: string
    /** Wrong images of the validation split when the run ended, and in a fresh session of the exported model. */
    readonly storedErrorCount: number
    readonly checkedErrorCount: number
    /** Images of the validation split. */
    readonly count: number
  }
  /** Every measurement on test images that the study's log has, oldest first. */
  readonly testUses: readonly TestUse[]
  /** What was decided about spaces, oldest first. */
  readonly decisions: readonly ReportedDecision[]
}

export interface TestUse {
  readonly runId: string
  /** Wrong images. */
  readonly wrong: number
  readonly count: number
}

/** A decision about a space as it was recorded. */
export interface ReportedDecision {
  readonly decision: 'accepted' | 'rejected'
  readonly from: string | null
  /** The space that was decided; null: none was made. */
  readonly to: string | null
  /** What holds in the space and not in the one that it refines. */
  readonly asked: readonly string[]
  /** As it was written; empty: none was given. */
  readonly reason: string
  /** ISO 8601. */
  readonly at: string
}

/** The populations that the errors of an entry are from: those with a network that counts. */
export const sourcesOf = ({ populations }: Pick<ReportedSpace, 'populations'>): readonly ReportedPopulation[] =>
  populations.filter(({ n }) => n > 0)

/** The populations of a space that were trained alike, as one. */
export interface ReportedSpace {
  /** Of the space: populations of one space share it. */
  readonly id: string
  /** With what tells it apart where the space has others that were trained otherwise. */
  readonly name: string
  /** The same for legends. */
  readonly shortName: string
  /** That of the space alone: its colour. */
  readonly spaceName: string
  /** Which of its space it is, from 0: its dash and fill. */
  readonly nth: number
  /** Entries of one group were trained alike, so that their errors compare; from 0. */
  readonly group: number
  /** Id of the one that it is read against; null: none. */
  readonly comparedWith: string | null
  /** Oldest first, with how many of their networks count. */
  readonly populations: readonly ReportedPopulation[]
  /** What holds for every network of the space, one sentence each. */
  readonly dataConstraints: readonly string[]
  /** Share of draws that met the constraints, in (0, 1]. */
  readonly acceptanceRate: number
  readonly cardinalityLog10?: number
  readonly cardinalityBy?: KnownSize['by']
  readonly degreesOfFreedom?: number
  readonly recipe: Recipe
  readonly runs: readonly ReportedRun[]
}

export interface ReportedPopulation {
  readonly name: string
  /** With which it was asked for: those of its sampling and trainings follow from it; see populationSeeds. */
  readonly seed: number
  readonly samplingSeed: number
  /** Whether every training's seed is the one that `storedSeeds` gives its position. */
  readonly hasDerivedSeeds: boolean
  readonly n: number
}

export interface ReportedRun extends Pick<MeasuredNetwork, 'network' | 'draw'> {
  readonly id: string
  /** Of the training. */
  readonly seed: number
  /** Name of its population. */
  readonly population: string
  /** Whether it repeats another one's network and seed: then it does not count. */
  readonly repeats?: boolean
  readonly flops: number
  readonly parameters: number
  readonly activations: number
  readonly status: 'finished' | 'diverged' | 'failed'
  /** Top-1 error on the validation split after the last epoch; null unless finished. */
  readonly errorPercent: number | null
  /** Why it counts in no number; null: it counts. */
  readonly exclusion: string | null
  /** Those after which the run was measured. */
  readonly epochs: readonly ReportedEpoch[]
  readonly durationMs: number
  readonly digest: string
  /** The quantised linear fit to the widths, where one was made. */
  readonly fit?: { readonly initialWidth: number; readonly widthSlope: number }
}

/** What a report tells of an epoch, which counts from 1. */
export type ReportedEpoch = Readonly<
  Pick<
    EpochMetrics,
    | ('epoch' | 'trainLoss' | 'trainErrorPercent' | 'validationLoss' | 'validationErrorPercent')
    | ('learningRate' | 'imagesPerSecond')
  >
>
