import { type } from '@orpc/contract'
import { z } from 'zod'
import { limits } from '#shared/schema/limits.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import type { FittedTime } from '#shared/timing/fittedTimes.ts'
import { timingModes, type MeasuredTime, type TimingConditions } from '#shared/timing/timing.ts'
import { procedure, reading } from './procedure.ts'
import { idSchema } from './scope.ts'

const word = z.string().max(limits.word)
const milliseconds = z.number().positive()

/** TimingConditions as stored and as they travel. */
export const timingConditionsSchema = z.strictObject({
  mode: z.enum(timingModes),
  batchSize: z.int().min(1),
  provider: word,
  plan: word.nullable(),
  device: word,
  driver: word.nullable(),
  threads: z.int().min(1),
  onnxruntime: word,
}) satisfies z.ZodType<TimingConditions>

/** MeasuredTime as stored and as it travels. */
export const measuredTimeSchema = z.strictObject({
  ms: milliseconds,
  spreadMs: z.number().min(0),
  fastestMs: milliseconds,
  processorMs: z.number().min(0).nullable(),
  rounds: z.int().min(1),
  passes: z.int().min(1),
}) satisfies z.ZodType<MeasuredTime>

/** A time under some conditions. */
export interface Timing {
  conditions: TimingConditions
  time: MeasuredTime
  measuredAt: number
}

/** The time of a run's network. */
export interface RunTiming extends Timing {
  runId: number
}

/** The time of a published network on this machine, which belongs to no study. */
export interface PublishedTiming extends Timing {
  name: string
}

/** What predicts the time of other networks on this machine, from the times of its studies or of published networks. */
export interface TimePrediction extends FittedTime {
  isPublished: boolean
}

/** What to measure: networks of populations, spread evenly over the order of their FLOPs, and published networks. */
export const timingRequestSchema = z.strictObject({
  studyId: idSchema,
  populationIds: z.array(idSchema).max(20),
  /** Names of published networks. */
  published: z.array(word).max(100),
  /** Most networks of each population. */
  networks: z.int().min(1).max(1000),
  provider: word,
  modes: z.array(z.enum(timingModes)).min(1).max(timingModes.length),
  batchSizes: z.array(z.int().min(1).max(65_536)).min(1).max(8),
  threads: z.int().min(1).max(256),
  rounds: z.int().min(1).max(100),
  /** Whether to stop the queue until the measurement is over; otherwise it waits until the queue has nothing to do. */
  pauseQueue: z.boolean(),
})
export type TimingRequest = z.infer<typeof timingRequestSchema>

/** The id of a run, or the name of a published network. */
export type TimingSubject = number | string

/** The measurement under way, or the last one since the lab was opened. */
export interface TimingStatus {
  studyId: number
  /** waiting: for the queue. */
  state: 'waiting' | 'measuring' | 'done' | 'stopped'
  /** Visits of a network in one mode with one batch size, once per round. */
  done: number
  total: number
  /** Expected time to the end; null before the first visit, and once it is over. */
  leftMs: number | null
  /** Networks that could not be computed, at most ten, with the reason. */
  failures: { subject: TimingSubject; reason: Sentence }[]
  /** What ended the measurement itself; null unless something did. */
  fault: Sentence | null
}

export const timings = {
  /** All times of the networks of a study. */
  list: reading.input(z.strictObject({ studyId: idSchema })).output(type<RunTiming[]>()),
  /** All times of published networks on this machine. */
  published: reading.output(type<PublishedTiming[]>()),
  /**
   * What predicts times, for all conditions under which networks enough were measured: first from the networks of all
   * studies outside the trash, then from published ones, whose sizes are of another order.
   */
  predictions: reading.output(type<TimePrediction[]>()),
  /** Null if nothing was measured since the lab was opened. */
  status: reading.output(type<TimingStatus | null>()),
  /** Begins to measure; 'invalid' if a measurement is under way. Times under the same conditions are replaced. */
  measure: procedure.input(timingRequestSchema).output(type<TimingStatus>()),
  /** Stops measuring and keeps what was measured; returns once that is stored. */
  stop: procedure.output(type<TimingStatus | null>()),
  /** Removes all times of the networks of a study, or of published networks, under these conditions. */
  remove: procedure
    .input(z.strictObject({ studyId: idSchema, published: z.boolean(), conditions: timingConditionsSchema }))
    .output(type<{ removed: number }>()),
}
