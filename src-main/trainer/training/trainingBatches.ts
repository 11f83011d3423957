import { permutation, stream } from '#shared/random/stream.ts'
import { drawAugmentation, writeBatch, type BatchFormat } from '#shared/training/augmentation.ts'
import { writeTargets, type BatchDraw } from '#shared/training/batchDraw.ts'
import { batchesPerEpoch } from '#shared/training/epochImages.ts'
import type { HostPrecision } from '#shared/training/hostPrecision.ts'
import { applyMixup, drawMixup } from '#shared/training/mixup.ts'
import type { LoweringPlan } from '#shared/lowering/planTypes.ts'
import type { Recipe } from '#shared/training/recipe.ts'
import type { Dataset, WholeImages } from '#main/datasets/dataset.ts'
import { BatchReader, recordsOf, type PendingRecords } from './batchReader.ts'

/** How a data set's images are laid out in a plan's tensors. */
export function batchFormat({ info }: Dataset, batchLast: boolean): BatchFormat {
  const { imageSize, mean, std } = info
  return { imageSize, mean, std, layout: batchLast ? 'CHWN' : 'NCHW' }
}

interface Ahead extends PendingRecords {
  epoch: number
  step: number
}

/**
 * The batches of a run. Batch (epoch, step) is a function of the seed and those two numbers, so a run can resume
 * anywhere.
 */
export class TrainingBatches {
  readonly stepsPerEpoch: number
  private readonly dataset: Dataset
  private readonly recipe: Recipe
  private readonly seed: number
  private readonly train: Int32Array
  private readonly whole: WholeImages | undefined
  private readonly reader: BatchReader
  private readonly format: BatchFormat
  private readonly precision: HostPrecision
  private readonly scratch: Float32Array
  private order: { epoch: number; positions: Int32Array } | undefined
  private ahead: Ahead | undefined

  /** `train`: indices of the training split. Throws ValueError; see batchesPerEpoch. */
  constructor(
    dataset: Dataset,
    train: Int32Array,
    recipe: Recipe,
    seed: number,
    { layout, hostPrecision }: Pick<LoweringPlan, 'layout' | 'hostPrecision'>,
  ) {
    const { batchSize, mixupAlpha } = recipe
    this.dataset = dataset
    this.recipe = recipe
    this.seed = seed
    this.train = train
    this.stepsPerEpoch = batchesPerEpoch(recipe, train.length, dataset.called)
    // Random resized crops use uncropped images, if there are any.
    this.whole = recipe.augmentation.randomResizedCrop ? dataset.whole : undefined
    this.reader = new BatchReader(this.whole ?? recordsOf(dataset, 'train'), batchSize)
    this.format = { ...batchFormat(dataset, layout.batchLast), ...(this.whole && { recordSize: this.whole.size }) }
    this.precision = hostPrecision
    this.scratch = new Float32Array(mixupAlpha > 0 ? batchSize * 3 * dataset.info.imageSize ** 2 : 0)
  }

  /** Draws batch (epoch, step), without reading an image. */
  draw(epoch: number, step: number): BatchDraw {
    const { batchSize, augmentation, mixupAlpha } = this.recipe
    const positions = this.positions(epoch, step)
    const indices = this.indices(positions)
    const { imageSize, recordSize = imageSize } = this.format
    return {
      ...{ epoch, step, positions },
      labels: Int32Array.from(indices, (index) => this.dataset.labels.train[index]!),
      placements: Array.from(indices, (index, n) => {
        const random = stream(this.seed, 'augmentation', epoch, step * batchSize + n)
        return drawAugmentation(augmentation, recordSize, random, this.whole?.aspects[index])
      }),
      mixup:
        mixupAlpha > 0
          ? drawMixup(mixupAlpha, batchSize, stream(this.seed, 'mixup', epoch, step), this.precision)
          : null,
    }
  }

  /** Fills `images` and `targets` [N, classes] with a batch, in the plan's layout, while reading the next one. */
  async write(draw: BatchDraw, images: Float32Array, targets: Float32Array): Promise<void> {
    await this.writeImages(draw, images)
    const batchLast = this.format.layout === 'CHWN'
    if (draw.mixup) applyMixup(images, this.recipe.batchSize, batchLast, draw.mixup, this.scratch)
    writeTargets(draw, targets, batchLast)
  }

  /** Fills `images` with a batch, augmented but not mixed. */
  async writeImages(draw: BatchDraw, images: Float32Array): Promise<void> {
    const { records, done } = this.take(draw)
    if (done) await done
    writeBatch(records, draw.placements, this.format, images)
  }

  /** The records of a batch, usually already being read; starts reading those of the next step. */
  private take({ epoch, step, positions }: BatchDraw): PendingRecords {
    const taken = this.ahead?.epoch === epoch && this.ahead.step === step ? this.ahead : this.begin(positions)
    this.ahead =
      step + 1 < this.stepsPerEpoch
        ? { epoch, step: step + 1, ...this.begin(this.positions(epoch, step + 1)) }
        : undefined
    return taken
  }

  private begin(positions: Int32Array): PendingRecords {
    return this.reader.begin(this.indices(positions))
  }

  /** Indices in the data set of images at `positions` among those trained on. */
  private indices(positions: Int32Array): Int32Array {
    return positions.map((position) => this.train[position]!)
  }

  private positions(epoch: number, step: number): Int32Array {
    if (this.order?.epoch !== epoch) {
      this.order = { epoch, positions: permutation(this.train.length, stream(this.seed, 'order', epoch)) }
    }
    const { batchSize } = this.recipe
    return this.order.positions.subarray(step * batchSize, (step + 1) * batchSize)
  }
}
