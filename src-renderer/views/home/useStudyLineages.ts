import { shallowReactive, watch } from 'vue'
import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'
import type { StudySummary } from '#shared/contract/studies.ts'
import { lineageSides } from '#shared/refinement/comparison/sides.ts'
import { speaks } from '#renderer/lib/populations/speaks.ts'
import { useLabClient } from '#renderer/lab/useLabClient.ts'
import { useOutlines } from '#renderer/stores/runs.ts'
import { lineageOf, type SpaceOverview } from './studyOverview.ts'

interface Parts {
  changedAt: number
  spaces: StudySpace[]
  populations: PopulationSummary[]
}

/**
 * The lineages of studies with the errors of their spaces; each is read when first listed and again when the study
 * changes.
 */
export function useStudyLineages(studies: () => readonly StudySummary[]) {
  const lab = useLabClient()
  const outlines = useOutlines()
  const parts = shallowReactive(new Map<number, Parts>())

  async function read({ id, changedAt }: StudySummary): Promise<void> {
    const [spaces, populations] = await Promise.all([
      lab.spaces.list({ studyId: id }),
      lab.populations.list({ studyId: id }),
    ])
    parts.set(id, { changedAt, spaces, populations })
    const known = lineageSides(spaces, populations).flatMap((side) => side.populations)
    await outlines.load(known.filter(speaks).map((population) => population.id))
  }
  async function readAll(list: readonly StudySummary[]): Promise<void> {
    // Sequentially, so that the studies at the top are ready first.
    for (const study of list) {
      if (parts.get(study.id)?.changedAt !== study.changedAt) await read(study)
    }
  }
  // A row without its lineage still opens its study; the next change reads it again.
  watch(studies, (list) => void readAll(list).catch(() => undefined), { immediate: true })

  const lineage = (studyId: number): SpaceOverview[] => {
    const known = parts.get(studyId)
    return known ? lineageOf(known.spaces, known.populations, (id) => outlines.of(id).rows) : []
  }
  return { lineage }
}
