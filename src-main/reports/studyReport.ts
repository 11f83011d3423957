import type { Ending } from '#shared/contract/ending.ts'
import type { Origin, RunOrigin } from '#shared/contract/origin.ts'
import type { DatasetKind } from '#shared/datasets/datasetSpec.ts'
import type { FigureInput, FigureInspection, FigureRun } from '#shared/figures/figureInput.ts'
import type { MeasuredNetwork } from '#shared/refinement/evidence/measuredRun.ts'
import type { CurtailedPopulation } from '#shared/refinement/stopping/curtailed.ts'
import type { HalvedPopulation } from '#shared/refinement/stopping/halvingText.ts'
import type { KnownSize } from '#shared/refinement/size/spaceSize.ts'
import type { Differences, TermId } from '#shared/refinement/comparison/trainingTerms.ts'
import type { EpochMetrics } from '#shared/training/epochMetrics.ts'
import type { Recipe } from '#shared/training/recipe.ts'
import type { RecipeSweep } from '#shared/training/recipeSweep.ts'

/** All contents of a report as plain data; rendering reads neither the store nor the clock. */
export interface StudyReport {
  readonly study: {
    readonly name: string
    readonly digest: string
    /** ISO 8601; null if the machine's clock was wrong. */
    readonly startedAt: string | null
    /** Null if the machine's clock was wrong. */
    readonly durationMs: number | null
    /** Seed of the resamples behind the ranges of each population. */
    readonly seed: number
  }
  /** In lineage order. */
  readonly spaces: readonly ReportedSpace[]
  /** Ids of the compared pair; undefined if nothing is compared. */
  readonly headline: { readonly newer: string; readonly older: string } | undefined
  /** Names of all spaces of the study, among which marks are distributed. */
  readonly spaceNames: readonly string[]
  /** Times of published networks on this machine. */
  readonly publishedTimings?: FigureInput['publishedTimings']
  /** The networks that were looked into; absent: none. */
  readonly inspections?: readonly ReportedInspection[]
  /** What was varied on purpose between populations. */
  readonly varied: Differences['varied']
  /** Other terms in which populations differ, so that their errors do not compare their spaces. */
  readonly differing: readonly TermId[]
  /** The images of the populations, each data set once, in the order of the spaces. */
  readonly datasets: readonly ReportedDataset[]
  /** Null: not known, as all were trained elsewhere. */
  readonly environment: {
    readonly onnxruntime: string
    readonly provider: string
    readonly loweringPlan: string
    readonly cpu: string
    /** The device that trained instead, with its driver; absent: the CPU, or unknown. */
    readonly device?: string | undefined
    readonly node: string
  } | null
  readonly bestRun?: {
    readonly id: string
    readonly onnxFile: string
    /** Misclassified validation images at the end of the run, and of the exported model in a fresh session. */
    readonly storedErrorCount: number
    readonly checkedErrorCount: number
    /** Number of validation images. */
    readonly count: number
  }
  /** Every logged measurement on test images, oldest first. */
  readonly testUses: readonly TestUse[]
  /** Decisions about spaces, oldest first. */
  readonly decisions: readonly ReportedDecision[]
  /** The refinements that the study has tried, shown or not; absent: none. */
  readonly tried?: readonly ReportedTrial[]
}

/** What the network of a run gets wrong. */
export interface ReportedInspection extends FigureInspection {
  readonly runId: string
}

/** A refinement that the study has put to the test. */
export interface ReportedTrial {
  /** Name of the refined space. */
  readonly space: string
  /** Names of the spaces that it refines, nearest first. */
  readonly refines: readonly string[]
  /** See triedP. */
  readonly p: number
}

/** A data set as the populations of a space were trained and validated on it. */
export interface ReportedDataset {
  /** Null: not known, as they were trained elsewhere. */
  readonly kind: DatasetKind | null
  readonly name: string
  readonly classNames: readonly string[]
  readonly hash: string
  readonly classes: number
  /** Training images; null if unknown because its files are on another machine. */
  readonly trainCount: number | null
  readonly validationCount: number
  /** Whether the data set has its own validation images rather than held out training images; null if unknown. */
  readonly hasOwnValidation: boolean | null
  readonly imageSize: number
}

export interface TestUse {
  readonly runId: string
  /** Misclassified images. */
  readonly wrong: number
  readonly count: number
}

