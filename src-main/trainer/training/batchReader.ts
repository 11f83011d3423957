import { recordBytes, type Dataset, type Split } from '#main/datasets/dataset.ts'

/** Records that are being read: valid once `done` is resolved, until the next but one call of `begin`. */
export interface PendingRecords {
  records: Uint8Array
  /** Undefined: already there. */
  done: Promise<void> | undefined
}

/** Where records of images of `size` px come from; see Dataset.readBatch. */
export interface RecordSource {
  readonly size: number
  readBatch(indices: ArrayLike<number>, into: Uint8Array): Promise<void> | undefined
}

/** The records of one split of a data set. */
export const recordsOf = (dataset: Dataset, split: Split): RecordSource => ({
  size: dataset.info.imageSize,
  readBatch: (indices, into) => dataset.readBatch(split, indices, into),
})

/** Reads batches of records into two buffers in turn, so that one is read while the other is used. */
export class BatchReader {
  private readonly source: RecordSource
  private readonly buffers: [Uint8Array, Uint8Array]
  private next: 0 | 1 = 0

  constructor(source: RecordSource, batch: number) {
    const bytes = batch * recordBytes(source.size)
    this.source = source
    this.buffers = [new Uint8Array(bytes), new Uint8Array(bytes)]
  }

  /** Starts to read the records of `indices`, a whole batch. */
  begin(indices: Int32Array): PendingRecords {
    const records = this.buffers[this.next]
    this.next = this.next === 0 ? 1 : 0
    const done = this.source.readBatch(indices, records)
    // Who stops early never awaits it; who awaits it still gets the error.
    done?.catch(() => undefined)
    return { records, done }
  }
}
