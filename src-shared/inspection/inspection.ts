/** How many images of one class a network took for one class, at least one. */
export interface ConfusionCell {
  /** Index of the true class. */
  label: number
  /** Index of the class that the network chose. */
  predicted: number
  count: number
}

/** An image with what a network made of it. */
export interface JudgedImage {
  /** Its position in its part of the data set. */
  index: number
  /** Index of the true class. */
  label: number
  /** Index of the most probable class; of equals, the first. */
  predicted: number
  /** Probability of that class, from 0 to 1. */
  probability: number
  /** Probability of the true class, from 0 to 1. */
  labelProbability: number
  /** Cross-entropy in nats, without label smoothing: -ln(labelProbability). */
  loss: number
  /** The file it is in; null if it has none of its own. */
  file: string | null
}

/** The most images that an inspection is kept with, and the longest side of their pictures in pixels. */
export const keptPictures = { count: 32, side: 96 } as const

/** What a trained network does on the images that its error was measured on. */
export interface Inspection {
  classNames: readonly string[]
  /** The part of the data set that holds the images. */
  split: 'train' | 'test' | 'validation'
  /** Number of images. */
  count: number
  /** Images whose class is not the network's first choice. */
  errors: number
  /** The errors that the training recorded. */
  recordedErrors: number
  /** Mean cross-entropy over all images, in nats. */
  loss: number
  /** The cells of the confusion matrix that are not zero, by label and then by predicted class. */
  confusion: readonly ConfusionCell[]
  /** The images with the highest losses, highest first; of equals, in the order of the images. */
  worst: readonly JudgedImage[]
}

/** An inspection with small pictures of its worst images. */
export interface PicturedInspection extends Inspection {
  /** Side of the pictures in pixels, at most `keptPictures.side`. */
  imageSize: number
  /** One after another: uint8 RGB, planar, `imageSize` squared. */
  pixels: Uint8Array
}
