import { computed } from 'vue'
import type { KnownDataset } from '#shared/contract/datasets.ts'
import type { StudyPlan } from '#shared/contract/studies.ts'

/** Number of classes of the built-in images; other data sets report theirs. */
const builtInClasses = 10

/** What the folder of a plan's data set was found to hold, if it is known, and its number of classes. */
export function usePlanContents(datasets: () => readonly KnownDataset[], plan: () => StudyPlan) {
  const contents = computed(() => {
    const { dataset } = plan()
    const isOf = ({ spec }: KnownDataset) => 'folder' in spec && 'folder' in dataset && spec.folder === dataset.folder
    return datasets().find(isOf)?.contents
  })
  const classes = computed(() => contents.value?.classNames.length ?? builtInClasses)
  return { contents, classes }
}
