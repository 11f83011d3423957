import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { trialPrefix } from './owned.ts'
import { removeOwned } from './removeOwned.ts'

/** A new folder of the system's for temporary files, which the system takes away one day. */
export const newTrialFolder = (): string => mkdtempSync(join(tmpdir(), trialPrefix))

/** What `act` gives in a new folder of the system's for temporary files, which goes afterwards. */
export async function inTemporaryFolder<T>(act: (folder: string) => Promise<T>): Promise<T> {
  const folder = newTrialFolder()
  try {
    return await act(folder)
  } finally {
    removeOwned('temporary', tmpdir(), basename(folder))
  }
}
