import { lstatSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import { isOwnedFile, isOwnedFolder, type OwnedKind } from './owned.ts'

/**
 * What of the program's own stands under `path`, relative to `root`, with `/`; null: nothing, or what is somebody's. The
 * rule for whatever is removed:
 * - its name is one that the program gives (owned.ts) to a file where it is a file, and to a folder where it is a folder;
 * - no link is followed: nothing below a folder that is a link is the program's own, and no link is.
 */
export function ownedAt(kind: OwnedKind, root: string, path: string): 'file' | 'folder' | null {
  if (!isOwnPlace(kind, root, path)) return null
  const found = statOf(join(root, path))
  if (found?.isFile() && isOwnedFile(kind, path)) return 'file'
  return found?.isDirectory() && isOwnedFolder(kind, path) ? 'folder' : null
}

/** Whether the program gives that name, and no link leads to it. Whatever stands there may be moved out of its way. */
export function isOwnPlace(kind: OwnedKind, root: string, path: string): boolean {
  return (isOwnedFile(kind, path) || isOwnedFolder(kind, path)) && liesInside(root, path)
}

/** Whether the folders between `root` and `path` are folders, and not links to some. */
export function liesInside(root: string, path: string): boolean {
  const names = path.split('/').slice(0, -1)
  return names.every((_, i) => statOf(join(root, ...names.slice(0, i + 1)))?.isDirectory() === true)
}

function statOf(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false })
}
