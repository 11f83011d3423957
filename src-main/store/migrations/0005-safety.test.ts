import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { changedRows } from '../safety/fingerprints.ts'
import { migrate } from '../migrate.ts'
import { migrations } from './all.ts'

test("computes the fingerprints of an older lab's rows with the new schema", () => {
  const db = new Database(':memory:')
  migrate(db, migrations.slice(0, 4))
  db.exec(`INSERT INTO studies (name, definition, createdAt) VALUES ('s', 'null', 1)`)
  migrate(db, migrations)
  expect(changedRows(db, 10)).toEqual([])
  db.exec(`UPDATE studies SET name = 'other'`)
  expect(changedRows(db, 10)).toEqual([{ table: 'studies', key: '1' }])
  db.close()
})
