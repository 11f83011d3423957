import { copyFileSync, existsSync, linkSync, lstatSync, mkdirSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { OwnedKind } from './owned.ts'
import { isOwnPlace, ownedAt } from './ownedAt.ts'

/**
 * Moves whatever has one of the program's names (see isOwnPlace) at `path` in `root`, with its contents, to the same
 * path in the folder `to` of `root`. Never replaces anything. Returns whether it was moved.
 */
export function moveAside(kind: OwnedKind, root: string, path: string, to: string): boolean {
  if (!isOwnPlace(kind, root, path) || !lstatSync(join(root, path), { throwIfNoEntry: false })) return false
  const target = newPlace(root, path, to)
  if (target === undefined) return false
  renameSync(join(root, path), target)
  return true
}

/** As moveAside for one of the program's files (see ownedAt), but keeps it in place too until another replaces it. */
export function keepAside(kind: OwnedKind, root: string, path: string, to: string): boolean {
  if (ownedAt(kind, root, path) !== 'file') return false
  const target = newPlace(root, path, to)
  if (target === undefined) return false
  const from = join(root, path)
  try {
    linkSync(from, target)
  } catch {
    // The file system does not support hard links.
    copyFileSync(from, target)
  }
  return true
}

/** The target of `path` in the folder `to`, creating parent folders; undefined if it exists. */
function newPlace(root: string, path: string, to: string): string | undefined {
  const target = join(root, to, path)
  if (existsSync(target)) return undefined
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 })
  return target
}

/** An unused name in `root`: `prefix`-DATE and `ending`, with a number if two fall into one second. */
export function freshName(root: string, prefix: string, now: number, ending = ''): string {
  const base = `${prefix}-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '')}`
  for (let i = 1; ; i++) {
    const name = `${i === 1 ? base : `${base}-${i}`}${ending}`
    if (!existsSync(join(root, name))) return name
  }
}
