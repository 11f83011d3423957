import { posix } from 'node:path'
import ts from 'typescript'

/**
 * Import cycles among `files` (source text by path relative to the root, separated by `/`), including type-only
 * imports. For every file on a cycle, its shortest one; each cycle once, starting at the file that comes first in
 * `files`.
 */
export function importCycles(files: ReadonlyMap<string, string>): string[][] {
  const imports = new Map(
    [...files].map(([path, text]) => [path, importedBy(path, text).filter((to) => files.has(to))]),
  )
  const found = new Set<string>()
  const cycles: string[][] = []
  for (const path of files.keys()) {
    if (found.has(path)) continue
    const cycle = shortestCycle(path, imports)
    for (const member of cycle) found.add(member)
    if (cycle.length > 0) cycles.push(cycle)
  }
  return cycles
}

/** Paths of the project files that a file imports. */
function importedBy(path: string, text: string): string[] {
  const code = path.endsWith('.vue') ? [...text.matchAll(/<script[^>]*>([^]*?)<\/script>/g)].map(([, s]) => s!) : [text]
  return code
    .flatMap((part) => ts.preProcessFile(part, true, true).importedFiles)
    .map(({ fileName }) => fileName)
    .filter((name) => /^[.#]/.test(name))
    .map((name) =>
      name.startsWith('#')
        ? name.replace(/^#(shared|main|renderer)\//, 'src-$1/').replace(/^#/, '')
        : posix.join(posix.dirname(path), name),
    )
}

/** The shortest cycle through `start`, without repeating it at the end; empty if there is none. */
function shortestCycle(start: string, imports: ReadonlyMap<string, readonly string[]>): string[] {
  const cameFrom = new Map<string, string>()
  const queue = [start]
  for (const path of queue) {
    for (const next of imports.get(path) ?? []) {
      if (next === start) return pathTo(path, start, cameFrom)
      if (cameFrom.has(next)) continue
      cameFrom.set(next, path)
      queue.push(next)
    }
  }
  return []
}

function pathTo(end: string, start: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const path = [end]
  while (path[0] !== start) path.unshift(cameFrom.get(path[0]!)!)
  return path
}
