import { constants, setPriority } from 'node:os'
import type { DatasetSpecInput } from '#shared/datasets/datasetSpec.ts'
import { messageOf, sentence, ValueError } from '#shared/sentences/sentence.ts'
import { openDataset } from '#main/datasets/kinds.ts'
import { DatasetError, type Dataset } from '#main/datasets/dataset.ts'
import { AwakeClock, SharedPulse } from './process/awakeClock.ts'
import { CheckpointError } from './files/checkpoint.ts'
import { followLifeline } from './process/lifeline.ts'
import type { AttemptMessage, LabMessage, StopRequest, TrainerMessage, TrainJob } from './messages.ts'
import { planOf } from './providers/plansHere.ts'
import { requireRightStep } from './providers/stepCheck.ts'
import { trainRun } from './train.ts'
import { writeFailureCode } from './failures/writeFailure.ts'

/**
 * Entry of a trainer process: takes one job after another over its parent's channel and exits when the channel closes.
 * REGBENCH_CACHE names a folder for decoded images; without it each trainer keeps them in memory.
 */

const pulse = new SharedPulse()
// Loading a deep network takes minutes, during which no messages are processed.
const clock = followLifeline(pulse) ? new AwakeClock(pulse) : performance

let current: TrainJob | undefined
let stopRequest: StopRequest | undefined
/** Plans and providers whose training step has been checked. */
const checked = new Set<string>()
let opened: { key: string; dataset: Dataset } | undefined

function send(message: TrainerMessage): void {
  process.send!(message, () => undefined)
}

process.on('disconnect', () => process.exit())
process.on('message', (message: LabMessage) => {
  if (message.type === 'train') void attempt(message.job)
  else if (current?.runId === message.runId && current.attempt === message.attempt)
    stopRequest = message.type === 'goOn' ? undefined : message.type
})

async function attempt(job: TrainJob): Promise<void> {
  const key = { runId: job.runId, attempt: job.attempt }
  current = job
  stopRequest = undefined
  let end: AttemptMessage
  try {
    await requireChecked(job)
    const outcome = await trainRun(job, await datasetOf(job), {
      onProgress: (progress) => send({ type: 'progress', ...key, progress }),
      onEpoch: (metrics, stepLosses) => send({ type: 'epoch', ...key, epoch: metrics.epoch, metrics, stepLosses }),
      onCheckpoint: (epoch, path) => send({ type: 'checkpoint', ...key, epoch, path }),
      stopRequest: () => stopRequest,
      now: () => clock.now(),
    })
    end = { ...outcome, ...key }
  } catch (error) {
    end = { ...failureOf(error, job), ...key }
  }
  current = undefined
  send(end)
}

/** Checks a training step with the job's provider, once per process; tests cover the CPU's kernels. */
async function requireChecked({ provider, plan }: TrainJob): Promise<void> {
  const key = `${provider} ${plan}`
  if (provider === 'cpu' || checked.has(key)) return
  await requireRightStep(planOf(plan), { provider, threads: 1 }).catch((error: unknown) => {
    throw new ValueError(sentence('providerRefused', { provider, said: messageOf(error) }), { cause: error })
  })
  checked.add(key)
}

/** The message for an exception that ended an attempt. */
function failureOf(error: unknown, { checkpointFolder }: TrainJob) {
  const reason = messageOf(error)
  if (error instanceof CheckpointError) return { type: 'checkpointRefused', reason } as const
  const code = writeFailureCode(error, checkpointFolder)
  return { type: 'failed', reason, ...(code === undefined ? {} : { code }) } as const
}

/** The data set of a job, reused from the previous job if equal. Rejects with a DatasetError. */
async function datasetOf({ dataset: spec, datasetHash }: TrainJob): Promise<Dataset> {
  const key = JSON.stringify(spec)
  if (opened?.key !== key) {
    opened?.dataset.close()
    opened = undefined
    const cacheDir = process.env['REGBENCH_CACHE']
    const dataset = await openDataset(spec as DatasetSpecInput, cacheDir === undefined ? {} : { cacheDir })
    opened = { key, dataset }
  }
  const { dataset } = opened
  if (dataset.info.hash === datasetHash) return dataset
  // The next job opens the files again.
  opened = undefined
  dataset.close()
  throw new DatasetError(sentence('datasetChanged', { name: dataset.called }))
}

// Training takes every free cycle; the window and the lab must not wait for it.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
send({ type: 'ready', pid: process.pid })
