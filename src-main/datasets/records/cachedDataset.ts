import { recordBytes, type Dataset, type PerSplit, type Split } from '../dataset.ts'
import type { CheckedRecords, Records } from './records.ts'

/** Fills the entries `positions` of a batch; see Dataset.readBatch. */
export type Mend = (
  split: Split,
  indices: ArrayLike<number>,
  into: Uint8Array,
  positions: readonly number[],
) => Promise<void>

/** `dataset` with its records read from a cache in the order of `splits`; `mend` replaces records damaged since. */
export function cachedDataset(dataset: Dataset, records: CheckedRecords, mend: Mend): Dataset {
  const size = recordBytes(dataset.info.imageSize)
  const { train, test } = dataset.labels
  const first: PerSplit<number> = { train: 0, test: train.length, validation: train.length + test.length }
  return {
    ...dataset,
    readBatch(split, indices, into) {
      const damaged: number[] = []
      for (let i = 0; i < indices.length; i++) {
        if (!records.read(first[split] + indices[i]!, into.subarray(i * size, (i + 1) * size))) damaged.push(i)
      }
      return damaged.length === 0 ? undefined : mend(split, indices, into, damaged)
    },
    close() {
      dataset.close()
      records.close()
    },
  }
}

/** Placeholder for records that are read by other means. */
export const unreadRecords = (count: number): Records => ({
  count,
  read: () => undefined,
  close: () => undefined,
})
