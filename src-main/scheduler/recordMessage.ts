import type { Database } from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { verbatim, sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { freshName, moveAside } from '#main/disk/moveAside.ts'
import type { AttemptKey, AttemptMessage } from '#main/trainer/messages.ts'
import { deleteEpochs, putEpoch } from '#main/store/tables/epochs.ts'
import { insertEvent } from '#main/store/tables/events.ts'
import { durably, loosely } from '#main/store/transactions.ts'
import { removeOutdatedInspection } from '#main/store/tables/inspections.ts'
import { forgetReleased } from '#main/store/tables/released.ts'
import { getRun, type Run } from '#main/store/tables/runs.ts'
import { changeAttempt, changeRuns } from '#main/store/tables/runTransitions.ts'
import { deleteStepLosses, putStepLosses } from '#main/store/tables/steps.ts'
import type { Records } from './records.ts'
import { pruneWeights } from './retention.ts'
import { releasing } from './releasing.ts'
import { adoptWeights, attemptsPath, storedPath, weightsPathOf } from './runFiles.ts'

/** Why a run was asked to stop: by the user, or because the lab stops its queue. */
export type StopIntent = 'pauseAfterEpoch' | 'close' | 'pause' | 'cancel'

/** Messages that `recordMessage` records; progress is only displayed. */
type Recorded = Exclude<AttemptMessage, { type: 'progress' | 'outOfMemory' }>

/** The share of a run's steps that loss scaling may skip without a word; a search for its scale takes a few. */
const manySkipped = 0.05

type Recorders = {
  [T in Recorded['type']]: (
    records: Records,
    message: Extract<Recorded, { type: T }>,
    intent: StopIntent | undefined,
  ) => void
}

const recorders: Recorders = {
  epoch(records, { runId, epoch, metrics, stepLosses }) {
    loosely(records.db, () => {
      putEpoch(records.db, runId, metrics)
      putStepLosses(records.db, runId, epoch, stepLosses)
      insertEvent(records.db, { kind: 'epoch', runIds: [runId], data: { epoch }, at: records.now() })
    })
  },

  checkpoint(records, message) {
    const checkpointPath = storedPath(records.folder, message.path)
    releasing(records, replacedBy(records, message.runId, checkpointPath), () =>
      changeAttempt(records.db, message, { checkpointPath }),
    )
  },

  finished(records, message) {
    const { db, folder, now } = records
    const { runId, result } = message
    const before = getRun(db, runId)
    // A file there without a row that refers to it is not this run's.
    if (before.weightsPath === null) moveAside('lab', folder, weightsPathOf(runId), freshName(folder, 'unknown', now()))
    const weightsPath = result.weightsPath === null ? null : adoptWeights(folder, runId, result.weightsPath)
    releasing(records, [attemptsPath(runId)], () => {
      if (weightsPath !== null) forgetReleased(db, weightsPath)
      changeAttempt(db, message, {
        status: 'finished',
        errorPercent: result.errorPercent,
        validationErrors: result.validationErrors,
        validationCount: result.validationCount,
        digest: result.digest,
        weightsPath,
        peakMemoryBytes: result.peakMemoryBytes,
        environment: result.environment,
        checkpointPath: null,
        reason: null,
        finishedAt: now(),
      })
      removeOutdatedInspection(db, runId, result.digest)
      insertEvent(db, {
        kind: 'finished',
        runIds: [runId],
        data: { errorPercent: result.errorPercent, digest: result.digest },
        at: now(),
      })
      const { scaling } = result
      if (scaling && scaling.skipped >= manySkipped * scaling.steps)
        insertEvent(db, {
          kind: 'stepsSkipped',
          runIds: [runId],
          data: { reason: sentence('stepsSkipped', scaling) },
          at: now(),
        })
      if (before.digest !== null && before.digest !== result.digest) {
        insertEvent(db, {
          kind: 'digestChanged',
          runIds: [runId],
          data: { before: before.digest, after: result.digest },
          at: now(),
        })
      }
    })
    pruneWeights(records, before.populationId)
  },

  diverged(records, message) {
    const { db, now } = records
    const { runId, epoch, step, reason } = message
    const digest = createHash('sha256').update(`diverged ${epoch} ${step}`).digest('hex')
    releasing(records, [attemptsPath(runId)], () => {
      changeAttempt(db, message, { status: 'diverged', reason, digest, checkpointPath: null, finishedAt: now() })
      insertEvent(db, { kind: 'diverged', runIds: [runId], data: { epoch, step, reason }, at: now() })
    })
  },

  paused(records, message, intent) {
    const { db, folder, now } = records
    const old = getRun(db, message.runId).checkpointPath
    const checkpointPath = message.path === null ? old : storedPath(folder, message.path)
    const status = intent === 'close' ? 'queued' : 'paused'
    releasing(records, checkpointPath === null ? [] : replacedBy(records, message.runId, checkpointPath), () => {
      changeAttempt(db, message, { status, checkpointPath })
      insertEvent(db, { kind: status, runIds: [message.runId], at: now() })
    })
  },

  cancelled(records, message) {
    const { db, now } = records
    releasing(records, [attemptsPath(message.runId)], () => {
      changeAttempt(db, message, { status: 'cancelled', checkpointPath: null })
      insertEvent(db, { kind: 'cancelled', runIds: [message.runId], at: now() })
    })
  },

  failed(records, message) {
    const { db, now } = records
    durably(db, () => {
      changeAttempt(db, message, { status: 'failed', reason: message.reason, finishedAt: now() })
      insertEvent(db, { kind: 'failed', runIds: [message.runId], data: { reason: message.reason }, at: now() })
    })
  },

  checkpointRefused(records, message, intent) {
    const { db, now } = records
    const { runId, reason } = message
    if (intent === 'cancel') {
      recorders.cancelled(records, { ...message, type: 'cancelled' }, intent)
      return
    }
    const status = intent === undefined || intent === 'close' ? 'queued' : 'paused'
    releasing(records, [attemptsPath(runId)], () => {
      changeAttempt(db, message, { status, checkpointPath: null })
      forgetProgress(db, runId)
      insertEvent(db, { kind: 'startedOver', runIds: [runId], data: { reason }, at: now() })
      insertEvent(db, { kind: status, runIds: [runId], at: now() })
    })
  },
}

/** Deletes the progress of an attempt that will not be resumed, so that it does not count for the next one. */
export function forgetProgress(db: Database, runId: number): void {
  deleteEpochs(db, runId)
  deleteStepLosses(db, runId)
}

/** The stored path of the checkpoint that a new one replaces, if it is one of that run's files. */
function replacedBy({ db }: Records, runId: number, checkpointPath: string): string[] {
  const old = getRun(db, runId).checkpointPath
  return old !== null && old !== checkpointPath && old.startsWith(`${attemptsPath(runId)}/`) ? [old] : []
}

/** Records what a trainer said about the attempt that is running. Throws Error where another one is, or none. */
export function recordMessage(records: Records, message: Recorded, intent: StopIntent | undefined): void {
  const record = recorders[message.type] as (r: Records, m: Recorded, i: StopIntent | undefined) => void
  record(records, message, intent)
}

/**
 * Records that an attempt ran out of memory. With `slots`, the number of runs at once that its device is left with, it
 * waits for its turn and resumes from its last checkpoint, unless it was asked to stop; with null it has failed.
 */
export function recordOutOfMemory(
  records: Records,
  { runId, attempt, reason: said }: AttemptKey & { reason: Sentence },
  slots: number | null,
  intent: StopIntent | undefined,
): void {
  const { db, now } = records
  if (intent === 'cancel') {
    recordMessage(records, { type: 'cancelled', runId, attempt }, intent)
    return
  }
  if (slots === null) {
    recordMessage(records, { type: 'failed', runId, attempt, reason: sentence('runOutOfMemory', { said }) }, intent)
    return
  }
  const status = intent === undefined || intent === 'close' ? 'queued' : 'paused'
  durably(db, () => {
    changeAttempt(db, { runId, attempt }, { status, reason: said })
    insertEvent(db, { kind: 'outOfMemory', runIds: [runId], data: { reason: said, slots }, at: now() })
    insertEvent(db, { kind: status, runIds: [runId], at: now() })
  })
}

const crashLimit = 3

/**
 * Whether one more crash would fail a run. It then gets its device for itself, since runs that share a trainer crash
 * together, whichever caused it.
 */
export const mustBeAlone = ({ crashes }: Pick<Run, 'crashes'>): boolean => crashes + 1 >= crashLimit

/**
 * Records that the trainer of an attempt died, by `ended`. The run resumes from its last checkpoint unless it was asked
 * to stop or this was its third crash.
 */
export function recordCrash(
  records: Records,
  { runId, attempt }: AttemptKey,
  ended: string,
  intent: StopIntent | undefined,
): void {
  const { db, now } = records
  if (intent === 'cancel') {
    recordMessage(records, { type: 'cancelled', runId, attempt }, intent)
  } else if (intent !== undefined) {
    recordMessage(records, { type: 'paused', runId, attempt, path: null }, intent)
  } else {
    const crashes = getRun(db, runId).crashes + 1
    const failed = crashes >= crashLimit
    const reason = verbatim(ended)
    durably(db, () => {
      changeAttempt(db, { runId, attempt }, { crashes, reason, status: 'queued' })
      insertEvent(db, { kind: 'crashed', runIds: [runId], data: { reason, crashes }, at: now() })
      if (!failed) return
      const verdict = sentence('trainerCrashed', { count: crashes, said: reason })
      changeRuns(db, { runId }, ['queued'], { status: 'failed', reason: verdict, finishedAt: now() })
      insertEvent(db, { kind: 'failed', runIds: [runId], data: { reason: verdict }, at: now() })
    })
  }
}
