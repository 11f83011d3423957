import { createHash } from 'node:crypto'
import { cpSync, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join, relative } from 'node:path'

/** SHA-256 of a file's bytes. */
export const digestOfFile = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex')

/** Everything in a folder by relative path: files by digest, links by target, folders. */
export function contentsOf(folder: string): Map<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return new Map(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name)
      const kind = lstatSync(path)
      const contents = kind.isFile()
        ? digestOfFile(path)
        : kind.isSymbolicLink()
          ? `-> ${readlinkSync(path)}`
          : 'folder'
      return [relative(folder, path), contents] as const
    }),
  )
}

/** Files of `before` whose bytes no longer exist anywhere in `after`. */
export function lostOf(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const there = new Set(after.values())
  return [...before].filter(([, contents]) => !there.has(contents)).map(([path]) => path)
}

/** The entries of `contents` whose path `matches`. */
export function only(contents: ReadonlyMap<string, string>, matches: RegExp): Map<string, string> {
  return new Map([...contents].filter(([path]) => matches.test(path)))
}

/** Copies a prepared folder. */
export function copy(from: string, to: string): string {
  cpSync(from, to, { recursive: true })
  return to
}
