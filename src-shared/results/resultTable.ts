/** The formats in which results made elsewhere are read. */
export const resultFormats = ['csv', 'json', 'pyclsSweep', 'pyclsLog', 'nds'] as const
export type ResultFormat = (typeof resultFormats)[number]

export interface ResultRow {
  /** Line of the file for text formats, number of the entry in a JSON list; from 1. */
  readonly place: number
  /** One per column: a text, number, list or object; undefined if the row has none. */
  readonly cells: readonly unknown[]
}

/** A file of results as a table, before its columns have a meaning. */
export interface ResultTable {
  readonly format: ResultFormat
  readonly columns: readonly string[]
  readonly rows: readonly ResultRow[]
}

/** A row that cannot be used, with the reason. */
export interface UnusableRow<Said> {
  readonly place: number
  readonly said: Said
}
