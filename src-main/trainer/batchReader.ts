import { recordBytes, type Dataset, type Split } from '#main/datasets/dataset.ts'

/** Records that are being read: valid once `done` is resolved, until the next but one call of `begin`. */
export interface PendingRecords {
  records: Uint8Array
  /** Undefined: already there. */
  done: Promise<void> | undefined
}

/** Reads batches of records into two buffers in turn, so that one is read while the other is used. */
export class BatchReader {
  private readonly dataset: Dataset
  private readonly split: Split
  private readonly buffers: [Uint8Array, Uint8Array]
  private next: 0 | 1 = 0

  constructor(dataset: Dataset, split: Split, batch: number) {
    const bytes = batch * recordBytes(dataset.info.imageSize)
    this.dataset = dataset
    this.split = split
    this.buffers = [new Uint8Array(bytes), new Uint8Array(bytes)]
  }

  /** Starts to read the records of `indices`, a whole batch. */
  begin(indices: Int32Array): PendingRecords {
    const records = this.buffers[this.next]
    this.next = this.next === 0 ? 1 : 0
    const done = this.dataset.readBatch(this.split, indices, records)
    // Who stops early never awaits it; who awaits it still gets the error.
    done?.catch(() => undefined)
    return { records, done }
  }
}
