import { Tensor } from 'onnxruntime-node'
import { flatNames } from '#shared/lowering/packing.ts'
import { emaShare, updateAverage, type EmaSettings } from '#shared/training/ema.ts'
import type { StepEngine, Weights } from '../engine/stepEngine.ts'

/** The exponential moving average of an engine's parameters and statistics, on its flat vectors in the host's memory. */
export class WeightAverage {
  readonly weights: Readonly<Record<keyof Weights, Tensor>>
  private readonly engine: StepEngine
  private readonly settings: EmaSettings

  /** Starts with these flat vectors, which it will change. */
  constructor(engine: StepEngine, settings: EmaSettings, parameters: Float32Array, statistics: Float32Array) {
    this.engine = engine
    this.settings = settings
    this.weights = {
      parameters: new Tensor('float32', parameters, [parameters.length]),
      statistics: new Tensor('float32', statistics, [statistics.length]),
    }
  }

  /** Number of steps from `step` of an epoch to the next one after which the average is updated, inclusive. */
  stepsToUpdate(step: number): number {
    const { periodSteps } = this.settings.ema
    const since = step % periodSteps
    return since === 0 ? 1 : periodSteps - since + 1
  }

  /** Call after each step that may update the average. */
  async update(epoch: number, step: number): Promise<void> {
    const share = emaShare(this.settings, epoch, step)
    if (share === 0) return
    const { parameters, statistics } = this.weights
    updateAverage(parameters.data as Float32Array, await this.engine.read(flatNames.parameter), share)
    updateAverage(statistics.data as Float32Array, await this.engine.read(flatNames.statistic), share)
  }
}
