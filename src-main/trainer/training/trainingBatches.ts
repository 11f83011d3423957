import { permutation, stream } from '#shared/random/stream.ts'
import { drawAugmentation, writeBatch, type BatchFormat, type Placement } from '#shared/training/augmentation.ts'
import { batchesPerEpoch } from '#shared/training/epochImages.ts'
import { applyMixup, drawMixup } from '#shared/training/mixup.ts'
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
  indices: Int32Array
}

/**
 * The batches of a run. Batch (epoch, step) is a function of the seed and those two numbers, so a run can resume
 * anywhere.
 */
export class TrainingBatches {
  readonly stepsPerEpoch: number
  /** Label against which each image of the current batch is judged: its own or, with mixup, that of its larger part. */
  readonly labels: Int32Array
  private readonly dataset: Dataset
  private readonly recipe: Recipe
  private readonly seed: number
  private readonly train: Int32Array
  private readonly whole: WholeImages | undefined
  private readonly reader: BatchReader
  private readonly format: BatchFormat
  private readonly placements: Placement[]
  private readonly scratch: Float32Array
  private order: { epoch: number; positions: Int32Array } | undefined
  private ahead: Ahead | undefined

  /** `train`: indices of the training split. Throws ValueError; see batchesPerEpoch. */
  constructor(dataset: Dataset, train: Int32Array, recipe: Recipe, seed: number, batchLast: boolean) {
    const { batchSize, mixupAlpha } = recipe
    this.dataset = dataset
    this.recipe = recipe
    this.seed = seed
    this.train = train
    this.stepsPerEpoch = batchesPerEpoch(recipe, train.length, dataset.called)
    this.labels = new Int32Array(batchSize)
    // Random resized crops use uncropped images, if there are any.
    this.whole = recipe.augmentation.randomResizedCrop ? dataset.whole : undefined
    this.reader = new BatchReader(this.whole ?? recordsOf(dataset, 'train'), batchSize)
    this.format = { ...batchFormat(dataset, batchLast), ...(this.whole && { recordSize: this.whole.size }) }
    this.placements = new Array<Placement>(batchSize)
    this.scratch = new Float32Array(mixupAlpha > 0 ? batchSize * 3 * dataset.info.imageSize ** 2 : 0)
  }

  /**
   * Fills `images` and `targets` [N, classes] with batch (epoch, step), in the plan's layout, while reading batch
   * (epoch, step + 1).
   */
  async write(epoch: number, step: number, images: Float32Array, targets: Float32Array): Promise<void> {
    const indices = await this.writeImages(epoch, step, images)
    const { batchSize, mixupAlpha } = this.recipe
    const labels = this.dataset.labels.train
    const batchLast = this.format.layout === 'CHWN'
    const classes = targets.length / batchSize
    const target = (n: number, label: number) => (batchLast ? label * batchSize + n : n * classes + label)
    targets.fill(0)
    if (mixupAlpha === 0) {
      for (let n = 0; n < batchSize; n++) {
        const label = labels[indices[n]!]!
        this.labels[n] = label
        targets[target(n, label)] = 1
      }
      return
    }
    const mixup = drawMixup(mixupAlpha, batchSize, stream(this.seed, 'mixup', epoch, step))
    applyMixup(images, batchSize, batchLast, mixup, this.scratch)
    for (let n = 0; n < batchSize; n++) {
      const own = labels[indices[n]!]!
      const partner = labels[indices[mixup.partners[n]!]!]!
      this.labels[n] = mixup.share >= 0.5 ? own : partner
      targets[target(n, own)]! += mixup.share
      targets[target(n, partner)]! += 1 - mixup.share
    }
  }

  /** Fills `images` with batch (epoch, step), augmented but not mixed, and returns the image indices. */
  async writeImages(epoch: number, step: number, images: Float32Array): Promise<Int32Array> {
    const { records, done, indices } = this.take(epoch, step)
    if (done) await done
    const { imageSize, recordSize = imageSize } = this.format
    const { batchSize, augmentation } = this.recipe
    for (let n = 0; n < batchSize; n++) {
      const random = stream(this.seed, 'augmentation', epoch, step * batchSize + n)
      this.placements[n] = drawAugmentation(augmentation, recordSize, random, this.whole?.aspects[indices[n]!])
    }
    writeBatch(records, this.placements, this.format, images)
    return indices
  }

  /** The records of (epoch, step), usually already being read; starts reading those of the next step. */
  private take(epoch: number, step: number): Ahead {
    const taken = this.ahead?.epoch === epoch && this.ahead.step === step ? this.ahead : this.begin(epoch, step)
    this.ahead = step + 1 < this.stepsPerEpoch ? this.begin(epoch, step + 1) : undefined
    return taken
  }

  private begin(epoch: number, step: number): Ahead {
    if (this.order?.epoch !== epoch) {
      this.order = { epoch, positions: permutation(this.train.length, stream(this.seed, 'order', epoch)) }
    }
    const { batchSize } = this.recipe
    const first = step * batchSize
    const indices = this.order.positions.subarray(first, first + batchSize).map((position) => this.train[position]!)
    return { epoch, step, indices, ...this.reader.begin(indices) }
  }
}
