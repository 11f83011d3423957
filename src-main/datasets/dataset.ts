import { SentenceError, type Sentence } from '#shared/sentences/sentence.ts'

/**
 * The parts of a data set, in the order in which they are stored and measured. Where it has no validation images of its
 * own, that part is empty, and they are held out of `train`; see divide.
 */
export const splits = ['train', 'test', 'validation'] as const
export type Split = (typeof splits)[number]

/** Something of each part. */
export type PerSplit<T> = Record<Split, T>
/** Something of each part of a data set that may have no validation images of its own. */
export type Parts<T> = Record<NeededSplit, T> & { validation?: T }
/** The parts that every data set has. */
export type NeededSplit = Exclude<Split, 'validation'>

/** `of` each part. */
export const perSplit = <T>(of: (split: Split) => T): PerSplit<T> => ({
  train: of('train'),
  test: of('test'),
  validation: of('validation'),
})

/** A file that is not part of the data set, and why. */
export interface SkippedFile {
  file: string
  reason: Sentence
}

export interface DatasetInfo {
  /** Kind and first digits of the hash: equal for equal content. */
  id: string
  name: string
  classNames: string[]
  /** Side of the square images, pixels. */
  imageSize: number
  trainCount: number
  testCount: number
  /** Validation images of its own; 0: they are held out of those to train on. */
  validationCount: number
  /** Per channel over all training pixels, on the scale 0..1. */
  mean: [number, number, number]
  /** Standard deviation per channel over all training pixels, on the scale 0..1; 1 for a constant channel. */
  std: [number, number, number]
  /** SHA-256 (hex) of image size, records and labels; neither names, paths nor the way of storing count. */
  hash: string
  skipped: SkippedFile[]
  /** What else is to be told: images that no part of it is made of, classes without images. */
  notes: Sentence[]
}

/** An opened data set. An image is a record: uint8, planar [3, imageSize, imageSize], RGB; grey is repeated. */
export interface Dataset {
  readonly info: DatasetInfo
  /** What it is called in a sentence; see nameInSentences. */
  readonly called: string | Sentence
  /** Class of every record, 0 <= label < classNames.length. */
  readonly labels: Readonly<PerSplit<Uint16Array>>
  /**
   * Fills `into` with the records of `indices`, one after another. Returns undefined when that is done; a promise only
   * for folders too large for the cache, whose images are decoded now (on libuv's threads, so a batch asked for ahead
   * of its use is decoded while the caller computes). `into` is the caller's and must stay untouched until then.
   */
  readBatch(split: Split, indices: ArrayLike<number>, into: Uint8Array): Promise<void> | undefined
  /** Training images for random resized crops, where they are kept larger and whole. */
  readonly whole?: WholeImages
  /** Frees files and memory; the data set is not read afterwards. */
  close(): void
}

/** Whole training images, squeezed into squares: records of `size` px that need not be as their images are cut. */
export interface WholeImages {
  readonly size: number
  /** Width over height of each image before it was squeezed. */
  readonly aspects: ArrayLike<number>
  /** As Dataset.readBatch, of training images. */
  readBatch(indices: ArrayLike<number>, into: Uint8Array): Promise<void> | undefined
}

/** What opening a data set may use; everything is optional. */
export interface OpenEnvironment {
  /** Folder for decoded images; without it they are kept in memory. */
  cacheDir?: string
  /** Decoded images beyond this many bytes are decoded again for each batch instead. Default 2 GiB. */
  cacheLimitBytes?: number
  /** Called while images are decoded for the first time. */
  onProgress?: (done: number, total: number) => void
}

/** A data set cannot be used as it is: file, value, remedy. */
export class DatasetError extends SentenceError {
  override name = 'DatasetError'
}

/** Bytes of one record. */
export const recordBytes = (imageSize: number): number => 3 * imageSize * imageSize
