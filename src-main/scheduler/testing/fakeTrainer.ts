import { createHash } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { verbatim, messageOf } from '#shared/sentences/sentence.ts'
import type { EpochMetrics } from '#shared/training/epochMetrics.ts'
import type { LabMessage, TrainerMessage, TrainJob } from '#main/trainer/messages.ts'

/**
 * A fault injected into the run of a seed after it has reported an epoch; `attempts` limits it to these (default: all).
 */
export interface Fault {
  kind: 'crash' | 'hold' | 'hang' | 'diverge' | 'fail' | 'fillDisk'
  epoch: number
  attempts?: number[]
}

/** The fake's data set, which controls its behaviour. `checkpointEvery` counts epochs; 0: never. */
export interface FakeDataset {
  epochs: number
  steps: number
  checkpointEvery: number
  faults: Record<number, Fault>
  /** Keeps running after the lab is gone, like a process deep in a long step. */
  outlivesLab?: boolean
}

interface Progress {
  epochs: EpochMetrics[]
  state: string
}

let job: TrainJob | undefined
let progress: Progress = { epochs: [], state: '' }

const tell = (message: TrainerMessage) => void process.send!(message, () => undefined)
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const fraction = (state: string) => parseInt(state.slice(0, 8), 16) / 2 ** 32

process.on('message', (message: LabMessage) => {
  if (message.type === 'train') begin(message.job)
  else if (job?.runId === message.runId && job.attempt === message.attempt) {
    if (hung) return
    const { runId, attempt } = job
    pausesAfterEpoch = message.type === 'pauseAfterEpoch'
    if (pausesAfterEpoch || message.type === 'goOn') return
    const path = message.type === 'pause' ? checkpoint(job) : null
    job = undefined
    tell(message.type === 'pause' ? { type: 'paused', runId, attempt, path } : { type: 'cancelled', runId, attempt })
  }
})

let hung = false
let pausesAfterEpoch = false
process.on('disconnect', () => {
  if ((job?.dataset as FakeDataset | undefined)?.outlivesLab) setInterval(() => undefined, 1e6)
  else process.exit()
})

function begin(given: TrainJob): void {
  job = given
  try {
    progress =
      given.checkpointPath === null
        ? { epochs: [], state: sha256(`${given.seed} ${JSON.stringify(given.network)}`) }
        : (JSON.parse(readFileSync(given.checkpointPath, 'utf8')) as Progress)
    setImmediate(step, given)
  } catch (error) {
    const { runId, attempt } = given
    job = undefined
    tell({ type: 'checkpointRefused', runId, attempt, reason: messageOf(error) })
  }
}

function step(current: TrainJob): void {
  if (job !== current) return
  const { runId, attempt, seed } = current
  const { epochs, steps, checkpointEvery, faults } = behaviour(current)
  const epoch = progress.epochs.length
  if (epoch === epochs) {
    finish(current)
    return
  }
  progress.state = sha256(`${progress.state} ${epoch}`)
  const metrics = metricsOf(epoch, fraction(progress.state))
  progress.epochs.push(metrics)
  const stepLosses = Float32Array.from({ length: steps }, (_, i) => metrics.trainLoss + i / 8)
  tell({ type: 'epoch', runId, attempt, epoch, metrics, stepLosses })
  if (checkpointEvery > 0 && (epoch + 1) % checkpointEvery === 0) {
    tell({ type: 'checkpoint', runId, attempt, epoch: epoch + 1, path: checkpoint(current) })
  }
  if (pausesAfterEpoch) {
    job = undefined
    pausesAfterEpoch = false
    tell({ type: 'paused', runId, attempt, path: checkpoint(current) })
    return
  }
  const fault = faults[seed]
  if (fault?.epoch === epoch && (fault.attempts ?? [attempt]).includes(attempt)) suffer(current, fault.kind)
  else setImmediate(step, current)
}

function behaviour({ dataset, recipe }: TrainJob): FakeDataset {
  return { epochs: recipe.epochs, steps: 4, checkpointEvery: 1, faults: {}, ...(dataset as Partial<FakeDataset>) }
}

function suffer({ runId, attempt }: TrainJob, kind: Fault['kind']): void {
  const epoch = progress.epochs.length - 1
  const ends: Record<Fault['kind'], () => void> = {
    crash: () => process.kill(process.pid, 'SIGSEGV'),
    hold: () => undefined,
    hang: () => {
      hung = true
    },
    diverge: () => tell({ type: 'diverged', runId, attempt, epoch, step: 3, reason: verbatim('loss is NaN') }),
    fail: () => tell({ type: 'failed', runId, attempt, reason: verbatim('no such data set') }),
    fillDisk: () => tell({ type: 'failed', runId, attempt, reason: verbatim('cannot write'), code: 'ENOSPC' }),
  }
  if (!['crash', 'hold', 'hang'].includes(kind)) job = undefined
  ends[kind]()
}

function metricsOf(epoch: number, x: number): EpochMetrics {
  return {
    epoch,
    learningRate: 0.1,
    trainLoss: 2 * x,
    trainErrorPercent: 80 * x,
    validationLoss: 2.5 * x,
    validationErrorPercent: Math.round(900 * x) / 10,
    validationTop5ErrorPercent: null,
    validationErrors: Math.round(900 * x),
    emaValidationErrorPercent: null,
    imagesPerSecond: 1000,
    durationMs: performance.now(),
  }
}

function writeAtomically(path: string, text: string): string {
  writeFileSync(`${path}.part`, text)
  renameSync(`${path}.part`, path)
  return path
}

function checkpoint({ checkpointFolder }: TrainJob): string {
  return writeAtomically(
    join(checkpointFolder, `checkpoint-${progress.epochs.length}-0.safetensors`),
    JSON.stringify(progress),
  )
}

function finish({ runId, attempt, keepWeights, checkpointFolder }: TrainJob): void {
  const last = progress.epochs.at(-1)!
  const timeless = progress.epochs.map((metrics) => ({ ...metrics, durationMs: 0, imagesPerSecond: 0 }))
  const weightsPath = keepWeights
    ? writeAtomically(join(checkpointFolder, 'weights.safetensors'), progress.state)
    : null
  job = undefined
  tell({
    type: 'finished',
    runId,
    attempt,
    result: {
      errorPercent: last.validationErrorPercent,
      validationErrors: last.validationErrors,
      validationCount: 1000,
      digest: sha256(JSON.stringify(timeless) + progress.state),
      weightsPath,
      peakMemoryBytes: process.memoryUsage.rss(),
      environment: { onnxruntime: 'none', node: process.version, cpu: 'none' },
    },
  })
}

tell({ type: 'ready', pid: process.pid })
