import { type } from '@orpc/contract'
import { z } from 'zod'
import { limits } from '#shared/schema/limits.ts'
import { nameSchema } from '#shared/schema/plainName.ts'
import { networkListSchema } from '#shared/studyFiles/networkLists.ts'
import type { Ending } from './ending.ts'
import type { Origin } from './origin.ts'
import { basedOnSchema, procedure, reading } from './procedure.ts'
import { idSchema, oneSchema, type RunCounts } from './scope.ts'
import { studyPlanSchema, type StudyPlan } from './studies.ts'

export const keepWeightsSchema = z.discriminatedUnion('keep', [
  z.strictObject({ keep: z.literal('all') }),
  z.strictObject({ keep: z.literal('best'), count: z.int().min(1) }),
  z.strictObject({ keep: z.literal('none') }),
])
export type KeepWeights = z.infer<typeof keepWeightsSchema>

/** A requested population: everything else follows from the space and the plan. */
export const populationRequestSchema = z.strictObject({
  spaceId: idSchema,
  name: z.string().trim().min(1).max(200),
  count: z.int().min(1).max(10_000),
  /**
   * Sampling seed: all other seeds follow from it and the place of the space; see populationSeeds. Null: the first
   * seed, from the plan's on, with which the space was not sampled yet. Refused if it would train the same networks in
   * the same way again.
   */
  seed: z.int().min(0).max(Number.MAX_SAFE_INTEGER).nullable(),
  plan: studyPlanSchema,
  keepWeights: keepWeightsSchema,
  /** Whether it may end before its last network once its comparisons are decided; default: it may not. */
  endsWhenDecided: z.boolean().optional(),
})
export type PopulationRequest = z.infer<typeof populationRequestSchema>

/** A study file, YAML or JSON. */
const fileTextSchema = z.strictObject({ text: z.string().max(limits.textLength) })

/** A population and a number of networks. */
export const growthSchema = z.strictObject({ id: idSchema, count: z.int().min(1).max(10_000) })

/** Lists of networks that are to be populations of a study. */
export const listsRequestSchema = z.strictObject({
  studyId: idSchema,
  /** By name, in order, as the lists of a study file. */
  networks: z.record(nameSchema, networkListSchema),
  /** Its window and number of networks do not matter: listed networks are as they are. */
  plan: studyPlanSchema,
  keepWeights: keepWeightsSchema,
})
export type ListsRequest = z.infer<typeof listsRequestSchema>

/** Most networks trained again at once, and most times that each is. */
export const mostReplicates = 100

/** Networks to train again with other seeds. */
export const replicationSchema = z.strictObject({
  /** Runs of one study, whose networks, recipes and images are taken. */
  runIds: z.array(idSchema).min(1).max(mostReplicates),
  /** How many times each network is trained. */
  seeds: z.int().min(1).max(mostReplicates),
  /** Number of epochs; null: as before. */
  epochs: z.int().min(1).max(limits.epochs).nullable(),
  /** Whether to start the queue as well. */
  start: z.boolean(),
})
export type ReplicationRequest = z.infer<typeof replicationSchema>

/** What a request would train, from sampling alone; nothing is stored. */
export interface PopulationForecast {
  /** Sampling seed. */
  seed: number
  /** Share of draws that met the constraints and the FLOPs window, in (0, 1]. */
  acceptanceRate: number
  /** Number of draws needed; for a growing population, those for the new networks. */
  draws: number
  flops: number[]
  activations: number[]
  parameters: number[]
  /** Largest predicted memory of one trainer. */
  peakBytes: number
  trainers: number
  /** Images seen by one run: training images of an epoch times epochs. */
  imagesPerRun: number
  /** Pilot measurements so far for this provider, data set and batch size; if empty, a pilot is needed. */
  measured: PilotPoint[]
}

/** Speed of one network, measured by training it for a moment. */
export interface PilotPoint {
  flops: number
  activations: number
  parameters: number
  imagesPerSecond: number
  /** Evaluation is not included in any point; null: not measured. */
  peakMemoryBytes: number | null
}

/** What errors are measured on. */
export interface MeasuredOn {
  classes: number
  /** Number of images; null while no run has finished. */
  validationCount: number | null
}

