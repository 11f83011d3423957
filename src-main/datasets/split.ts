import { permutation, stream } from '#shared/random/stream.ts'
import type { Dataset, Split } from './dataset.ts'

/** The images that runs train on, and those that errors are measured on. */
export interface Division {
  /** Indices of training images, ascending. */
  train: Int32Array
  measured: { split: Split; indices: Int32Array }
}

/** The part of a recipe that determines which training images are held out. */
interface HeldOut {
  share: number
  splitSeed: number
}

/**
 * The division for training: errors are measured on the data set's own validation images or, without any, on those that
 * the recipe holds out.
 */
export function divide({ labels }: Pick<Dataset, 'labels'>, { share, splitSeed }: HeldOut): Division {
  if (labels.validation.length > 0) {
    const all = (split: Split) => Int32Array.from(labels[split].keys())
    return { train: all('train'), measured: { split: 'validation', indices: all('validation') } }
  }
  const { train, validation } = splitTraining(labels.train, share, splitSeed)
  return { train, measured: { split: 'train', indices: validation } }
}

export interface TrainingSplit {
  train: Int32Array
  validation: Int32Array
}

/**
 * The training indices, ascending, divided into training and validation images. Stratified: each class contributes
 * `validationShare` of its images (0 <= share < 1), rounded so that the total is the nearest integer (largest
 * remainders, ties to the lower class), and keeps at least one. The choice is a function of (seed, class); a larger
 * share is a superset of a smaller one. Throws RangeError for an invalid share.
 */
export function splitTraining(labels: Uint16Array, validationShare: number, seed: number): TrainingSplit {
  if (!(validationShare >= 0 && validationShare < 1))
    throw new RangeError(`invalid validationShare: ${validationShare} (at least 0 and below 1)`)
  const members: number[][] = []
  labels.forEach((label, index) => (members[label] ??= []).push(index))
  const classes = members.flatMap((indices, label) => {
    const exact = indices.length * validationShare
    return [{ label, indices, held: Math.floor(exact), remainder: exact - Math.floor(exact) }]
  })
  let missing = Math.round(labels.length * validationShare) - classes.reduce((sum, { held }) => sum + held, 0)
  for (const entry of [...classes].sort((a, b) => b.remainder - a.remainder || a.label - b.label)) {
    if (missing <= 0) break
    entry.held++
    missing--
  }
  const heldOut = new Uint8Array(labels.length)
  for (const { label, indices, held } of classes) {
    const order = permutation(indices.length, stream(seed, 'split', label))
    for (const position of order.subarray(0, Math.min(held, indices.length - 1))) heldOut[indices[position]!] = 1
  }
  const all = Int32Array.from(labels.keys())
  return { train: all.filter((i) => heldOut[i] === 0), validation: all.filter((i) => heldOut[i] === 1) }
}
