import { lstatSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import { isOwnedFile, isOwnedFolder, type OwnedKind } from './owned.ts'

/**
 * The kind of the program's entry at `path`, relative to `root` and separated by `/`; null if nothing is there or it is
 * not the program's. The rule for everything that is removed:
 * - the name of a file must be one of the program's file names, and that of a folder one of its folder names;
 * - links are never followed: neither a link nor anything below a linked folder is the program's.
 */
export function ownedAt(kind: OwnedKind, root: string, path: string): 'file' | 'folder' | null {
  if (!isOwnPlace(kind, root, path)) return null
  const found = statOf(join(root, path))
  if (found?.isFile() && isOwnedFile(kind, path)) return 'file'
  return found?.isDirectory() && isOwnedFolder(kind, path) ? 'folder' : null
}

/** Whether the program uses that name and no link leads to it. Whatever is there may be moved out of the way. */
export function isOwnPlace(kind: OwnedKind, root: string, path: string): boolean {
  return (isOwnedFile(kind, path) || isOwnedFolder(kind, path)) && liesInside(root, path)
}

/** Whether the folders between `root` and `path` are real folders rather than links. */
export function liesInside(root: string, path: string): boolean {
  const names = path.split('/').slice(0, -1)
  return names.every((_, i) => statOf(join(root, ...names.slice(0, i + 1)))?.isDirectory() === true)
}

function statOf(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false })
}
