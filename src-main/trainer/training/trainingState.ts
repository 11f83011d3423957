import { flatNames, pack, slotNamed, stateNames, type NamedTensors, type Slot } from '#shared/lowering/packing.ts'
import { initialState } from '#shared/training/initialState.ts'
import type { EmaSettings } from '#shared/training/ema.ts'
import type { StepEngine } from '../engine/stepEngine.ts'
import type { CheckpointState } from '../files/checkpoint.ts'
import { slotTensors, type FileTensor } from '../files/tensorFile.ts'
import type { TrainJob } from '../messages.ts'
import { planOf } from '../providers/plansHere.ts'
import { EngineAverage, HostAverage, type WeightAverage } from './weightAverage.ts'

/** The mutable state of a run: an engine's parameters, momenta and statistics, and their average if there is one. */
export class TrainingState {
  /** Null if the recipe does not ask for it. */
  readonly average: WeightAverage | null
  private readonly engine: StepEngine

  /** Starts from a checkpoint's tensors or, without one, from the job's seed. */
  constructor(
    engine: StepEngine,
    { network, seed, recipe, plan }: TrainJob,
    checkpoint: { tensors: NamedTensors; average: NamedTensors } | null,
  ) {
    this.engine = engine
    const start = checkpoint?.tensors ?? initialState(network, seed, recipe.zeroFinalGamma, recipe.precision)
    engine.load(start)
    this.average = recipe.ema && this.averageFrom({ ...recipe, ema: recipe.ema }, plan, checkpoint?.average ?? start)
  }

  private averageFrom(settings: EmaSettings, plan: string, tensors: NamedTensors): WeightAverage {
    const { engine } = this
    const vector = (name: string) => pack(this.slot(name), tensors)
    const vectors = { parameters: vector(flatNames.parameter), statistics: vector(flatNames.statistic) }
    if (engine.average) return new EngineAverage(engine, settings, vectors)
    return new HostAverage(engine, settings, planOf(plan).hostPrecision, vectors)
  }

  /** The slot of one of the flat vectors. */
  slot(name: string): Slot {
    return slotNamed(this.engine.session.inputs, name)
  }

  /** The steps that loss scaling has skipped since the run's start, and its scale; null in float32. */
  async lossScale(): Promise<{ scale: number; skipped: number } | null> {
    if (!this.isScaled) return null
    const [scale, , skipped] = await this.engine.read(stateNames.lossScale)
    return { scale: scale!, skipped: skipped! }
  }

  private get isScaled(): boolean {
    return this.engine.session.inputs.some(({ name }) => name === stateNames.lossScale)
  }

  /** The run's resulting weights (the average if there is one) as named tensors in declaration order. */
  finalTensors(): Promise<Map<string, FileTensor>> {
    return this.average ? this.averageTensors(this.average) : this.trainedTensors()
  }

  /** Everything that the next step depends on. */
  async checkpointTensors(): Promise<CheckpointState> {
    const optimiser = [flatNames.momentum, ...(this.isScaled ? [stateNames.lossScale] : [])]
    const tensors = await this.trainedTensors()
    for (const name of optimiser)
      for (const [of, tensor] of slotTensors(this.slot(name), await this.engine.read(name))) tensors.set(of, tensor)
    return {
      tensors,
      average: this.average && (await this.averageTensors(this.average)),
    }
  }

  private async trainedTensors(): Promise<Map<string, FileTensor>> {
    const { engine } = this
    return this.named(await engine.read(flatNames.parameter), await engine.read(flatNames.statistic))
  }

  private async averageTensors(average: WeightAverage): Promise<Map<string, FileTensor>> {
    const { parameters, statistics } = await average.read()
    return this.named(parameters, statistics)
  }

  private named(parameters: Float32Array, statistics: Float32Array): Map<string, FileTensor> {
    return new Map([
      ...slotTensors(this.slot(flatNames.parameter), parameters),
      ...slotTensors(this.slot(flatNames.statistic), statistics),
    ])
  }
}
