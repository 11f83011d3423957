import { lstatSync, readdirSync, rmdirSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { OwnedKind } from './owned.ts'
import { ownedAt } from './ownedAt.ts'

/**
 * Removes one of the program's files or folders (see ownedAt); the only function that removes anything. From a folder
 * it removes the program's entries, and the folder itself once empty. Returns whether anything is left at `path`. A
 * missing path is not an error; a failed removal is.
 */
export function removeOwned(kind: OwnedKind, root: string, path: string): boolean {
  const found = ownedAt(kind, root, path)
  if (found === null) return lstatSync(join(root, path), { throwIfNoEntry: false }) !== undefined
  if (found === 'folder') return removeFolder(kind, root, path)
  unlinkSync(join(root, path))
  return false
}

function removeFolder(kind: OwnedKind, root: string, path: string): boolean {
  let left = false
  for (const name of readdirSync(join(root, path))) if (removeOwned(kind, root, `${path}/${name}`)) left = true
  if (!left) rmdirSync(join(root, path))
  return left
}
