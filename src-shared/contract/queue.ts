import { type } from '@orpc/contract'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { procedure, reading } from './procedure.ts'
import type { RunCounts } from './scope.ts'

/** A run that a trainer works on now. */
export interface ActiveRun {
  runId: number
  populationId: number
  studyId: number
  /** Epochs done, with the share of the one under way, of `epochs`. */
  epochsDone: number
  epochs: number
  imagesPerSecond: number | null
  /** What training takes of an epoch, without its evaluation, in milliseconds; null: not measured yet. */
  epochMs: number | null
  /** Whether it stops when its epoch ends. */
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
  /** When it is likely to begin, from now, were the queue to run on, and how long to train; null: nothing to measure by. */
  expected: { startsInMs: number; takesMs: number } | null
}

export interface QueueStatus {
  /** Whether runs are taken from the queue. */
  isRunning: boolean
  /** What stopped the queue, if it was not the user. */
  trouble: Sentence | null
  runs: RunCounts
  /** Processes that train at once. */
  trainers: number
  /** How many the settings ask for; null: as many as cores and memory carry. */
  chosenTrainers: number | null
  active: ActiveRun[]
  /** The next ones, at most 200, in order. */
  waiting: WaitingRun[]
  /** Runs finished in the last hour and when the first of them was. */
  finishedLastHour: number
  /** Images a second over all trainers, now. */
  imagesPerSecond: number
  /** Time until all waiting runs are done, lowest and highest of a 95 % range; null: nothing to measure by. */
  timeLeftMs: [number, number] | null
  /** The same of each population that waits or trains, until its last run is done behind what is taken before it. */
  populations: { populationId: number; timeLeftMs: [number, number] }[]
}

export const queue = {
  status: reading.output(type<QueueStatus>()),
  /** Starts the queue, also again after trouble. */
  start: procedure.output(type<QueueStatus>()),
  /** Stops taking runs; those that run write a checkpoint and keep their place. */
  stop: procedure.output(type<QueueStatus>()),
}
