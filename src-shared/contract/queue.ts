import { type } from '@orpc/contract'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { procedure, reading } from './procedure.ts'
import type { RunCounts } from './scope.ts'

/** A run being trained. */
export interface ActiveRun {
  runId: number
  populationId: number
  studyId: number
  /** Epochs done out of `epochs`, including the fraction of the current one. */
  epochsDone: number
  epochs: number
  imagesPerSecond: number | null
  /** Training time of an epoch, without its evaluation, in milliseconds; null: not measured yet. */
  epochMs: number | null
  /** Whether it pauses at the end of the epoch. */
  pausesAfterEpoch: boolean
  startedAt: number
}

export interface WaitingRun {
  runId: number
  populationId: number
  studyId: number
  position: number
  priority: number
  flops: number
  /**
   * When it is likely to start, from now, if the queue keeps running, and how long it will train; null: no
   * measurements.
   */
  expected: { startsInMs: number; takesMs: number } | null
}

export interface QueueStatus {
  /** Whether runs are taken from the queue. */
  isRunning: boolean
  /** Why the queue stopped, if it was not the user. */
  fault: Sentence | null
  runs: RunCounts
  /** Number of runs at once, while enough of them wait. */
  trainers: number
  /** Their number in the settings; null: chosen by cores and memory, and on a GPU by measuring. */
  chosenTrainers: number | null
  active: ActiveRun[]
  /** The next ones, at most 200, in order. */
  waiting: WaitingRun[]
  /** Number of runs finished in the last hour. */
  finishedLastHour: number
  /** Current total images per second over all trainers. */
  imagesPerSecond: number
  /** Time until all waiting runs are done, as bounds of a 95 % range; null: no measurements. */
  timeLeftMs: [number, number] | null
  /** The same for each population that waits or trains, until its last run is done, including the runs ahead of it. */
  populations: { populationId: number; timeLeftMs: [number, number] }[]
}

export const queue = {
  status: reading.output(type<QueueStatus>()),
  /** Starts the queue, also after a fault. */
  start: procedure.output(type<QueueStatus>()),
  /** Stops taking runs; running ones write a checkpoint and keep their place. */
  stop: procedure.output(type<QueueStatus>()),
}
