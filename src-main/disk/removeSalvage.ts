import { readdirSync, rmdirSync, unlinkSync } from 'node:fs'
import { basename, join } from 'node:path'

/** What the names of folders begin with in which readable copies of damaged databases are made; see mkdtemp. */
export const salvagePrefix = 'regbench-salvage-'

/** Removes the folder of a salvage that this process made, with the databases in it. */
export function removeSalvage(folder: string): void {
  if (!basename(folder).startsWith(salvagePrefix)) return
  for (const name of readdirSync(folder))
    if (/^(damaged-)?lab\.sqlite(-wal|-shm|-journal)?$/.test(name)) unlinkSync(join(folder, name))
  rmdirSync(folder)
}
