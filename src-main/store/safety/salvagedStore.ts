import Database from 'better-sqlite3'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { salvagePrefix } from '#main/disk/owned.ts'
import { removeOwned } from '#main/disk/removeOwned.ts'
import { fingerprintsSince, keepFingerprints } from './fingerprints.ts'
import { labId } from '../tables/labId.ts'
import { readMark } from './mark.ts'
import type { Migration } from '../migrate.ts'
import { installDatabase } from './restore.ts'
import { salvage } from './salvage.ts'
import type { Store, StorePlace } from '../store.ts'

/**
 * Opens the read-only store of a lab whose database has `damage`: a copy of what can be read, in a temporary folder.
 * Changes nothing in the lab's folder. `file`: the damaged database; null if there is none.
 */
export function openSalvaged(place: StorePlace, damage: Sentence, file: string | null): Store {
  const { folder, migrations, now, unlock } = place
  const copy = salvagedCopy(file, migrations)
  const db = new Database(copy.file)
  db.pragma('cache_size = -65536')
  if (migrations.length >= fingerprintsSince) keepFingerprints(db)
  const id = labId(db, readMark(folder)?.labId)
  db.pragma('query_only = ON')
  return {
    ...{ db, folder, labId: id, file: copy.file, afterUncleanExit: false, damage, notices: [], isChecked: true },
    checkpoint: () => undefined,
    mark: () => undefined,
    fail: () => undefined,
    replaceBy(source) {
      db.close()
      try {
        return installDatabase(folder, source ?? copy.file, { migrations, now: now(), kept: 'damaged' })
      } finally {
        copy.remove()
        unlock()
      }
    },
    close() {
      if (!db.open) return
      db.close()
      copy.remove()
      unlock()
    },
  }
}

/** A database of everything readable in another, in a folder of its own that `remove` deletes. */
export function salvagedCopy(
  damaged: string | null,
  migrations: readonly Migration[],
): { file: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), salvagePrefix))
  const remove = () => void removeOwned('temporary', dirname(folder), basename(folder))
  try {
    return { file: salvage(damaged, folder, migrations), remove }
  } catch (error) {
    remove()
    throw error
  }
}
