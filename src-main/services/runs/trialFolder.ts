import { mkdtempSync } from 'node:fs'
import { basename, join } from 'node:path'
import { removeReleased } from '#main/scheduler/releasing.ts'
import { pilotPrefix } from '#main/scheduler/runFiles.ts'
import { release } from '#main/store/tables/released.ts'
import type { LabContext } from '../labContext.ts'

/** What `act` gives in a new folder of the lab's for a training of which nothing is kept. The folder goes with it. */
export async function inTrialFolder<T>(core: LabContext, act: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(core.folder, pilotPrefix))
  const path = basename(folder)
  // Released at once: a crash leaves it to the next start.
  release(core.db, [path])
  try {
    return await act(folder)
  } finally {
    removeReleased(core, [path])
  }
}
