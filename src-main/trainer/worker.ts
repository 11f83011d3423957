import { writeSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import type { DatasetSpecInput } from '#shared/datasets/datasetSpec.ts'
import type { Precision } from '#shared/graph/ops/half.ts'
import type { LoweringPlan } from '#shared/lowering/planTypes.ts'
import { messageOf, sentence, ValueError, verbatim } from '#shared/sentences/sentence.ts'
import { openDataset } from '#main/datasets/kinds.ts'
import { DatasetError } from '#main/datasets/dataset.ts'
import { AwakeClock, SharedPulse } from './process/awakeClock.ts'
import { CheckpointError } from './files/checkpoint.ts'
import { followLifeline } from './process/lifeline.ts'
import type { AttemptMessage, LabMessage, StopRequest, TrainerMessage, TrainJob } from './messages.ts'
import { mixedObstacle } from './providers/mixedCheck.ts'
import { planOf } from './providers/plansHere.ts'
import type { SessionOptions } from './providers/sessionOptions.ts'
import { requireRightStep } from './providers/stepCheck.ts'
import { trainRun } from './train.ts'
import { SharedDatasets } from './sharedDatasets.ts'
import { isDeviceLost, isOutOfMemory } from './failures/deviceFailure.ts'
import { plainReason } from './failures/plainReason.ts'
import { writeFailureCode } from './failures/writeFailure.ts'

/**
 * Entry of a trainer process: takes jobs over its parent's channel, trains those it has side by side on its one thread
 * and exits when the channel closes.
 * REGBENCH_CACHE names a folder for decoded images; without it each trainer keeps them in memory.
 */

const pulse = new SharedPulse()
// Loading a deep network takes minutes, during which no messages are processed.
const clock = followLifeline(pulse) ? new AwakeClock(pulse) : performance

/** An attempt under way, with what the lab has asked of it. */
interface Asked {
  job: TrainJob
  stopRequest: StopRequest | undefined
  /** Ends steps under way early. */
  interrupt: () => void
}

/** The attempts under way by run. */
const attempts = new Map<number, Asked>()
/** Checks of a training step by provider and plan. */
const checks = new Map<string, Promise<unknown>>()
const cacheDir = process.env['REGBENCH_CACHE']
const datasets = new SharedDatasets((spec: DatasetSpecInput) =>
  openDataset(spec, cacheDir === undefined ? {} : { cacheDir }),
)

function send(message: TrainerMessage): void {
  process.send!(message, () => undefined)
}

process.on('disconnect', () => process.exit())
process.on('message', (message: LabMessage) => {
  if (message.type === 'train') {
    void attempt(message.job)
    return
  }
  const asked = attempts.get(message.runId)
  if (asked?.job.attempt !== message.attempt) return
  asked.stopRequest = message.type === 'goOn' ? undefined : message.type
  if (message.type === 'pause' || message.type === 'cancel') asked.interrupt()
})

async function attempt(job: TrainJob): Promise<void> {
  const key = { runId: job.runId, attempt: job.attempt }
  const asked: Asked = { job, stopRequest: undefined, interrupt: () => undefined }
  attempts.set(job.runId, asked)
  let end: AttemptMessage
  try {
    await requireChecked(job)
    const outcome = await datasets.use(job.dataset as DatasetSpecInput, (dataset) => {
      if (dataset.info.hash !== job.datasetHash)
        throw new DatasetError(sentence('datasetChanged', { name: dataset.called }))
      return trainRun(job, dataset, {
        onProgress: (progress) => send({ type: 'progress', ...key, progress }),
        onEpoch: (metrics, stepLosses) => send({ type: 'epoch', ...key, epoch: metrics.epoch, metrics, stepLosses }),
        onCheckpoint: (epoch, path) => send({ type: 'checkpoint', ...key, epoch, path }),
        stopRequest: () => asked.stopRequest,
        onStopRequest: (interrupt) => (asked.interrupt = interrupt),
        now: () => clock.now(),
      })
    })
    end = { ...outcome, ...key }
  } catch (error) {
    end = { ...failureOf(error, job), ...key }
  }
  attempts.delete(job.runId)
  send(end)
}

/**
 * Checks a training step with the job's provider, and products in float16 if it trains by them, once per process; tests
 * cover the CPU's kernels.
 */
async function requireChecked({ provider, plan, recipe }: TrainJob): Promise<void> {
  if (provider === 'cpu') return
  const precision = recipe.precision ?? 'float32'
  const key = `${provider} ${plan} ${precision}`
  const check = checks.get(key) ?? checked(planOf(plan), { provider, threads: 1 }, precision)
  checks.set(key, check)
  try {
    await check
  } catch (error) {
    checks.delete(key)
    if (isOutOfMemory(wordsOf(error))) throw error
    throw new ValueError(sentence('providerRefused', { provider, said: messageOf(error) }), { cause: error })
  }
}

async function checked(plan: LoweringPlan, options: SessionOptions, precision: Precision): Promise<void> {
  await requireRightStep(plan, options)
  const fault = precision === 'mixed' ? await mixedObstacle(plan, options) : null
  if (fault) throw new ValueError(fault)
}

/** The message for an exception that ended an attempt. Ends this process if its device is lost to it. */
function failureOf(error: unknown, { checkpointFolder }: TrainJob) {
  const reason = messageOf(error)
  if (error instanceof CheckpointError) return { type: 'checkpointRefused', reason } as const
  const code = writeFailureCode(error, checkpointFolder)
  if (code !== undefined) return { type: 'failed', reason, code } as const
  const words = wordsOf(error)
  if (isOutOfMemory(words)) return { type: 'outOfMemory', reason: verbatim(plainReason(words)) } as const
  if (isDeviceLost(words)) {
    writeSync(process.stderr.fd, `Error: ${plainReason(words)}\n`)
    process.exit(1)
  }
  return { type: 'failed', reason } as const
}

/** The words of an exception and of those that caused it. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message : `${wordsOf(error.cause)}\n${error.message}`
}

// Training takes every free cycle; the window and the lab must not wait for it.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
send({ type: 'ready', pid: process.pid })
