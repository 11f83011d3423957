import type { Database } from 'better-sqlite3'
import type { JobRunner } from '#main/jobs/jobRunner.ts'
import type { RunQueue } from '#main/scheduler/runQueue.ts'
import type { StartTrainer, TrainerProgram } from '#main/scheduler/trainerHandle.ts'
import { insertEvent, type NewEvent } from '#main/store/tables/events.ts'
import type { MachineIdentity } from '#main/store/tables/runs.ts'
import type { ChangeFeed } from './system/changeFeed.ts'
import type { Health } from './system/health.ts'

/** What the services of a lab work with. */
export interface LabContext {
  /** Tells this lab from every other. */
  id: string
  db: Database
  folder: string
  /** The file of `db`. */
  databaseFile: string
  /** Milliseconds since 1970. */
  now: () => number
  environment: MachineIdentity
  /** Whether the last lab of this folder died instead of closing. */
  afterUncleanExit: boolean
  queue: RunQueue
  feed: ChangeFeed
  jobs: JobRunner
  health: Health
  program: Required<TrainerProgram>
  startTrainer: StartTrainer
  /** How many trainers would run at once on networks of that predicted memory; null: unknown. */
  trainersFor: (predictedPeakBytes: number | null) => number
  /** Trains with so many at once from now on; null: as many as cores and memory carry. */
  setTrainers: (count: number | null) => void
}

type Undated<Event> = Event extends unknown ? Omit<Event, 'at'> : never

/** Writes what happens now into the log, and tells whoever follows it. */
export function record(core: LabContext, event: Undated<NewEvent>): void {
  insertEvent(core.db, { ...event, at: core.now() })
  core.feed.changed()
}
