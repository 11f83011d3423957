import type { ExportedStudy } from '#main/bundles/exportStudy.ts'
import type { LabCore } from './labCore.ts'

/**
 * A study as the bytes of a .regbench file, written in the background from the lab's database; see exportStudy.
 * `weights`: with the weights that are kept. Rejects with LabError.
 */
export function exportBundle(
  { databaseFile, folder, background }: Pick<LabCore, 'databaseFile' | 'folder' | 'background'>,
  studyId: number,
  { weights, signal }: { weights: boolean; signal?: AbortSignal | undefined },
): Promise<ExportedStudy> {
  const request = { file: databaseFile, folder, studyId, weights }
  return background.do('exportStudy', request, { signal })
}