/** A decision about a space as recorded. */
export interface ReportedDecision {
  readonly decision: 'accepted' | 'rejected'
  readonly from: string | null
  /** The space decided on; null if none was created. */
  readonly to: string | null
  /** Constraints that the space adds to the one it refines. */
  readonly asked: readonly string[]
  /** As written; empty if none was given. */
  readonly reason: string
  /** ISO 8601. */
  readonly at: string
}

/** The populations behind the errors of an entry: those with a counted network. */
export const sourcesOf = ({ populations }: Pick<ReportedSpace, 'populations'>): readonly ReportedPopulation[] =>
  populations.filter(({ n }) => n > 0)

/** The populations of a space that were trained alike, pooled. */
export interface ReportedSpace {
  /** Id of the entry's space, shared by all its entries. */
  readonly id: string
  /** Name, with a distinguishing suffix if the space has entries that were trained differently. */
  readonly name: string
  /** Short name for legends. */
  readonly shortName: string
  /** Name of the space alone, which determines the colour. */
  readonly spaceName: string
  /** Index among its space's entries, from 0, which determines dash and fill. */
  readonly nth: number
  /** Group of entries trained alike, whose errors are comparable; from 0. */
  readonly group: number
  /** Id of its reference entry; null if none. */
  readonly comparedWith: string | null
  /** Oldest first, with how many of their networks count. */
  readonly populations: readonly ReportedPopulation[]
  /** The constraints on every network of the space, one sentence each. */
  readonly dataConstraints: readonly string[]
  /** Share of draws that satisfied the constraints, in (0, 1]; null if how the networks were drawn is not known. */
  readonly acceptanceRate: number | null
  readonly cardinalityLog10?: number
  readonly cardinalityBy?: KnownSize['by']
  readonly degreesOfFreedom?: number
  /** Null: not known, as its networks were trained elsewhere. */
  readonly recipe: Recipe | null
  /** What of the recipe was drawn for each run; absent: nothing. */
  readonly sweep?: RecipeSweep
  /** Place of its images in the report's data sets. */
  readonly dataset: number
  /** Whether its networks were listed instead of sampled; its space is then the range of their sizes. */
  readonly isListed: boolean
  /** The file that its networks were brought in from; null if they were trained here. */
  readonly origin: Pick<Origin, 'file' | 'digest'> | null
  readonly runs: readonly ReportedRun[]
}

export interface ReportedPopulation {
  readonly id: number
  readonly name: string
  /** The requested seed, from which those of sampling and trainings derive; see populationSeeds. */
  readonly seed: number
  readonly samplingSeed: number
  /** Whether every training's seed is the one `storedSeeds` derives for its position. */
  readonly hasDerivedSeeds: boolean
  readonly n: number
  /** Whether it may end once its comparisons are decided, and whether it has; absent: it may not. */
  readonly ending?: Ending
  /** How it drops its worst networks early; absent: it does not. */
  readonly halving?: Omit<HalvedPopulation, 'name'>
  /** What of it does not count because of early errors; absent: nothing. */
  readonly curtailed?: CurtailedPopulation
}

export interface ReportedRun extends Pick<MeasuredNetwork, 'network' | 'draw' | 'recipeDraw'> {
  readonly id: string
  /** Training seed; null if not known. */
  readonly seed: number | null
  /** Name of its population. */
  readonly population: string
  /** Whether it repeats another run's network and seed, so that it does not count. */
  readonly repeats?: boolean
  readonly flops: number
  readonly parameters: number
  readonly activations: number
  readonly status: 'finished' | 'diverged' | 'failed' | 'dropped'
  /** Top-1 error on the validation split after the last epoch; null unless finished. */
  readonly errorPercent: number | null
  /** Why it was excluded from all statistics; null if it was not. */
  readonly exclusion: string | null
  readonly tags: readonly string[]
  readonly note: string
  /** The epochs after which the run was evaluated. */
  readonly epochs: readonly ReportedEpoch[]
  readonly durationMs: number
  readonly digest: string
  /** Measured times of its network, if there are any. */
  readonly timings?: FigureRun['timings']
  /** What its file says, if it was trained elsewhere. */
  readonly origin?: RunOrigin
  /** The quantised linear fit to the widths, if one was made. */
  readonly fit?: { readonly initialWidth: number; readonly widthSlope: number }
}

/** The reported measures of an epoch; epochs count from 1. */
export type ReportedEpoch = Readonly<
  Pick<
    EpochMetrics,
    | ('epoch' | 'trainLoss' | 'trainErrorPercent' | 'validationLoss' | 'validationErrorPercent')
    | ('learningRate' | 'imagesPerSecond')
  >
>
