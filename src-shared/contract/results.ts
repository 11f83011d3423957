import { z } from 'zod'
import { mappingSchema, type Mapping } from '#shared/results/mapping.ts'
import type { ResultFormat } from '#shared/results/resultTable.ts'
import { limits } from '#shared/schema/limits.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { fileSchema } from './binary.ts'

/** A file of results made elsewhere, and how to read it. */
const readingSchema = z.strictObject({
  file: fileSchema,
  /** Null: guessed from the names of the columns. */
  mapping: mappingSchema.nullable(),
  /** The design space of all networks, as an entry of a study file's spaces; null: the range of their sizes. */
  space: z.union([z.string(), z.record(z.string(), z.unknown())]).nullable(),
})

export const resultsPreviewSchema = readingSchema
export const resultsImportSchema = readingSchema.extend({
  /** Name of the new study. */
  name: z.string().trim().min(1).max(limits.name),
  /** Whether to leave out rows that cannot be used; otherwise they refuse the whole file. */
  leavesOut: z.boolean(),
})

/** A row of a file that cannot be used: its line or number in the list, from 1, and why. */
export interface UnusableResult {
  place: number
  said: Sentence
}

/** What a file of results holds as a mapping reads it. */
export interface ResultsPreview {
  format: ResultFormat
  columns: string[]
  mapping: Mapping
  /** The first rows: the text of the cell of every column. */
  rows: { place: number; cells: string[] }[]
  /** Number of rows, and of those that can be used. */
  total: number
  usable: number
  /** The first rows that cannot be used; there are `total - usable`. */
  unusable: UnusableResult[]
  notes: Sentence[]
  /** What the rows become. */
  populations: { name: string; space: string; count: number; imageSize: number; classes: number }[]
  /** Why the mapping cannot be used at all; null if it can. */
  fault: Sentence | null
}
