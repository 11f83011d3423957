import { copyFileSync, existsSync, linkSync, lstatSync, mkdirSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { OwnedKind } from './owned.ts'
import { isOwnPlace, ownedAt } from './ownedAt.ts'

/**
 * Moves what stands under a name that the program gives (see isOwnPlace), `path` of `root`, into the folder `to` of
 * `root`, under the same path and with all in it; nothing is replaced. Whether it was moved.
 */
export function moveAside(kind: OwnedKind, root: string, path: string, to: string): boolean {
  if (!isOwnPlace(kind, root, path) || !lstatSync(join(root, path), { throwIfNoEntry: false })) return false
  const target = newPlace(root, path, to)
  if (target === undefined) return false
  renameSync(join(root, path), target)
  return true
}

/** The same of a file of the program's own (see ownedAt) that stays where it is as well, until another takes its place. */
export function keepAside(kind: OwnedKind, root: string, path: string, to: string): boolean {
  if (ownedAt(kind, root, path) !== 'file') return false
  const target = newPlace(root, path, to)
  if (target === undefined) return false
  const from = join(root, path)
  try {
    linkSync(from, target)
  } catch {
    // A file system without links.
    copyFileSync(from, target)
  }
  return true
}

/** Where `path` lies in the folder `to`, made up to it; undefined: something lies there. */
function newPlace(root: string, path: string, to: string): string | undefined {
  const target = join(root, to, path)
  if (existsSync(target)) return undefined
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 })
  return target
}

/** A name in `root` that is not taken: `prefix`-DATE and `ending`, with a number where two fall into one second. */
export function freshName(root: string, prefix: string, now: number, ending = ''): string {
  const base = `${prefix}-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '')}`
  for (let i = 1; ; i++) {
    const name = `${i === 1 ? base : `${base}-${i}`}${ending}`
    if (!existsSync(join(root, name))) return name
  }
}
