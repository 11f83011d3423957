import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { learningRate } from '#shared/training/schedule.ts'
import type { Dataset } from '#main/datasets/dataset.ts'
import { CheckpointClock } from './training/checkpointClock.ts'
import { chooseStep } from './training/chooseStep.ts'
import { ChunkLength } from './training/chunkLength.ts'
import {
  CheckpointError,
  readCheckpoint,
  runIdentity,
  writeCheckpoint,
  type Checkpoint,
  type Origin,
  type Progress,
} from './files/checkpoint.ts'
import { Divergence, EpochMeasurement, errorPercent } from './training/epochMeasurement.ts'
import type { Evaluation } from './training/evaluate.ts'
import { decisiveEngine } from './engine/createEngine.ts'
import { deviceOf, deviceText } from './process/device.ts'
import { machine } from './process/machine.ts'
import type { EpochMetrics } from '#shared/training/epochMetrics.ts'
import type { RunResult, StopRequest, TrainJob, TrainProgress } from './messages.ts'
import { PeakMemory } from './process/peakMemory.ts'
import { runDigest } from './files/runDigest.ts'
import { TrainingState } from './training/trainingState.ts'
import { openTrainingParts, type TrainingParts } from './training/trainingParts.ts'
import { describeDataset, writeWeights } from './files/weights.ts'

/** Callbacks of the owner of a training run, which may stop it. */
export interface TrainHost {
  /** Progress, at most twice a second. */
  onProgress?(progress: TrainProgress): void
  /**
   * A report, every `recipe.evaluateEvery` epochs: that of the last epoch, with the losses of all steps since the
   * previous report.
   */
  onEpoch(metrics: EpochMetrics, stepLosses: Float32Array): void
  /** A checkpoint with `epoch` complete epochs is at `path`. */
  onCheckpoint(epoch: number, path: string): void
  /** Called between any two chunks of steps, after pending messages were received. */
  stopRequest(): StopRequest | undefined
  /** Takes what to call when a request to pause or to cancel arrives while steps are under way. */
  onStopRequest?(interrupt: () => void): void
  /** Clock in milliseconds from any origin, used for all times; the process's own by default. */
  now?(): number
}

/** How an attempt ended; failures are exceptions. */
export type RunOutcome =
  | { type: 'finished'; result: RunResult }
  | { type: 'diverged'; epoch: number; step: number; reason: Sentence }
  /** `path`: the checkpoint to resume from; null if nothing was done since the last. */
  | { type: 'paused'; path: string | null }
  | { type: 'cancelled' }

/**
 * Trains the job's network and measures it on the validation split. A job with a checkpoint resumes from it and reaches
 * the same bits, whichever step `choose` makes. Throws CheckpointError if it cannot, RangeError if network, recipe and
 * data set do not fit together.
 */
export async function trainRun(
  job: TrainJob,
  dataset: Dataset,
  host: TrainHost,
  threads = 1,
  choose = chooseStep,
): Promise<RunOutcome> {
  const peakMemory = new PeakMemory()
  const { provider, memoryBytes } = job
  const parts = await openTrainingParts(job, dataset, { provider, threads, memoryBytes }, choose)
  try {
    const found = await deviceOf(provider)
    const device = found && deviceText(found, decisiveEngine(provider, parts.engineName))
    return await new Training(job, dataset, parts, { device, host, peakMemory }).run()
  } finally {
    await parts.release()
  }
}

const progressEveryMs = 500

/** Thrown to stop from any depth when the host requests it. */
class Stop extends Error {
  readonly request: StopRequest
  constructor(request: StopRequest) {
    super(request)
    this.request = request
  }
}

/** One attempt at a run: the state between two steps. */
class Training {
  private readonly job: TrainJob
  private readonly dataset: Dataset
  private readonly parts: TrainingParts
  private readonly host: TrainHost
  private readonly peakMemory: PeakMemory
  private readonly origin: Origin
  private readonly state: TrainingState
  private readonly measurement: EpochMeasurement
  private readonly progress: Progress
  private readonly now: () => number
  private readonly clock: CheckpointClock
  private readonly chunk = new ChunkLength()
  /** When progress was last reported, and the images since. */
  private lastReport: { at: number; images: number }
  /** Whether there is progress that no checkpoint contains. */
  private changed = false

  constructor(
    job: TrainJob,
    dataset: Dataset,
    parts: TrainingParts,
    { device, host, peakMemory }: { device: string | null; host: TrainHost; peakMemory: PeakMemory },
  ) {
    const { checkpointPath } = job
    this.job = job
    this.dataset = dataset
    this.parts = parts
    this.host = host
    this.peakMemory = peakMemory
    this.now = () => host.now?.() ?? performance.now()
    this.clock = new CheckpointClock(this.now)
    this.lastReport = { at: this.now(), images: 0 }
    this.origin = { identity: runIdentity(job, dataset.info.hash, machine.onnxruntime), device }
    const checkpoint = checkpointPath === null ? null : readCheckpoint(checkpointPath, this.origin)
    this.state = this.stateFrom(checkpoint)
    this.measurement = new EpochMeasurement(job, parts, this.state, () => this.yield(), this.now)
    this.progress = checkpoint?.progress ?? { epoch: 0, step: 0, trainErrors: 0, losses: [], trainMs: 0, metrics: [] }
  }

  private stateFrom(checkpoint: Checkpoint | null): TrainingState {
    try {
      return new TrainingState(this.parts.engine, this.job, checkpoint)
    } catch (error) {
      if (!checkpoint) throw error
      throw new CheckpointError(sentence('tensorFileDamaged', { path: this.job.checkpointPath! }), { cause: error })
    }
  }

