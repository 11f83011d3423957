import type { Database } from 'better-sqlite3'
import type { Network } from '#shared/networks/network.ts'
import type { Migration } from '../migrate.ts'
import { spaceAt9 } from './spaceAt9.ts'

/**
 * Networks that were given rather than sampled: adds a space that contains only that network, and the plan of its
 * study.
 */
export const givenNetworks: Migration = {
  version: 9,
  up(db) {
    db.exec(`
      UPDATE studies SET
        plan = coalesce(plan, (SELECT plan FROM populations WHERE studyId = studies.id ORDER BY id LIMIT 1)),
        classes = coalesce(classes, (SELECT runs.network ->> '$.classes'
          FROM runs JOIN populations ON populations.id = runs.populationId
          WHERE populations.studyId = studies.id ORDER BY runs.id LIMIT 1));
    `)
    giveSpaces(db)
  },
}

/** Leaves out a network that no space can contain, and populations with different networks. */
function giveSpaces(db: Database): void {
  const insert = db.prepare(`INSERT INTO spaces (studyId, definition, state, createdAt) VALUES (?, ?, 'draft', ?)`)
  const update = db.prepare('UPDATE populations SET spaceId = ?, designSpace = ? WHERE id = ?')
  const networksOf = db.prepare<[number], string>('SELECT DISTINCT network FROM runs WHERE populationId = ?').pluck()
  const ids = db.prepare<[number], string>(`SELECT definition ->> '$.id' FROM spaces WHERE studyId = ?`).pluck()
  const given = db.prepare<[], { id: number; studyId: number; name: string; createdAt: number }>(
    `SELECT id, studyId, name, createdAt FROM populations WHERE spaceId IS NULL AND designSpace = 'null' ORDER BY id`,
  )
  for (const { id, studyId, name, createdAt } of given.all()) {
    const [network, other] = networksOf.all(id)
    const space = network !== undefined && !other && spaceAt9(JSON.parse(network) as Network, name)
    if (!space) continue
    const taken = new Set(ids.all(studyId))
    const free = [space.id, ...Array.from({ length: taken.size }, (_, i) => `${space.id}-${i + 2}`)]
    const definition = JSON.stringify({ ...space, id: free.find((one) => !taken.has(one)) })
    update.run(insert.run(studyId, definition, createdAt).lastInsertRowid, definition, id)
  }
}
