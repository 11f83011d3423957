import { type } from '@orpc/contract'
import { z } from 'zod'
import { basedOnSchema, procedure, reading } from './procedure.ts'
import { idSchema, oneSchema, type RunCounts } from './scope.ts'
import { studyPlanSchema, type StudyPlan } from './studies.ts'

export const keepWeightsSchema = z.discriminatedUnion('keep', [
  z.strictObject({ keep: z.literal('all') }),
  z.strictObject({ keep: z.literal('best'), count: z.int().min(1) }),
  z.strictObject({ keep: z.literal('none') }),
])
export type KeepWeights = z.infer<typeof keepWeightsSchema>

/** A population as it is asked for: everything else follows from the space and the plan. */
export const populationRequestSchema = z.strictObject({
  spaceId: idSchema,
  name: z.string().trim().min(1).max(200),
  count: z.int().min(1).max(10_000),
  /**
   * Of the sample: all other seeds follow from it and the place of the space; see populationSeeds. Null: the plan's, or from
   * it on the first with which the space was not sampled yet. One that would train the same networks again in the same way is
   * refused.
   */
  seed: z.int().min(0).max(Number.MAX_SAFE_INTEGER).nullable(),
  plan: studyPlanSchema,
  keepWeights: keepWeightsSchema,
})
export type PopulationRequest = z.infer<typeof populationRequestSchema>

/** A population and a number of networks. */
export const growthSchema = z.strictObject({ id: idSchema, count: z.int().min(1).max(10_000) })

/** What a request would train: from sampling alone, nothing is stored. */
export interface PopulationForecast {
  /** Of the sample. */
  seed: number
  /** Share of draws that met the constraints and the window, in (0, 1]. */
  acceptanceRate: number
  /** How many draws that takes; of a population that grows, those of the new networks. */
  draws: number
  flops: number[]
  activations: number[]
  parameters: number[]
  /** Largest predicted memory of one trainer. */
  peakBytes: number
  trainers: number
  /** Images that one run sees: training images of an epoch times epochs. */
  imagesPerRun: number
  /** Measured so far for this provider, data set and batch size; empty: a pilot has to be run. */
  measured: PilotPoint[]
}

/** Speed of one network, measured by training it for a moment. */
export interface PilotPoint {
  flops: number
  activations: number
  parameters: number
  imagesPerSecond: number
  /** Evaluation included in no point; null: not measured. */
  peakMemoryBytes: number | null
}

/** On what errors are measured. */
export interface MeasuredOn {
  classes: number
  /** Images; null: no run has finished yet. */
  validationCount: number | null
}

export interface PopulationSummary {
  id: number
  studyId: number
  spaceId: number
  name: string
  /** Of the sampling; it follows from that of the plan. */
  seed: number
  count: number
  plan: StudyPlan
  datasetHash: string
  measuredOn: MeasuredOn
  keepWeights: KeepWeights
  runs: RunCounts
  /** Runs that count: see isCounted. */
  counted: number
  /** Runs that were excluded, whatever became of them; they are among `runs` too. */
  excluded: number
  createdAt: number
  trashedAt: number | null
  /** SHA-256 over the runs' digests; null while runs are open. */
  digest: string | null
}

export const populations = {
  list: reading
    .input(z.strictObject({ studyId: idSchema, trashed: z.boolean().default(false) }))
    .output(type<PopulationSummary[]>()),
  get: reading.input(oneSchema).output(type<PopulationSummary>()),
  /** Samples without storing anything. Error 'invalid' with a sentence where the space cannot be sampled. */
  forecast: reading.input(populationRequestSchema).output(type<PopulationForecast>()),
  /** Trains a small, a middle and a large network of the sample for about a second each in a throw-away trainer. */
  pilot: procedure.input(populationRequestSchema).output(type<PilotPoint[]>()),
  /** Stores the population; its runs stand in the queue, which is started with `start`. */
  add: procedure
    .input(z.strictObject({ request: populationRequestSchema, start: z.boolean() }))
    .output(type<PopulationSummary>()),
  /** What `grow` would add. Error 'invalid' with a sentence where the sample of the population cannot be gone on with. */
  forecastGrowth: reading.input(growthSchema).output(type<PopulationForecast>()),
  /**
   * Goes on with the sample: the population becomes the one that would have been drawn with so many networks more, bit
   * for bit. The new runs stand in the queue, which is started with `start`.
   */
  grow: procedure.input(growthSchema.extend({ start: z.boolean() })).output(type<PopulationSummary>()),
  /** Takes networks back from the end of the sample, down to `count`; refused once one of them has begun to train. */
  shrink: procedure.input(growthSchema).output(type<PopulationSummary>()),
  /** `basedOn`: its name. */
  rename: procedure
    .input(z.strictObject({ id: idSchema, name: z.string().trim().min(1).max(200), basedOn: basedOnSchema }))
    .output(type<PopulationSummary>()),
  trash: procedure.input(oneSchema).output(type<PopulationSummary>()),
  restore: procedure.input(oneSchema).output(type<PopulationSummary>()),
}
