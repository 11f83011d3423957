import { mkdtempSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { isOwnedFolder } from '#main/disk/owned.ts'
import { removeOwned } from '#main/disk/removeOwned.ts'

/** What the names of folders of imports under way begin with. */
const prefix = 'import-'

/** The name of a new folder, in that of a lab, for what is imported. */
export const newImportFolder = (root: string): string => basename(mkdtempSync(join(root, prefix)))

/** Removes what imports left behind when their lab died. */
export function sweepImports(root: string): void {
  for (const name of readdirSync(root))
    if (name.startsWith(prefix) && isOwnedFolder('lab', name)) removeOwned('lab', root, name)
}
