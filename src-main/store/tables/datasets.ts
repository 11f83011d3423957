import type { Database } from 'better-sqlite3'
import type { DatasetContents, KnownDataset } from '#shared/contract/datasets.ts'
import type { DatasetSpec } from '#shared/datasets/datasetSpec.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '../labError.ts'

type Row = Omit<KnownDataset, 'spec' | 'contents'> & { spec: string; contents: string }
const read = (row: Row): KnownDataset => ({
  ...row,
  spec: JSON.parse(row.spec) as DatasetSpec,
  contents: JSON.parse(row.contents) as DatasetContents,
})

/** Inserts a data set and returns its id. */
export function insertDataset(db: Database, dataset: Omit<KnownDataset, 'id' | 'trashedAt'>): number {
  const { name, spec, contents, createdAt } = dataset
  const { lastInsertRowid } = db
    .prepare('INSERT INTO datasets (name, spec, contents, createdAt) VALUES (?, ?, ?, ?)')
    .run(name, JSON.stringify(spec), JSON.stringify(contents), createdAt)
  return Number(lastInsertRowid)
}

/** The data sets in creation order, including the trash. */
export function listDatasets(db: Database): KnownDataset[] {
  return db.prepare<[], Row>('SELECT * FROM datasets ORDER BY id').all().map(read)
}

/** The data set with that id. Throws LabError 'notFound'. */
export function getDataset(db: Database, id: number): KnownDataset {
  const row = db.prepare<[number], Row>('SELECT * FROM datasets WHERE id = ?').get(id)
  if (!row) throw new LabError('notFound', sentence('noDataset', { id }))
  return read(row)
}

/** Renames a data set. */
export function renameDataset(db: Database, id: number, name: string): void {
  db.prepare('UPDATE datasets SET name = ? WHERE id = ?').run(name, id)
}
