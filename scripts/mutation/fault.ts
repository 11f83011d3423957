import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { Location } from '@stryker-mutator/api/core'

const root = join(import.meta.dirname, '../..')

/** A fault as it is made: what is replaced by what, and in which line. */
export interface Fault {
  /** From the root, by slashes. */
  file: string
  /** The line in which it begins, without the blanks around it. */
  line: string
  /** The text that is replaced, and by what. */
  from: string
  to: string
}

/** What a mutant replaces. `firstLine`: by which number its location calls the first line of a file, and the first column. */
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

/** Which faults of an area are tried. */
export interface Sample {
  /** The probability of each, above 0 up to 1. */
  share: number
  seed: number
}

/** Whether a fault is one of a sample: by itself alone, and of a larger share of the same seed it is one as well. */
export function isDrawn({ file, line, from, to }: Fault, { share, seed }: Sample): boolean {
  const hash = createHash('sha256')
    .update(JSON.stringify([seed, file, line, from, to]))
    .digest()
  return hash.readUIntBE(0, 6) < share * 2 ** 48
}
