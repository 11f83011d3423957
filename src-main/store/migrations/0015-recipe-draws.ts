import type { Migration } from '../migrate.ts'

/** The values drawn for the recipe of each run (JSON); NULL if it is trained by its population's recipe as it is. */
export const recipeDraws: Migration = {
  version: 15,
  up: (db) => void db.exec('ALTER TABLE runs ADD COLUMN recipeDraw TEXT'),
}
