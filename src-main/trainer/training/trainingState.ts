import { flatNames } from '#shared/lowering/packing.ts'
import { pack, slotNamed, type NamedTensors } from '#shared/lowering/packing.ts'
import type { Slot } from '#shared/lowering/packing.ts'
import { initialState } from '#shared/training/initialState.ts'
import type { CheckpointState } from '../files/checkpoint.ts'
import type { Weights } from './evaluate.ts'
import type { TrainJob } from '../messages.ts'
import type { Stepper } from './stepper.ts'
import { slotTensors, type FileTensor } from '../files/tensorFile.ts'
import { WeightAverage } from './weightAverage.ts'

/** The mutable state of a run: a stepper's parameters, momenta and statistics, and their average if there is one. */
export class TrainingState {
  /** Null if the recipe does not ask for it. */
  readonly average: WeightAverage | null
  private readonly stepper: Stepper

  /** Starts from a checkpoint's tensors or, without one, from the job's seed. */
  constructor(
    stepper: Stepper,
    { network, seed, recipe }: TrainJob,
    checkpoint: { tensors: NamedTensors; average: NamedTensors } | null,
  ) {
    this.stepper = stepper
    stepper.load(checkpoint?.tensors ?? initialState(network, seed, recipe.zeroFinalGamma))
    this.average = recipe.ema ? new WeightAverage(stepper, { ...recipe, ema: recipe.ema }) : null
    if (!checkpoint || !this.average) return
    const { parameters, statistics } = this.average.weights
    ;(parameters.data as Float32Array).set(pack(this.slot(flatNames.parameter), checkpoint.average))
    ;(statistics.data as Float32Array).set(pack(this.slot(flatNames.statistic), checkpoint.average))
  }

  /** The slot of one of the flat vectors. */
  slot(name: string): Slot {
    return slotNamed(this.stepper.session.inputs, name)
  }

  /** The weights being trained; valid until the next step. */
  get plain(): Weights {
    const { stepper } = this
    return { parameters: stepper.tensor(flatNames.parameter), statistics: stepper.tensor(flatNames.statistic) }
  }

  /** The run's resulting weights (the average if there is one) as named tensors in declaration order. */
  finalTensors(): Map<string, FileTensor> {
    return this.named(this.average?.weights ?? this.plain)
  }

  /** Everything that the next step depends on. */
  checkpointTensors(): CheckpointState {
    const momenta = slotTensors(this.slot(flatNames.momentum), this.stepper.data(flatNames.momentum))
    return {
      tensors: new Map([...this.named(this.plain), ...momenta]),
      average: this.average && this.named(this.average.weights),
    }
  }

  private named({ parameters, statistics }: Weights): Map<string, FileTensor> {
    return new Map([
      ...slotTensors(this.slot(flatNames.parameter), parameters.data as Float32Array),
      ...slotTensors(this.slot(flatNames.statistic), statistics.data as Float32Array),
    ])
  }
}
