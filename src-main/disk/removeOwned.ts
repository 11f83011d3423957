import { lstatSync, readdirSync, rmdirSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { OwnedKind } from './owned.ts'
import { ownedAt } from './ownedAt.ts'

/**
 * Removes one file or folder of the program's own (see ownedAt): the only place where anything is removed. A folder is
 * emptied of what is the program's own, and goes when nothing else was in it. Whether anything is left under `path`. What
 * is not there is no error; what cannot be removed is.
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
