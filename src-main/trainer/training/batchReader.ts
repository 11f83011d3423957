import { recordBytes, type Dataset, type Split } from '#main/datasets/dataset.ts'

/** Records being read: valid once `done` resolves, until the second next call of `begin`. */
export interface PendingRecords {
  records: Uint8Array
  /** Undefined if already read. */
  done: Promise<void> | undefined
}

/** A source of records of images with `size` pixels per side; see Dataset.readBatch. */
export interface RecordSource {
  readonly size: number
  readBatch(indices: ArrayLike<number>, into: Uint8Array): Promise<void> | undefined
}

/** The records of one split of a data set. */
export const recordsOf = (dataset: Dataset, split: Split): RecordSource => ({
  size: dataset.info.imageSize,
  readBatch: (indices, into) => dataset.readBatch(split, indices, into),
})

/** Reads batches of records into two alternating buffers, so that one is read while the other is used. */
export class BatchReader {
  private readonly source: RecordSource
  private readonly buffers: [Uint8Array, Uint8Array]
  private next: 0 | 1 = 0

  constructor(source: RecordSource, batch: number) {
    const bytes = batch * recordBytes(source.size)
    this.source = source
    this.buffers = [new Uint8Array(bytes), new Uint8Array(bytes)]
  }

  /** Starts reading the records of `indices`, a full batch. */
  begin(indices: Int32Array): PendingRecords {
    const records = this.buffers[this.next]
    this.next = this.next === 0 ? 1 : 0
    const done = this.source.readBatch(indices, records)
    // Prevents an unhandled rejection if training stops early; awaiting `done` still throws.
    done?.catch(() => undefined)
    return { records, done }
  }
}
