import type { ExportedStudy } from '#main/bundles/exportStudy.ts'
import { listPopulations } from '#main/store/tables/populations.ts'
import { seekDraws } from '../populations/draws.ts'
import type { LabContext } from '../labContext.ts'

/**
 * A study as the bytes of a .regbench file, written in the background from the lab's database; see exportStudy.
 * `weights`: whether to include the weights kept. Rejects with LabError.
 */
export async function exportBundle(
  core: Pick<LabContext, 'db' | 'databaseFile' | 'folder' | 'jobs' | 'health'>,
  studyId: number,
  { weights, signal }: { weights: boolean; signal?: AbortSignal | undefined },
): Promise<ExportedStudy> {
  const { db, databaseFile, folder, jobs } = core
  await seekDraws(
    core,
    listPopulations(db, studyId).map(({ id }) => id),
  )
  const request = { file: databaseFile, folder, studyId, weights }
  return jobs.run('exportStudy', request, { signal })
}
