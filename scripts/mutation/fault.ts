import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { Location } from '@stryker-mutator/api/core'

const root = join(import.meta.dirname, '../..')

/** A mutant: which text is replaced by what, on which line. */
export interface Fault {
  /** Relative to the root, with slashes. */
  file: string
  /** The line where it starts, trimmed. */
  line: string
  /** The replaced text and its replacement. */
  from: string
  to: string
}

/** The fault made by a mutant. `firstLine`: whether its location counts lines and columns from 0 or 1. */
export function faultOf(
  { fileName, location, replacement }: { fileName: string; location: Location; replacement?: string | undefined },
  firstLine: 0 | 1,
): Fault {
  const { start, end } = location
  const lines = readFileSync(fileName, 'utf8')
    .split('\n')
    .slice(start.line - firstLine, end.line - firstLine + 1)
  const line = lines[0]!.trim()
  lines[lines.length - 1] = lines.at(-1)!.slice(0, end.column - firstLine)
  lines[0] = lines[0]!.slice(start.column - firstLine)
  const file = relative(root, fileName).split(sep).join('/')
  return { file, line, from: lines.join('\n'), to: replacement ?? '' }
}

/** Which mutants of an area are tested. */
export interface Sample {
  /** The probability of each, in (0, 1]. */
  share: number
  seed: number
}

/**
 * Whether a fault belongs to a sample. Depends on the fault alone, and larger shares of the same seed include smaller
 * ones.
 */
export function isDrawn({ file, line, from, to }: Fault, { share, seed }: Sample): boolean {
  const hash = createHash('sha256')
    .update(JSON.stringify([seed, file, line, from, to]))
    .digest()
  return hash.readUIntBE(0, 6) < share * 2 ** 48
}
