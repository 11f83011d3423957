import { lstatSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import type { OwnedKind } from './owned.ts'
import { isOwnPlace, ownedAt } from './ownedAt.ts'
import { NotAFileError } from './writeAtomically.ts'

/**
 * Gives a file of the program's own (see ownedAt) another of its names, both relative to `root`, with `/`. Nothing is
 * replaced: throws NotAFileError where something stands under the new name, or where either is no name that the program
 * gives.
 */
export function moveOwned(kind: OwnedKind, root: string, from: string, to: string): void {
  const [source, target] = [join(root, from), join(root, to)]
  if (ownedAt(kind, root, from) !== 'file') throw new NotAFileError(source)
  if (!isOwnPlace(kind, root, to) || lstatSync(target, { throwIfNoEntry: false })) throw new NotAFileError(target)
  renameSync(source, target)
}
