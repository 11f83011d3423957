import type { Database } from 'better-sqlite3'
import { sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '../labError.ts'

/** The tables whose rows can be in the trash, with the sentence about a missing row. */
const missing = {
  studies: 'noStudy',
  spaces: 'noSpace',
  populations: 'noPopulation',
  reports: 'noReport',
  datasets: 'noDataset',
} as const

/** Moves a row to the trash, or out of it (null). Throws LabError 'notFound'. */
export function setTrashed(db: Database, table: keyof typeof missing, id: number, trashedAt: number | null): void {
  const { changes } = db.prepare(`UPDATE ${table} SET trashedAt = ? WHERE id = ?`).run(trashedAt, id)
  if (changes === 0) throw new LabError('notFound', sentence(missing[table], { id }))
}
