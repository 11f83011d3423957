import type { DatasetInfo } from '#main/datasets/dataset.ts'

type Counts = Pick<DatasetInfo, 'trainCount' | 'testCount' | 'validationCount'>

/** How many images a data set has in which role. */
export function imageCountsText({ trainCount, testCount, validationCount }: Counts): string {
  const validation = validationCount > 0 ? `, ${validationCount} validation` : ''
  return `${trainCount} training${validation} and ${testCount} test images`
}
