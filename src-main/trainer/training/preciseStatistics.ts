import type { Tensor } from 'onnxruntime-node'
import { flatNames } from '#shared/lowering/packing.ts'
import { lowerGraph } from '#shared/lowering/lowerGraph.ts'
import { slotNamed } from '#shared/lowering/packing.ts'
import type { LoweringPlan } from '#shared/lowering/planTypes.ts'
import type { Slot } from '#shared/lowering/packing.ts'
import type { Network } from '#shared/networks/network.ts'
import { batchStatisticsGraph, stepNames } from '#shared/training/trainingGraph.ts'
import type { StepEngine } from '../engine/stepEngine.ts'
import type { Bindable } from '../native/tensors.ts'
import { zeros, type Session } from '../providers/session.ts'

/**
 * Precise batch normalisation, as in pycls: with fixed weights, each running mean becomes the mean of batch means and
 * each running variance the mean of unbiased batch variances.
 */
export class PreciseStatistics {
  private readonly session: Session
  private readonly images: Tensor
  private readonly fetches: Record<string, Tensor>

  private constructor(session: Session) {
    this.session = session
    this.images = zeros(slotNamed(session.inputs, stepNames.images).shape)
    this.fetches = Object.fromEntries(session.outputs.map(({ name, shape }) => [name, zeros(shape)]))
  }

  /** Loads the graph where the weights of an engine are. */
  static async create(
    network: Network,
    batch: number,
    plan: LoweringPlan,
    engine: Pick<StepEngine, 'open'>,
  ): Promise<PreciseStatistics> {
    return new PreciseStatistics(
      await engine.open(lowerGraph(batchStatisticsGraph(network, batch), plan, 'batch statistics')),
    )
  }

  /**
   * The statistics of a network with these parameters over `batches` batches written by `fill`: a flat vector of these
   * parts. If `fill` throws, so does this.
   */
  async compute(
    parameters: Bindable,
    { shape: [length], parts }: Slot,
    batches: number,
    fill: (batch: number, images: Float32Array) => Promise<void>,
  ): Promise<Float32Array> {
    const sums = new Float64Array(length!)
    const feeds = { [stepNames.images]: this.images, [flatNames.parameter]: parameters }
    for (let batch = 0; batch < batches; batch++) {
      await fill(batch, this.images.data as Float32Array)
      await this.session.run(feeds, this.fetches)
      for (const { name, offset } of parts) {
        const values = this.fetches[name]!.data as Float32Array
        for (let i = 0; i < values.length; i++) sums[offset + i]! += values[i]!
      }
    }
    return Float32Array.from(sums, (sum) => sum / batches)
  }

  release(): Promise<void> {
    return this.session.release()
  }
}
