import type { DatasetKind, DatasetSpec } from './datasetSpec.ts'

/** The key of the kinds of data sets that have images of any size. */
const sizeKey: Partial<Record<string, 'imageSize' | 'resize'>> = {
  ...{ synthetic: 'imageSize', imageFolder: 'imageSize', idx: 'resize' },
} satisfies Partial<Record<DatasetKind, 'imageSize' | 'resize'>>

/** The image size as a key of a data set's kind; empty if its images have one size. */
export const sizeKeys = (kind: string, imageSize: number): Record<string, number> => {
  const key = sizeKey[kind]
  return key ? { [key]: imageSize } : {}
}

/** The data set with images of `imageSize`, if it has them in any size. */
export const atImageSize = (dataset: DatasetSpec, imageSize: number): DatasetSpec => ({
  ...dataset,
  ...sizeKeys(dataset.kind, imageSize),
})
