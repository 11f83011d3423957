import { sentence } from '#shared/sentences/sentence.ts'
import type { AttemptMessage, TrainJob } from '#main/trainer/messages.ts'
import { LabError } from '#main/store/labError.ts'
import { storageError } from '#main/store/safety/storageErrors.ts'
import { forgetTrainer, recordTrainer } from '#main/store/tables/trainers.ts'
import type { ActiveRun, ActiveRuns } from './activeRuns.ts'
import type { DeviceSlots } from './deviceSlots.ts'
import { newProcessStartTime } from './processes.ts'
import { recordCrash, recordMessage, recordOutOfMemory } from './recordMessage.ts'
import type { Records } from './records.ts'
import { endsAttempt } from './trainerPool.ts'

const startFailureLimit = 3

type OutOfMemory = Extract<AttemptMessage, { type: 'outOfMemory' }>

/** What follows from a report once it is recorded. */
export interface ReportHooks {
  /** A run has reported an epoch, counted from 0. */
  epochRecorded: (runId: number, epoch: number) => void
  /** The attempt at a run has ended. */
  runEnded: (runId: number) => void
}

/** Records what trainers report about themselves and their attempts. An error thrown here stops the queue. */
export class TrainerReports {
  readonly #records: Records
  readonly #active: ActiveRuns
  readonly #slots: DeviceSlots
  readonly #hooks: ReportHooks

  constructor(records: Records, active: ActiveRuns, slots: DeviceSlots, hooks: ReportHooks) {
    this.#records = records
    this.#active = active
    this.#slots = slots
    this.#hooks = hooks
  }

  /** Records a trainer's process, so that the next start of the lab can end it. */
  started(pid: number): void {
    const startTime = newProcessStartTime(pid)
    if (startTime !== undefined) recordTrainer(this.#records.db, { pid, startTime })
  }

  /** Forgets a trainer's process that has ended. */
  ended(pid: number): void {
    forgetTrainer(this.#records.db, pid)
  }

  /** Records a message of an attempt's trainer; the pool drops those of attempts that have ended. Throws LabError if the trainer's own disk fails. */
  message(message: AttemptMessage): void {
    const active = this.#active.of(message.runId)
    if (!active) return
    if (message.type === 'progress') {
      this.#active.progress(message, message.progress)
      this.#sample(active, message.progress.imagesPerSecond)
      return
    }
    const diskError = message.type === 'failed' && storageError(message.code, this.#records.folder)
    if (diskError) throw diskError
    if (endsAttempt[message.type]) this.#end(active)
    if (message.type === 'epoch') {
      this.#active.epochDone(message, message.epoch)
      this.#sample(active, message.metrics.imagesPerSecond)
    }
    if (message.type === 'outOfMemory') this.#outOfMemory(message, active)
    else recordMessage(this.#records, message, active.intent)
    if (message.type === 'epoch') this.#hooks.epochRecorded(message.runId, message.epoch)
    if (endsAttempt[message.type]) this.#hooks.runEnded(message.runId)
  }

  /** Records that a trainer died while working on a job. */
  crashed(job: TrainJob, reason: string): void {
    const active = this.#active.of(job.runId)
    if (!active) return
    this.#end(active)
    recordCrash(this.#records, job, reason, active.intent)
  }

  #end({ provider, runId }: Readonly<ActiveRun>): void {
    this.#active.end(runId)
    this.#slots.ended(provider, runId)
  }

  #sample({ provider, runId }: Readonly<ActiveRun>, imagesPerSecond: number): void {
    const training = this.#active.list().filter((run) => run.provider === provider && run.isTraining).length
    this.#slots.sample(provider, runId, imagesPerSecond, training)
  }

  /**
   * A run that ran out of memory beside others, or of its share, waits for a device with fewer; one that had it to itself
   * has failed.
   */
  #outOfMemory(message: OutOfMemory, { provider, hadMates, hadShare, intent }: Readonly<ActiveRun>): void {
    const mates = this.#active.list().filter((run) => run.provider === provider).length
    const slots = hadMates || hadShare ? this.#slots.outOfMemory(provider, mates) : null
    recordOutOfMemory(this.#records, message, slots, intent)
  }

  /** Throws LabError once trainers failed to start several times in a row. */
  startFailed(reason: string, failures: number): void {
    if (failures < startFailureLimit) return
    throw new LabError('trainerBroken', sentence('trainersBroken', { said: reason }))
  }
}
