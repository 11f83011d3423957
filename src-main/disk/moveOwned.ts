import { lstatSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { isOwnedFile, type OwnedKind } from './owned.ts'
import { NotAFileError } from './writeAside.ts'

/**
 * Gives a file of the program's own another of its names, both relative to `root`, with `/`. Nothing is replaced: throws
 * NotAFileError where something stands under the new name, or where either is no name that the program gives.
 */
export function moveOwned(kind: OwnedKind, root: string, from: string, to: string): void {
  const [source, target] = [join(root, from), join(root, to)]
  if (!isOwnedFile(kind, from)) throw new NotAFileError(source)
  if (!isOwnedFile(kind, to) || lstatSync(target, { throwIfNoEntry: false })) throw new NotAFileError(target)
  renameSync(source, target)
}
