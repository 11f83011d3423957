import { isUtf8 } from 'node:buffer'
import type { ResultsPreview } from '#shared/contract/results.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { guessMapping } from '#shared/results/guessMapping.ts'
import type { Mapping } from '#shared/results/mapping.ts'
import { readResults } from '#shared/results/readResults.ts'
import { readResultTable } from '#shared/results/readResultTable.ts'
import { resultPopulations, type ResultPopulations } from '#shared/results/resultPopulations.ts'
import type { ResultTable } from '#shared/results/resultTable.ts'
import { excessOf } from '#shared/schema/jsonShape.ts'
import { limits } from '#shared/schema/limits.ts'
import { sentence, ValueError, type Sentence } from '#shared/sentences/sentence.ts'

/** A file of results made elsewhere, and how to read it. */
export interface ResultsFile {
  bytes: Uint8Array
  /** Its name without folders. */
  file: string
  /** Null: guessed. */
  mapping: Mapping | null
  space: DesignSpace | null
}

/** Rows and unusable rows shown of a file. */
const [shownRows, shownUnusable, shownLetters] = [8, 50, 80]

/** The table of a file's bytes. Throws ValueError if it is no such file or beyond the limits. */
export function resultTableOf(bytes: Uint8Array): ResultTable {
  if (bytes.length > limits.packedBytes)
    throw new ValueError(sentence('resultsTooLarge', { megabytes: limits.packedBytes / 2 ** 20 }))
  if (!isUtf8(bytes) || bytes.includes(0)) throw new ValueError(sentence('resultsNoText'))
  if (excessOf(bytes, limits)) throw new ValueError(sentence('resultsForeign'))
  return readResultTable(new TextDecoder().decode(bytes))
}

/** What a file holds as the mapping reads it. Throws ValueError if it is no file of results. */
export function previewResults({ bytes, file, mapping: given, space }: ResultsFile): ResultsPreview {
  const table = resultTableOf(bytes)
  const mapping = given ?? guessMapping(table)
  const shown = {
    ...{ format: table.format, columns: [...table.columns], mapping, total: table.rows.length },
    rows: table.rows.slice(0, shownRows).map(({ place, cells }) => ({
      place,
      cells: table.columns.map((_, i) => cellText(cells[i])),
    })),
  }
  const nothing = { usable: 0, unusable: [], notes: [], populations: [] }
  try {
    const read = populationsOf(table, mapping, { file, space })
    const usable = read.populations.reduce((sum, { results }) => sum + results.length, 0)
    return {
      ...shown,
      usable,
      unusable: read.unusable.slice(0, shownUnusable),
      notes: [...read.notes],
      populations: read.populations.map(({ name, space: at, results, imageSize, classes }) => ({
        ...{ name, space: read.spaces[at]!.name, count: results.length, imageSize, classes },
      })),
      fault: null,
    }
  } catch (error) {
    if (!(error instanceof ValueError)) throw error
    return { ...shown, ...nothing, fault: error.sentence }
  }
}

export interface ReadPopulations extends ResultPopulations {
  readonly notes: readonly Sentence[]
}

/** The populations in a table. Throws ValueError if the mapping cannot be used. */
export function populationsOf(
  table: ResultTable,
  mapping: Mapping,
  { file, space }: Pick<ResultsFile, 'file' | 'space'>,
): ReadPopulations {
  const read = readResults(table, mapping)
  const formed = resultPopulations(read.results, { title: titleOf(file), space: space ?? undefined })
  const unusable = [...read.unusable, ...formed.unusable].sort((a, b) => a.place - b.place)
  return { ...formed, unusable, notes: [...read.notes, ...formed.notes] }
}

/** A file's name without its ending. */
export const titleOf = (file: string): string => file.replace(/\.(csv|tsv|txt|json|jsonl|log)$/i, '')

function cellText(cell: unknown): string {
  if (cell === undefined || cell === null) return ''
  const text = typeof cell === 'string' ? cell : JSON.stringify(cell)
  return text.length > shownLetters ? `${text.slice(0, shownLetters)}…` : text
}
