import { type } from '@orpc/contract'
import { z } from 'zod'
import type { Draw } from '#shared/designspaces/sampling/draw.ts'
import type { Network } from '#shared/networks/network.ts'
import { exportOpset, opsets } from '#shared/onnx/opsets.ts'
import { limits } from '#shared/schema/limits.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import type { EpochReport } from '#shared/training/epochMetrics.ts'
import type { Recipe } from '#shared/training/recipe.ts'
import type { RecipeDraw } from '#shared/training/recipeSweep.ts'
import { blobSchema, fileSchema } from './binary.ts'
import type { OperatorGraph } from './operatorGraph.ts'
import type { RunOrigin } from './origin.ts'
import { basedOnSchema, procedure, reading } from './procedure.ts'
import { idSchema, oneSchema, runScopeSchema, type RunStatus } from './scope.ts'

/** The fields of a run used to compare populations. */
export interface RunOutline {
  id: number
  populationId: number
  /** Position in the sample, from 0. */
  position: number
  flops: number
  parameters: number
  activations: number
  status: RunStatus
  /** Top-1 error on the validation split after the last epoch; null unless finished. */
  errorPercent: number | null
  /** Equal for two trainings of one network from one seed, which are one experiment. */
  experiment: string
  /** Why it does not count, in the words of whoever excluded it; null if not excluded. See isCounted. */
  exclusion: string | null
}

/** How the training of a run went. */
export interface RunCourse extends RunOutline {
  /** Why it diverged, failed or was interrupted. */
  reason: Sentence | null
  /** Epochs done. */
  epochs: number
  /** The lowest validation error reported after an epoch, in percent; null before the first report. */
  lowestErrorPercent: number | null
  durationMs: number
  /** Validation error after each reported epoch, in percent. */
  errorCurve: number[]
}

/** A row of run tables: small, so that ten thousand can be kept in memory. */
export interface RunRow extends Omit<RunCourse, 'errorCurve'> {
  hasWeights: boolean
  pinned: boolean
  tags: string[]
  note: string
  network: Network
  /** The network's draw; null if unknown or not drawn. */
  draw: Draw | null
  /** The values drawn for its recipe; null if it is trained by its population's as it is. */
  recipeDraw: RecipeDraw | null
}

/** A run with its error curve, which is as large as all other fields together. */
export interface CurvedRun extends RunRow, RunCourse {}

/** A run with all its details. */
export interface RunDetail extends CurvedRun {
  studyId: number
  seed: number
  recipe: Recipe
  datasetHash: string
  onnxruntimeVersion: string
  provider: string
  cpuFeatures: string
  /** Where it trained if not on the CPU, with the driver; null: on the CPU, not finished, or unknown. */
  device: string | null
  /** Id of the lowering plan. */
  plan: string
  attempt: number
  priority: number
  digest: string | null
  peakMemoryBytes: number | null
  validationErrors: number | null
  validationCount: number | null
  createdAt: number
  startedAt: number | null
  finishedAt: number | null
  /** What its file says of it, if it was trained elsewhere; seed, recipe and machine are then not its own. */
  origin: RunOrigin | null
  curve: EpochReport[]
}

/** Levels of detail for `runs.table`. */
export const detailLevels = ['outlines', 'courses', 'rows'] as const
export type DetailLevel = (typeof detailLevels)[number]

export const runActions = ['pauseNow', 'pauseAfterEpoch', 'resume', 'cancel', 'retry', 'startOver'] as const
export type RunAction = (typeof runActions)[number]

/** The reason for excluding runs: a few words. */
export const exclusionSchema = z.string().trim().min(1).max(limits.word)

/** A run and its new reason for exclusion; null: it counts. */
const excludedSchema = z.strictObject({
  id: idSchema,
  reason: exclusionSchema.nullable(),
  basedOn: exclusionSchema.nullable(),
})

export const runs = {
  /**
   * The runs of populations, ordered by population and position, `limit` at a time; `after`: how many were already
   * read. `rows` are packed at the level `details`: see unpackRuns.
   */
  table: reading
    .input(
      z.strictObject({
        populationIds: z.array(idSchema).min(1).max(1000),
        after: z.int().min(0).default(0),
        limit: z.int().min(1).max(20_000).default(2000),
        details: z.enum(detailLevels).default('rows'),
      }),
    )
    .output(type<{ rows: string; total: number }>()),
  /** The current state of those runs; unknown ids are omitted. */
  rows: reading.input(z.strictObject({ runIds: z.array(idSchema).max(5000) })).output(type<CurvedRun[]>()),
  get: reading.input(oneSchema).output(type<RunDetail>()),
  /** Training loss of every step so far: little-endian float32. */
  stepLosses: reading.input(oneSchema).output(blobSchema),
  /**
   * Returns the affected runs. 'retry' queues a run again, to continue from its checkpoint if it has one; 'startOver'
   * does so without the checkpoint; both start the queue.
   */
  act: procedure
    .input(z.strictObject({ scope: runScopeSchema, action: z.enum(runActions) }))
    .output(type<{ runIds: number[] }>()),
  /** Moves waiting runs before another waiting run; null: to the end. */
  reorder: procedure.input(z.strictObject({ runIds: z.array(idSchema).min(1), before: idSchema.nullable() })),
  /** Higher runs sooner; applies to waiting runs only. */
  prioritise: procedure.input(z.strictObject({ scope: runScopeSchema, priority: z.int().min(-1e6).max(1e6) })),
  tag: procedure
    .input(
      z.strictObject({
        runIds: z.array(idSchema).min(1),
        add: z.array(z.string().trim().min(1).max(50)),
        remove: z.array(z.string()),
      }),
    )
    .output(type<CurvedRun[]>()),
  /**
   * Excludes runs from all computations, each with its reason; null: it counts again. All or none: `basedOn` is the
   * reason that each had; if one now has a reason other than that and than the requested one, the error is
   * 'changedMeanwhile' with the current reasons, in order.
   */
  exclude: procedure
    .input(z.strictObject({ runs: z.array(excludedSchema).min(1).max(100_000) }))
    .output(type<CurvedRun[]>()),
  /** `basedOn`: its note. */
  annotate: procedure
    .input(z.strictObject({ id: idSchema, note: z.string().max(10_000), basedOn: basedOnSchema }))
    .output(type<CurvedRun>()),
  /** Pins a finished run's weights; if they were not kept or are damaged, the run is retrained. */
  keepWeights: procedure.input(oneSchema).output(type<CurvedRun>()),
  unpin: procedure.input(oneSchema).output(type<CurvedRun>()),
  /** The inference model with batch normalisation folded in; 'invalid' if no weights were kept or they are damaged. */
  exportOnnx: reading.input(oneSchema.extend({ opset: z.literal(opsets).default(exportOpset) })).output(fileSchema),
  /** The operators of the inference graph; needs no weights. */
  operatorGraph: reading.input(oneSchema).output(type<OperatorGraph>()),
}
