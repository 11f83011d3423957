import type { DatasetInfo } from '#main/datasets/dataset.ts'

type Counts = Pick<DatasetInfo, 'trainCount' | 'testCount' | 'validationCount'>

/** The numbers of a data set's images by role. */
export function imageCountsText({ trainCount, testCount, validationCount }: Counts): string {
  const validation = validationCount > 0 ? `, ${validationCount} validation` : ''
  return `${trainCount} training${validation} and ${testCount} test images`
}
