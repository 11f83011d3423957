import { hash } from 'node:crypto'
import type { Migration } from '../migrate.ts'

/** Stores the experiment key with each run; otherwise comparing 10 000 runs hashes as many networks. */
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
