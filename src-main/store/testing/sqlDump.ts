import type { Database } from 'better-sqlite3'

/** A database as SQL that makes it again: schema, rows and versions; what SQLite keeps for its planner is left out. */
export function sqlDump(db: Database): string {
  const objects = db
    .prepare<[], { name: string; type: string; sql: string }>(
      `SELECT name, type, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
       ORDER BY type = 'table' DESC, rowid`,
    )
    .all()
  const tables = objects.filter(({ type }) => type === 'table').map(({ name }) => name)
  const rows = [...tables, 'sqlite_sequence'].flatMap((table) => insertsOf(db, table))
  const versions = ['user_version', 'application_id'].map(
    (name) => `PRAGMA ${name} = ${String(db.pragma(name, { simple: true }))}`,
  )
  return [...objects.map(({ sql }) => sql), 'DELETE FROM sqlite_sequence', ...rows, ...versions]
    .map((statement) => `${statement};\n`)
    .join('')
}

function insertsOf(db: Database, table: string): string[] {
  const columns = db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table)
  const written = columns.map((column) => `quote("${column}")`).join(` || ',' || `)
  const values = db.prepare<[], string>(`SELECT ${written} FROM "${table}"`).pluck().all()
  return values.map((row) => `INSERT INTO "${table}" VALUES (${row})`)
}
