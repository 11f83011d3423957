import { Tensor } from 'onnxruntime-node'
import { averageNames, flatNames } from '#shared/lowering/packing.ts'
import { averageMove, updateAverage, type AverageMove, type EmaSettings } from '#shared/training/ema.ts'
import type { HostPrecision } from '#shared/training/hostPrecision.ts'
import type { StepEngine, Weights } from '../engine/stepEngine.ts'

/** Flat vectors of parameters and statistics in the host's memory. */
export type WeightVectors = Readonly<Record<keyof Weights, Float32Array>>

/** The exponential moving average of an engine's parameters and statistics. */
export interface WeightAverage {
  /** As inputs of the engine's sessions; valid until the next step. */
  readonly weights: Weights
  /** Number of steps from `step` of an epoch to the next one after which `update` has something to do, inclusive. */
  stepsToUpdate(step: number): number
  /** How the engine moves the average after a step; undefined: it does not. */
  moveAfter(epoch: number, step: number): AverageMove | undefined
  /** Call after each step that may update the average. */
  update(epoch: number, step: number): Promise<void>
  read(): Promise<WeightVectors>
  replaceStatistics(statistics: Float32Array): void
}

/** Averages in the host's memory. Starts with these flat vectors, which it will change. */
export class HostAverage implements WeightAverage {
  readonly weights: Readonly<Record<keyof Weights, Tensor>>
  private readonly engine: StepEngine
  private readonly settings: EmaSettings
  private readonly precision: HostPrecision
  private readonly vectors: WeightVectors

  constructor(engine: StepEngine, settings: EmaSettings, precision: HostPrecision, vectors: WeightVectors) {
    this.engine = engine
    this.settings = settings
    this.precision = precision
    this.vectors = vectors
    const { parameters, statistics } = vectors
    this.weights = {
      parameters: new Tensor('float32', parameters, [parameters.length]),
      statistics: new Tensor('float32', statistics, [statistics.length]),
    }
  }

  stepsToUpdate(step: number): number {
    const { periodSteps } = this.settings.ema
    const since = step % periodSteps
    return since === 0 ? 1 : periodSteps - since + 1
  }

  moveAfter(): undefined {
    return undefined
  }

  async update(epoch: number, step: number): Promise<void> {
    const move = averageMove(this.settings, epoch, step, this.precision)
    if (move.share === 0) return
    const { parameters, statistics } = this.vectors
    updateAverage(parameters, await this.engine.read(flatNames.parameter), move, this.precision)
    updateAverage(statistics, await this.engine.read(flatNames.statistic), move, this.precision)
  }

  read(): Promise<WeightVectors> {
    return Promise.resolve(this.vectors)
  }

  replaceStatistics(statistics: Float32Array): void {
    this.vectors.statistics.set(statistics)
  }
}

/** Averages that an engine keeps, in float32. Starts with these flat vectors. */
export class EngineAverage implements WeightAverage {
  private readonly engine: StepEngine
  private readonly settings: EmaSettings

  constructor(engine: StepEngine, settings: EmaSettings, { parameters, statistics }: WeightVectors) {
    this.engine = engine
    this.settings = settings
    engine.replace(averageNames.parameter, parameters)
    engine.replace(averageNames.statistic, statistics)
  }

  get weights(): Weights {
    return this.engine.average!
  }

  stepsToUpdate(): number {
    return Infinity
  }

  moveAfter(epoch: number, step: number): AverageMove {
    return averageMove(this.settings, epoch, step, 'float32')
  }

  update(): Promise<void> {
    return Promise.resolve()
  }

  async read(): Promise<WeightVectors> {
    const parameters = await this.engine.read(averageNames.parameter)
    return { parameters, statistics: await this.engine.read(averageNames.statistic) }
  }

  replaceStatistics(statistics: Float32Array): void {
    this.engine.replace(averageNames.statistic, statistics)
  }
}