  async run(): Promise<RunOutcome> {
    const { engine } = this.parts
    this.host.onStopRequest?.(() => engine.interrupt?.())
    try {
      return { type: 'finished', result: await this.train() }
    } catch (error) {
      const { epoch, step } = this.progress
      if (error instanceof Divergence) return { type: 'diverged', epoch, step, reason: error.sentence }
      if (!(error instanceof Stop)) throw error
      if (error.request === 'cancel') return { type: 'cancelled' }
      return { type: 'paused', path: this.changed ? await this.writeCheckpoint() : null }
    }
  }

  private async train(): Promise<RunResult> {
    const { progress, host, clock } = this
    const { recipe } = this.job
    let last: Evaluation | undefined
    while (progress.epoch < recipe.epochs) {
      while (progress.step < this.parts.batches.stepsPerEpoch) {
        await this.yield()
        this.reportProgress(await this.advance())
        if (clock.isDue(false)) host.onCheckpoint(progress.epoch, await this.writeCheckpoint())
      }
      const isLast = progress.epoch + 1 === recipe.epochs
      if (isLast || (progress.epoch + 1) % recipe.evaluateEvery === 0) last = await this.report()
      progress.epoch++
      progress.step = 0
      if (isLast) break
      if (host.stopRequest() === 'pauseAfterEpoch') throw new Stop('pauseAfterEpoch')
      if (clock.isDue(true)) host.onCheckpoint(progress.epoch, await this.writeCheckpoint())
    }
    return this.finish(last!)
  }

  /** Lets pending messages arrive; throws Stop if one of them requests it. */
  private async yield(): Promise<void> {
    await setImmediate()
    const request = this.host.stopRequest()
    if (request && request !== 'pauseAfterEpoch') throw new Stop(request)
  }

  /** `taken`: steps since the last call. */
  private reportProgress(taken: number): void {
    const { epoch, step, trainMs, losses } = this.progress
    const { stepsPerEpoch: steps } = this.parts.batches
    const now = this.now()
    this.lastReport.images += taken * this.job.recipe.batchSize
    if (now - this.lastReport.at < progressEveryMs) return
    this.host.onProgress?.({
      epoch,
      step,
      steps,
      imagesPerSecond: (1000 * this.lastReport.images) / (now - this.lastReport.at),
      epochMs: (steps * trainMs) / losses.length,
      peakMemoryBytes: this.peakMemory.bytes,
    })
    this.lastReport = { at: now, images: 0 }
  }

  /** Takes the next steps of the current epoch and returns their number: fewer than begun if it was interrupted. */
  private async advance(): Promise<number> {
    const { progress, chunk } = this
    const { engine, batches } = this.parts
    const { recipe } = this.job
    const { epoch, step: first } = progress
    const { average } = this.state
    const began = this.now()
    const left = batches.stepsPerEpoch - first
    const count = Math.min(chunk.length, engine.longest, left, average?.stepsToUpdate(first) ?? left)
    const steps = Array.from({ length: count }, (_, i) => ({
      draw: batches.draw(epoch, first + i),
      learningRate: learningRate(recipe, epoch, (first + i) / batches.stepsPerEpoch),
      average: average?.moveAfter(epoch, first + i),
    }))
    const records = await engine.advance(steps)
    if (records.length === 0) return 0
    for (const { loss, errors } of records) {
      const step = progress.step + 1
      if (!Number.isFinite(loss))
        throw new Divergence(sentence('trainingLossBroke', { loss: String(loss), step, epoch: epoch + 1 }))
      progress.trainErrors += errors
      progress.losses.push(loss)
      progress.step = step
    }
    await average?.update(epoch, progress.step - 1)
    const took = this.now() - began
    if (records.length === count) chunk.took(count, took)
    progress.trainMs += took
    this.peakMemory.sample()
    this.changed = true
    return records.length
  }

  /** Measures the network after the current epoch and reports what was found. */
  private async report(): Promise<Evaluation> {
    const { progress } = this
    const { metrics, evaluation } = await this.measurement.measure(progress)
    progress.metrics.push(metrics)
    this.host.onEpoch(metrics, Float32Array.from(progress.losses))
    Object.assign(progress, { losses: [], trainErrors: 0, trainMs: 0 })
    this.lastReport = { at: this.now(), images: 0 }
    this.changed = true
    return evaluation
  }

  private async finish(evaluation: Evaluation): Promise<RunResult> {
    const { job, dataset, progress, origin } = this
    const weights = await this.state.finalTensors()
    const digest = runDigest(progress.metrics, weights)
    const validation = { validationErrors: evaluation.errors, validationCount: evaluation.count }
    const weightsPath = job.keepWeights ? join(job.checkpointFolder, 'weights.safetensors') : null
    if (weightsPath !== null) {
      const { network, recipe, seed, plan, provider } = job
      const { onnxruntime } = machine
      const described = describeDataset(dataset.info)
      writeWeights(weightsPath, weights, {
        ...{ network, recipe, seed, plan, provider, onnxruntime, digest },
        ...validation,
        dataset: described,
      })
    }
    return {
      errorPercent: errorPercent(evaluation),
      ...validation,
      digest,
      weightsPath,
      peakMemoryBytes: this.peakMemory.bytes,
      environment: { ...machine, ...(origin.device !== null && { device: origin.device }) },
      ...(progress.skipped !== undefined && { scaling: { steps: this.measurement.steps, skipped: progress.skipped } }),
    }
  }

  private async writeCheckpoint(): Promise<string> {
    const { job, origin, progress, state } = this
    const path = await this.clock.time(async () =>
      writeCheckpoint(job, origin, progress, await state.checkpointTensors()),
    )
    this.changed = false
    return path
  }
}
