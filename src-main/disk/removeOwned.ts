import { lstatSync, readdirSync, rmdirSync, unlinkSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import { isOwnedFile, isOwnedFolder, type OwnedKind } from './owned.ts'

/**
 * Removes one file or folder of the program's own: the only place where anything is removed. `path` is relative to
 * `root`, with `/`. The rule:
 * - its name is one that the program gives (owned.ts); all else is left alone;
 * - no link is followed: below a folder that is a link nothing is removed, and a link is not taken for a file;
 * - a folder is emptied of what is the program's own, and goes when nothing else was in it.
 * Whether anything is left under `path`. What is not there is no error; what cannot be removed is.
 */
export function removeOwned(kind: OwnedKind, root: string, path: string): boolean {
  const found = statOf(join(root, path))
  if (!found) return false
  if (!liesInside(root, path)) return true
  if (found.isDirectory()) return !isOwnedFolder(kind, path) || removeFolder(kind, root, path)
  if (!found.isFile() || !isOwnedFile(kind, path)) return true
  unlinkSync(join(root, path))
  return false
}

function removeFolder(kind: OwnedKind, root: string, path: string): boolean {
  let left = false
  for (const name of readdirSync(join(root, path))) if (removeOwned(kind, root, `${path}/${name}`)) left = true
  if (!left) rmdirSync(join(root, path))
  return left
}

/** Whether the folders between `root` and `path` are folders, and not links to some. */
export function liesInside(root: string, path: string): boolean {
  const names = path.split('/').slice(0, -1)
  return names.every((_, i) => statOf(join(root, ...names.slice(0, i + 1)))?.isDirectory() === true)
}

function statOf(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false })
}
