import type { Database } from 'better-sqlite3'
import type { ReportDocument, SavedReport } from '#shared/contract/reports.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '../labError.ts'

type Row = Omit<SavedReport, 'document'> & { document: string }
const read = (row: Row): SavedReport => ({ ...row, document: JSON.parse(row.document) as ReportDocument })

/** Inserts a report and returns its id. */
export function insertReport(db: Database, report: Omit<SavedReport, 'id' | 'trashedAt'>): number {
  const { studyId, document, changedAt } = report
  const { lastInsertRowid } = db
    .prepare('INSERT INTO reports (studyId, document, changedAt) VALUES (?, ?, ?)')
    .run(studyId, JSON.stringify(document), changedAt)
  return Number(lastInsertRowid)
}

/** The reports of a study in creation order, including the trash. */
export function listReports(db: Database, studyId: number): SavedReport[] {
  return db.prepare<[number], Row>('SELECT * FROM reports WHERE studyId = ? ORDER BY id').all(studyId).map(read)
}

/** The report with that id. Throws LabError 'notFound'. */
export function getReport(db: Database, id: number): SavedReport {
  const row = db.prepare<[number], Row>('SELECT * FROM reports WHERE id = ?').get(id)
  if (!row) throw new LabError('notFound', sentence('noReport', { id }))
  return read(row)
}

/** Stores the current document of a report. */
export function changeReport(db: Database, id: number, document: ReportDocument, changedAt: number): void {
  db.prepare('UPDATE reports SET document = ?, changedAt = ? WHERE id = ?').run(JSON.stringify(document), changedAt, id)
}
