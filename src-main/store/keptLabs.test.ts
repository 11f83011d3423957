import Database from 'better-sqlite3'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { migrations } from './migrations/all.ts'
import { migrate } from './migrate.ts'
import { openStore } from './open.ts'
import { changedRows } from './safety/fingerprints.ts'
import { sqlDump } from './testing/sqlDump.ts'

const newFolder = temporaryFolders()
const kept = readdirSync(join(import.meta.dirname, 'testing'))
  .map((file) => /^labOfVersion(\d+)\.sql$/.exec(file))
  .filter((match) => match !== null)
  .map(([file, version]) => ({ file, version: Number(version) }))

/** The database of a kept lab in a folder of its own. */
function labOf(file: string): string {
  const folder = newFolder()
  const db = new Database(join(folder, 'lab.sqlite'))
  db.pragma('foreign_keys = OFF')
  db.exec(readFileSync(join(import.meta.dirname, 'testing', file), 'utf8'))
  db.close()
  return folder
}

describe.each(kept)('the lab of schema version $version', ({ file, version }) => {
  it('opens undamaged with its runs, and every row as it was written', () => {
    const { db, notices, damage, close } = openStore(labOf(file))
    expect({ notices, damage }).toEqual({ notices: [], damage: null })
    expect(db.pragma('user_version', { simple: true })).toBe(migrations.length)
    const runs = db
      .prepare<[], { status: string; errorPercent: number; digest: string }>(
        'SELECT status, errorPercent, digest FROM runs',
      )
      .all()
    expect(runs).toHaveLength(4)
    for (const { status, errorPercent, digest } of runs) {
      expect([status, typeof errorPercent]).toEqual(['finished', 'number'])
      expect(digest).toMatch(/^[0-9a-f]{64}$/)
    }
    expect(changedRows(db, 10)).toEqual([])
    close()
  })

  it('has the schema that its migrations make today', () => {
    const [made, stored] = [new Database(':memory:'), new Database(join(labOf(file), 'lab.sqlite'))]
    migrate(made, migrations.slice(0, version))
    const schemaOf = (db: Database.Database) =>
      sqlDump(db)
        .split(';\n')
        .filter((line) => line.startsWith('CREATE'))
    expect(schemaOf(stored)).toEqual(schemaOf(made))
    for (const db of [made, stored]) db.close()
  })
})

it('there is a lab of a version that was released or is about to be', () => expect(kept.length).toBeGreaterThan(0))