export interface PopulationSummary {
  id: number
  studyId: number
  spaceId: number
  name: string
  /** Sampling seed, which follows from the plan's. */
  seed: number
  count: number
  plan: StudyPlan
  datasetHash: string
  measuredOn: MeasuredOn
  keepWeights: KeepWeights
  /** Where it was brought in from, if its networks were trained elsewhere: its plan then says nothing of them. */
  origin: Origin | null
  /** Whether it may end once its comparisons are decided, and whether it has; null: it may not. */
  ending: Ending | null
  runs: RunCounts
  /** Number of runs that count: see isCounted. */
  counted: number
  /** Number of excluded runs, whatever their status; `runs` includes them. */
  excluded: number
  createdAt: number
  trashedAt: number | null
  /** SHA-256 over the runs' digests; null while runs are open. */
  digest: string | null
}

/** What is known of a rung at which a population drops its worst networks; see refinement/stopping/halving.ts. */
export interface RungState {
  epoch: number
  n: number
  agreement: { value: number; low: number; high: number } | null
  highest: number | null
}

/** How far a population that drops its worst networks has come. */
export interface HalvingState {
  /** Null while networks to be trained in full are not over, and for a population that drops none. */
  rungs: RungState[] | null
  /** Number of networks dropped. */
  dropped: number
}

export const populations = {
  list: reading
    .input(z.strictObject({ studyId: idSchema, trashed: z.boolean().default(false) }))
    .output(type<PopulationSummary[]>()),
  get: reading.input(oneSchema).output(type<PopulationSummary>()),
  halving: reading.input(oneSchema).output(type<HalvingState>()),
  /** Samples without storing anything. Error 'invalid' with a sentence if the space cannot be sampled. */
  forecast: reading.input(populationRequestSchema).output(type<PopulationForecast>()),
  /** Trains a small, a medium and a large network of the sample for about a second each in a throw-away trainer. */
  pilot: procedure.input(populationRequestSchema).output(type<PilotPoint[]>()),
  /** The same for the first population that a study file asks for, of a study that does not exist yet. */
  forecastFile: reading.input(fileTextSchema).output(type<PopulationForecast>()),
  /** As `pilot`, for that population. */
  pilotFile: procedure.input(fileTextSchema).output(type<PilotPoint[]>()),
  /**
   * Stores the population with its runs queued, and `further` ones, as those of other regimes: all or none. `start` also
   * starts the queue. Returns the first.
   */
  add: procedure
    .input(
      z.strictObject({
        request: populationRequestSchema,
        further: z.array(populationRequestSchema).max(limits.spaces).default([]),
        start: z.boolean(),
      }),
    )
    .output(type<PopulationSummary>()),
  /**
   * Stores each list of networks as a population with its runs queued, in a space that holds its networks; `start` also
   * starts the queue. The populations are those that the study's file would give, had it these lists after its own. Error
   * 'invalid' with a sentence for a network that cannot be read or trained, or is twice in its list: then nothing is stored.
   */
  addLists: procedure.input(listsRequestSchema.extend({ start: z.boolean() })).output(type<PopulationSummary[]>()),
  /** What `grow` would add. Error 'invalid' with a sentence if the population's sample cannot be continued. */
  forecastGrowth: reading.input(growthSchema).output(type<PopulationForecast>()),
  /**
   * Continues the sample: the population becomes bit for bit the one that would have been drawn with that many more
   * networks. Queues the new runs; `start` also starts the queue.
   */
  grow: procedure.input(growthSchema.extend({ start: z.boolean() })).output(type<PopulationSummary>()),
  /**
   * Stores a population for each of the networks with its runs queued, in a space that holds only this network. All have
   * the same training seeds, so that they can be compared in pairs. Error 'invalid' for runs that were trained elsewhere
   * or are of several studies, and if their images have changed.
   */
  replicate: procedure.input(replicationSchema).output(type<PopulationSummary[]>()),
  /**
   * Removes networks from the end of the sample until `count` are left; refused if one of them has started training.
   */
  shrink: procedure.input(growthSchema).output(type<PopulationSummary>()),
  /** `basedOn`: its name. */
  rename: procedure
    .input(z.strictObject({ id: idSchema, name: z.string().trim().min(1).max(200), basedOn: basedOnSchema }))
    .output(type<PopulationSummary>()),
  trash: procedure.input(oneSchema).output(type<PopulationSummary>()),
  restore: procedure.input(oneSchema).output(type<PopulationSummary>()),
}
