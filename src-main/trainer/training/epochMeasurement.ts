import { flatNames } from '#shared/lowering/packing.ts'
import { sentence, SentenceError } from '#shared/sentences/sentence.ts'
import type { EpochMetrics } from '#shared/training/epochMetrics.ts'
import { learningRate } from '#shared/training/schedule.ts'
import type { Weights } from '../engine/stepEngine.ts'
import type { Progress } from '../files/checkpoint.ts'
import type { TrainJob } from '../messages.ts'
import type { Evaluation } from './evaluate.ts'
import type { TrainingParts } from './trainingParts.ts'
import type { TrainingState } from './trainingState.ts'
import type { WeightAverage } from './weightAverage.ts'

/** Thrown when a loss is not finite, or when no step is taken any more. */
export class Divergence extends SentenceError {}

/** What a network was found to do after an epoch. */
export interface MeasuredEpoch {
  metrics: EpochMetrics
  /** Of the average of the weights if there is one, otherwise of the weights. */
  evaluation: Evaluation
}

/** Measures the network of a run between two epochs. */
export class EpochMeasurement {
  private readonly job: Pick<TrainJob, 'recipe'>
  private readonly parts: TrainingParts
  private readonly state: TrainingState
  private readonly between: () => Promise<void>
  private readonly now: () => number

  /** `between` is called before each batch and may throw to stop; `now`: a clock in milliseconds. */
  constructor(
    job: Pick<TrainJob, 'recipe'>,
    parts: TrainingParts,
    state: TrainingState,
    between: () => Promise<void>,
    now: () => number,
  ) {
    this.job = job
    this.parts = parts
    this.state = state
    this.between = between
    this.now = now
  }

  /** The steps of the whole run. */
  get steps(): number {
    return this.job.recipe.epochs * this.parts.batches.stepsPerEpoch
  }

  /** Measures the network after the current epoch. Repeating it gives the same result. Throws Divergence. */
  async measure(progress: Progress): Promise<MeasuredEpoch> {
    const { average } = this.state
    const { engine, batches } = this.parts
    const { recipe } = this.job
    const { epoch, losses, trainMs } = progress
    const began = this.now()
    const precise = await this.preciseStatistics(epoch, engine.weights)
    if (precise) engine.replace(flatNames.statistic, precise)
    const plain = await this.evaluate(engine.weights)
    if (!Number.isFinite(plain.loss))
      throw new Divergence(sentence('validationLossBroke', { loss: String(plain.loss), epoch: epoch + 1 }))
    const averaged = average && (await this.evaluateAverage(epoch, average))
    await this.requireTakenSteps(progress)
    const trainImages = losses.length * recipe.batchSize
    const metrics: EpochMetrics = {
      epoch,
      learningRate: learningRate(recipe, epoch, (batches.stepsPerEpoch - 1) / batches.stepsPerEpoch),
      trainLoss: losses.reduce((sum, loss) => sum + loss, 0) / losses.length,
      trainErrorPercent: (100 * progress.trainErrors) / trainImages,
      validationLoss: plain.loss,
      validationErrorPercent: errorPercent(plain),
      validationTop5ErrorPercent: plain.top5Errors === null ? null : (100 * plain.top5Errors) / plain.count,
      validationErrors: plain.errors,
      emaValidationErrorPercent: averaged && errorPercent(averaged),
      imagesPerSecond: (1000 * trainImages) / trainMs,
      durationMs: trainMs + this.now() - began,
    }
    return { metrics, evaluation: averaged ?? plain }
  }

  /**
   * Throws Divergence if loss scaling skipped every step since the last report and no smaller scale can help: gradients
   * that are not finite without a scale are not finite at all. Also if it has skipped every step of a run that ends.
   */
  private async requireTakenSteps(progress: Progress): Promise<void> {
    const found = await this.state.lossScale()
    if (!found) return
    const { scale, skipped } = found
    const before = progress.skipped ?? 0
    const isLast = progress.epoch + 1 === this.job.recipe.epochs
    const isHopeless = scale < 1 && skipped - before === progress.losses.length
    if (isHopeless || (isLast && skipped === this.steps))
      throw new Divergence(sentence('everyStepSkipped', { steps: skipped - before, epoch: progress.epoch + 1 }))
    progress.skipped = skipped
  }

  private evaluate(weights: Weights): Promise<Evaluation> {
    return this.parts.evaluator.evaluate(weights, this.between)
  }

  private async evaluateAverage(epoch: number, average: WeightAverage): Promise<Evaluation> {
    const precise = await this.preciseStatistics(epoch, average.weights)
    if (precise) average.replaceStatistics(precise)
    return this.evaluate(average.weights)
  }

  /** Precise statistics of `weights`; undefined if the recipe does not ask for them. */
  private async preciseStatistics(epoch: number, { parameters }: Weights): Promise<Float32Array | undefined> {
    const { precise, batches } = this.parts
    const { preciseBn, batchSize } = this.job.recipe
    if (!precise || !preciseBn) return undefined
    const count = Math.min(Math.ceil(preciseBn.samples / batchSize), batches.stepsPerEpoch)
    return precise.compute(parameters, this.state.slot(flatNames.statistic), count, async (batch, images) => {
      await this.between()
      await batches.writeImages(batches.draw(epoch, batch), images)
    })
  }
}

/** The share of images that an evaluation found wrong, in percent. */
export const errorPercent = ({ errors, count }: Evaluation): number => (100 * errors) / count
