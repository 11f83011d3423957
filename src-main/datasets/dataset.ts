import { SentenceError, type Sentence } from '#shared/sentences/sentence.ts'

/**
 * The parts of a data set, in the order in which they are stored and hashed. The validation part is empty if the data
 * set has none of its own; validation images are then held out of `train` (see divide).
 */
export const splits = ['train', 'test', 'validation'] as const
export type Split = (typeof splits)[number]

/** One value per part. */
export type PerSplit<T> = Record<Split, T>
/** One value per part of a data set that may lack its own validation images. */
export type Parts<T> = Record<NeededSplit, T> & { validation?: T }
/** The parts that every data set has. */
export type NeededSplit = Exclude<Split, 'validation'>

/** Builds a value for each part with `of`. */
export const perSplit = <T>(of: (split: Split) => T): PerSplit<T> => ({
  train: of('train'),
  test: of('test'),
  validation: of('validation'),
})

/** A skipped file and the reason. */
export interface SkippedFile {
  file: string
  reason: Sentence
}

export interface DatasetInfo {
  /** Kind and first digits of the hash; equal for equal content. */
  id: string
  name: string
  classNames: string[]
  /** Side of the square images in pixels. */
  imageSize: number
  trainCount: number
  testCount: number
  /** Number of its own validation images; 0: they are held out of the training images. */
  validationCount: number
  /** Mean per channel over all training pixels, on the 0..1 scale. */
  mean: [number, number, number]
  /** Standard deviation per channel over all training pixels, on the 0..1 scale; 1 for a constant channel. */
  std: [number, number, number]
  /** SHA-256 (hex) of image size, records and labels; independent of names, paths and storage format. */
  hash: string
  skipped: SkippedFile[]
  /** Other remarks: images that were not used, classes without images. */
  notes: Sentence[]
}

/**
 * An opened data set. Each image is a record: uint8, planar [3, imageSize, imageSize], RGB; grey images repeat their
 * channel.
 */
export interface Dataset {
  readonly info: DatasetInfo
  /** The data set's name within a sentence; see nameInSentences. */
  readonly called: string | Sentence
  /** Class of every record, 0 <= label < classNames.length. */
  readonly labels: Readonly<PerSplit<Uint16Array>>
  /**
   * Fills `into` with the records at `indices`, one after another. Returns undefined if done synchronously, and a
   * promise only for folders too large for the cache, whose images are decoded on demand (on libuv's threads, so a
   * batch can be decoded while the caller computes). The caller must leave `into` untouched until then.
   */
  readBatch(split: Split, indices: ArrayLike<number>, into: Uint8Array): Promise<void> | undefined
  /** Where the file of an image is; absent if the images have none of their own. */
  fileOf?(split: Split, index: number): string
  /** Training images kept larger and uncropped, for random resized crops. */
  readonly whole?: WholeImages
  /** Frees files and memory; do not read afterwards. */
  close(): void
}

/** Uncropped training images, squeezed into squares: records of `size` pixels, which may differ from the image size. */
export interface WholeImages {
  readonly size: number
  /** Aspect (width over height) of each image before squeezing. */
  readonly aspects: ArrayLike<number>
  /** As Dataset.readBatch, for training images. */
  readBatch(indices: ArrayLike<number>, into: Uint8Array): Promise<void> | undefined
}

/** Optional resources for opening a data set. */
export interface OpenEnvironment {
  /** Cache folder for decoded images; without it they stay in memory. */
  cacheDir?: string
  /** Above this many bytes, decoded images are not kept but decoded for each batch. Default 2 GiB. */
  cacheLimitBytes?: number
  /** Called while images are decoded for the first time. */
  onProgress?: (done: number, total: number) => void
}

/** A data set cannot be used as it is; the message names file, value and remedy. */
export class DatasetError extends SentenceError {
  override name = 'DatasetError'
}

/** Bytes of one record. */
export const recordBytes = (imageSize: number): number => 3 * imageSize * imageSize
