import { hash } from 'node:crypto'
import type { Migration } from '../migrate.ts'

/** What tells one training from another stands beside each run: Compare of 10 000 hashed as many networks. */
export const experiments: Migration = {
  version: 8,
  up(db) {
    db.function('experimentAt8', { deterministic: true }, (network, seed) =>
      hash('sha256', `${seed as number} ${network as string}`, 'base64').slice(0, 16),
    )
    db.exec(`
      ALTER TABLE runs ADD COLUMN experiment TEXT NOT NULL DEFAULT '';
      UPDATE runs SET experiment = experimentAt8(network, seed);
    `)
  },
}
