import { lstatSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import type { OwnedKind } from './owned.ts'
import { isOwnPlace, ownedAt } from './ownedAt.ts'
import { NotAFileError } from './writeAtomically.ts'

/**
 * Renames one of the program's files (see ownedAt); both paths are relative to `root` and separated by `/`. Never
 * replaces anything: throws NotAFileError if the target exists or either name is not one of the program's.
 */
export function moveOwned(kind: OwnedKind, root: string, from: string, to: string): void {
  const [source, target] = [join(root, from), join(root, to)]
  if (ownedAt(kind, root, from) !== 'file') throw new NotAFileError(source)
  if (!isOwnPlace(kind, root, to) || lstatSync(target, { throwIfNoEntry: false })) throw new NotAFileError(target)
  renameSync(source, target)
}
