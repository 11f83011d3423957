import type { Database } from 'better-sqlite3'
import type { JobRunner } from '#main/jobs/jobRunner.ts'
import type { RunQueue } from '#main/scheduler/runQueue.ts'
import type { StartTrainer, TrainerProgram } from '#main/scheduler/trainerHandle.ts'
import { insertEvent, type NewEvent } from '#main/store/tables/events.ts'
import type { MachineIdentity } from '#main/store/tables/runs.ts'
import type { Measurement } from './timings/measurement.ts'
import type { Inspections } from './inspections/inspections.ts'
import type { ChangeFeed } from './system/changeFeed.ts'
import type { Health } from './system/health.ts'

/** What the services of a lab depend on. */
export interface LabContext {
  /** Unique id of this lab. */
  id: string
  db: Database
  folder: string
  /** Path of the database file. */
  databaseFile: string
  /** Milliseconds since 1970. */
  now: () => number
  environment: MachineIdentity
  /** Whether the last process with this lab crashed instead of closing it. */
  afterUncleanExit: boolean
  queue: RunQueue
  feed: ChangeFeed
  jobs: JobRunner
  health: Health
  /** Measures times while no run trains. */
  measurement: Measurement
  /** Computes and stores what trained networks do on single images. */
  inspections: Inspections
  program: Required<TrainerProgram>
  startTrainer: StartTrainer
  /** Sets the number of concurrent trainers; null: as many as cores and memory allow. */
  setTrainers: (count: number | null) => void
}

type Undated<Event> = Event extends unknown ? Omit<Event, 'at'> : never

/** Adds an event at the current time to the log and notifies subscribers. */
export function record(core: LabContext, event: Undated<NewEvent>): void {
  insertEvent(core.db, { ...event, at: core.now() })
  core.feed.changed()
}
