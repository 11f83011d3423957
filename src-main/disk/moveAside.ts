import { copyFileSync, existsSync, linkSync, lstatSync, mkdirSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { liesInside } from './removeOwned.ts'

/**
 * Moves a file or folder `path` of `root` into the folder `to` of `root`, under the same path and with all in it; nothing
 * is replaced. Whether it was moved: what is not there, or lies behind a link, is not.
 */
export function moveAside(root: string, path: string, to: string): boolean {
  const from = join(root, path)
  if (!lstatSync(from, { throwIfNoEntry: false }) || !liesInside(root, path)) return false
  const target = join(root, to, path)
  if (existsSync(target)) return false
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 })
  renameSync(from, target)
  return true
}

/** The same of a file that stays where it is as well, until another takes its place. */
export function keepAside(root: string, path: string, to: string): boolean {
  const from = join(root, path)
  if (!lstatSync(from, { throwIfNoEntry: false })?.isFile() || !liesInside(root, path)) return false
  const target = join(root, to, path)
  if (existsSync(target)) return false
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 })
  try {
    linkSync(from, target)
  } catch {
    // A file system without links.
    copyFileSync(from, target)
  }
  return true
}

/** A name in `root` that is not taken: `prefix`-DATE and `ending`, with a number where two fall into one second. */
export function freshName(root: string, prefix: string, now: number, ending = ''): string {
  const base = `${prefix}-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '')}`
  for (let i = 1; ; i++) {
    const name = `${i === 1 ? base : `${base}-${i}`}${ending}`
    if (!existsSync(join(root, name))) return name
  }
}
