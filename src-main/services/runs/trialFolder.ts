import { mkdtempSync } from 'node:fs'
import { basename, join } from 'node:path'
import { removeReleased } from '#main/scheduler/releasing.ts'
import { pilotPrefix } from '#main/scheduler/runFiles.ts'
import { release } from '#main/store/tables/released.ts'
import type { LabContext } from '../labContext.ts'

/**
 * Runs `act` in a new folder of the lab, for a training whose results are discarded, and removes the folder afterwards.
 */
export async function inTrialFolder<T>(core: LabContext, act: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(core.folder, pilotPrefix))
  const path = basename(folder)
  // Released at once: after a crash the next start removes it.
  release(core.db, [path])
  try {
    return await act(folder)
  } finally {
    removeReleased(core, [path])
  }
}
