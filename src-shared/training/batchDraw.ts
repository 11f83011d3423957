import type { Placement } from './augmentation.ts'
import type { Mixup } from './mixup.ts'

/** Everything drawn for one training batch: enough to make it anywhere with the same bits. */
export interface BatchDraw {
  epoch: number
  step: number
  /** Positions of the images among those trained on. */
  positions: Int32Array
  /** Class of each image. */
  labels: Int32Array
  placements: readonly Placement[]
  /** Null if the recipe mixes no images. */
  mixup: Mixup | null
}

/** The label against which each image is judged: its own or, if mixed, that of its larger part. */
export function judgedLabels({ labels, mixup }: BatchDraw): Int32Array {
  return mixup === null || mixup.share >= 0.5 ? labels : mixup.partners.map((partner) => labels[partner]!)
}

/** Targets [N, classes] of images that belong to one class each. */
export function oneHot(labels: ArrayLike<number>, classes: number): Float32Array {
  const targets = new Float32Array(labels.length * classes)
  for (let n = 0; n < labels.length; n++) targets[n * classes + labels[n]!] = 1
  return targets
}

/** Fills `targets`, [N, classes] or, with `batchLast`, [classes, N], with the share of each class in each image. */
export function writeTargets({ labels, mixup }: BatchDraw, targets: Float32Array, batchLast: boolean): void {
  const batch = labels.length
  const classes = targets.length / batch
  const at = (n: number, label: number) => (batchLast ? label * batch + n : n * classes + label)
  targets.fill(0)
  for (let n = 0; n < batch; n++) {
    const own = labels[n]!
    if (mixup === null) targets[at(n, own)] = 1
    else {
      targets[at(n, own)]! += mixup.share
      targets[at(n, labels[mixup.partners[n]!]!)]! += mixup.rest
    }
  }
}
