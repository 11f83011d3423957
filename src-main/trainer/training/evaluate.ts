import type { Tensor } from 'onnxruntime-node'
import { flatNames } from '#shared/lowering/packing.ts'
import { lowerGraph } from '#shared/lowering/lowerGraph.ts'
import { slotNamed } from '#shared/lowering/packing.ts'
import type { LoweringPlan } from '#shared/lowering/planTypes.ts'
import type { Slot } from '#shared/lowering/packing.ts'
import type { Network } from '#shared/networks/network.ts'
import { writeBatch, type BatchFormat } from '#shared/training/augmentation.ts'
import { evaluationGraph, stepNames } from '#shared/training/trainingGraph.ts'
import type { Dataset, Split } from '#main/datasets/dataset.ts'
import { BatchReader, recordsOf } from './batchReader.ts'
import { crossEntropyOf, rankOf, type Logits } from './scores.ts'
import type { StepEngine, Weights } from '../engine/stepEngine.ts'
import { zeros, type Session } from '../providers/session.ts'
import { batchFormat } from './trainingBatches.ts'

export interface Evaluation {
  /** Mean cross-entropy, without label smoothing. */
  loss: number
  /** Images whose class is not the top-1 prediction. */
  errors: number
  /** Images whose class is not among the top-5 predictions; null for fewer than five classes. */
  top5Errors: number | null
  count: number
}

/** The images of a data set to evaluate. */
export interface EvaluationImages {
  dataset: Dataset
  split: Split
  indices: Int32Array
  batch: number
}

/** The loaded evaluation graph of a network over fixed images. The last batch is padded; padding is not counted. */
export class Evaluator {
  private readonly session: Session
  private readonly target: EvaluationImages
  private readonly format: BatchFormat
  private readonly images: Tensor
  private readonly fetches: Record<string, Tensor>

  private constructor(session: Session, target: EvaluationImages) {
    this.session = session
    this.target = target
    const images = slotNamed(session.inputs, stepNames.images)
    this.format = batchFormat(target.dataset, images.batchLast)
    this.images = zeros(images.shape)
    this.fetches = { [stepNames.logits]: zeros(slotNamed(session.outputs, stepNames.logits).shape) }
  }

  /** Loads the graph where the weights of an engine are. */
  static async create(
    network: Network,
    plan: LoweringPlan,
    engine: Pick<StepEngine, 'open'>,
    target: EvaluationImages,
  ): Promise<Evaluator> {
    return new Evaluator(
      await engine.open(lowerGraph(evaluationGraph(network, target.batch), plan, 'evaluation')),
      target,
    )
  }

  /** Slots of the flat vectors, shared with a training graph of the same network and plan. */
  get slots(): readonly Slot[] {
    return this.session.inputs
  }

  /**
   * Loss and errors of `weights` over all images. Calls `between` before each batch; it may throw to stop. Tells `see`
   * the logits of each image, at `n` of the batch; `index` is its place in the split.
   */
  async evaluate(
    weights: Weights,
    between: () => Promise<void>,
    see?: (index: number, logits: Logits, n: number) => void,
  ): Promise<Evaluation> {
    const { dataset, split, indices, batch } = this.target
    const reader = new BatchReader(recordsOf(dataset, split), batch)
    const labels = dataset.labels[split]
    const top5 = dataset.info.classNames.length >= 5
    const feeds = {
      [stepNames.images]: this.images,
      [flatNames.parameter]: weights.parameters,
      [flatNames.statistic]: weights.statistics,
    }
    const total: Evaluation = { loss: 0, errors: 0, top5Errors: top5 ? 0 : null, count: indices.length }
    const padded = (first: number) =>
      Int32Array.from({ length: batch }, (_, n) => indices[Math.min(first + n, indices.length - 1)]!)
    let ahead = reader.begin(padded(0))
    for (let first = 0; first < indices.length; first += batch) {
      await between()
      const { records, done } = ahead
      if (done) await done
      if (first + batch < indices.length) ahead = reader.begin(padded(first + batch))
      writeBatch(records, null, this.format, this.images.data as Float32Array)
      await this.session.run(feeds, this.fetches)
      const values = this.fetches[stepNames.logits]!.data as Float32Array
      const logits = { values, batch, batchLast: this.format.layout === 'CHWN' }
      for (let n = 0; n < Math.min(batch, indices.length - first); n++) {
        const label = labels[indices[first + n]!]!
        const rank = rankOf(logits, n, label)
        total.loss += crossEntropyOf(logits, n, label)
        if (rank >= 1) total.errors++
        if (total.top5Errors !== null && rank >= 5) total.top5Errors++
        see?.(indices[first + n]!, logits, n)
      }
    }
    total.loss /= indices.length
    return total
  }

  release(): Promise<void> {
    return this.session.release()
  }
}
