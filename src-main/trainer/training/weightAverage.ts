import { Tensor } from 'onnxruntime-node'
import { flatNames } from '#shared/lowering/packing.ts'
import { emaShare, updateAverage, type EmaSettings } from '#shared/training/ema.ts'
import type { Weights } from './evaluate.ts'
import type { Stepper } from './stepper.ts'

const copyOf = (tensor: Tensor) => new Tensor('float32', (tensor.data as Float32Array).slice(), tensor.dims)

/** The exponential moving average of a stepper's parameters and statistics, on its flat vectors. */
export class WeightAverage {
  readonly weights: Weights
  private readonly stepper: Stepper
  private readonly settings: EmaSettings

  /** Starts with the stepper's weights. */
  constructor(stepper: Stepper, settings: EmaSettings) {
    this.stepper = stepper
    this.settings = settings
    this.weights = {
      parameters: copyOf(stepper.tensor(flatNames.parameter)),
      statistics: copyOf(stepper.tensor(flatNames.statistic)),
    }
  }

  /** Call after each step. */
  update(epoch: number, step: number): void {
    const share = emaShare(this.settings, epoch, step)
    const { parameters, statistics } = this.weights
    updateAverage(parameters.data as Float32Array, this.stepper.data(flatNames.parameter), share)
    updateAverage(statistics.data as Float32Array, this.stepper.data(flatNames.statistic), share)
  }
}
