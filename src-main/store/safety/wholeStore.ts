import Database from 'better-sqlite3'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { backUpNow } from './backups.ts'
import { isCheckedAtOnce } from './diagnosis.ts'
import { fingerprintsSince, keepFingerprints } from './fingerprints.ts'
import { databaseFile } from '../folder.ts'
import { labId } from '../tables/labId.ts'
import { syncedEvent, writeMark } from './mark.ts'
import { migrate, schemaVersion } from '../migrate.ts'
import { installDatabase } from './restore.ts'
import { salvagedCopy } from './salvagedStore.ts'
import type { Store, StorePlace } from '../store.ts'

/** How long a statement waits for another connection, in milliseconds. */
export const busyMs = 5000

/** Opens the store of a lab whose database is intact or to be created, with the latest schema. */
export function openWhole(
  place: StorePlace,
  { afterUncleanExit, notices }: { afterUncleanExit: boolean; notices: Sentence[] },
): Store {
  const { folder, migrations, now, unlock } = place
  const file = databaseFile(folder)
  const db = new Database(file, { timeout: busyMs })
  try {
    configure(db, place)
  } catch (error) {
    db.close()
    throw error
  }
  const store: Store = {
    ...{ db, folder, file, labId: labId(db), afterUncleanExit, damage: null, notices },
    isChecked: isCheckedAtOnce(file),
    checkpoint() {
      if (store.damage !== null || !db.open) return
      // Do not wait for readers; the next checkpoint does it.
      db.pragma('busy_timeout = 0')
      try {
        db.pragma('wal_checkpoint(TRUNCATE)')
      } finally {
        db.pragma(`busy_timeout = ${busyMs}`)
      }
      store.mark()
    },
    mark() {
      if (store.damage !== null || migrations.length < fingerprintsSince) return
      // A full disk, damage or a missing folder is reported elsewhere, and the next mark says the same.
      attempt(() => writeMark(folder, { labId: store.labId, events: syncedEvent(db) }))
    },
    fail(found) {
      store.damage ??= found
      attempt(() => db.pragma('query_only = ON'))
    },
    replaceBy(source) {
      const copy = source === null ? salvagedCopy(file, migrations) : null
      try {
        db.close()
        const kept = store.damage === null ? 'replaced' : 'damaged'
        return installDatabase(folder, copy?.file ?? source!, { migrations, now: now(), kept })
      } finally {
        copy?.remove()
        unlock()
      }
    },
    close() {
      if (!db.open) return
      // Planner statistics are not worth an error on a full disk, where closing itself still works.
      if (store.damage === null) attempt(() => db.pragma('optimize'))
      attempt(() => store.checkpoint())
      db.close()
      unlock()
    },
  }
  store.mark()
  return store
}

function configure(db: Database.Database, { folder, migrations, now }: StorePlace): void {
  db.pragma('journal_mode = WAL')
  // Each transaction is on disk when it returns; see transactions.ts.
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = ON')
  // Only checkpoint() empties the log, so that its contents are contiguous.
  db.pragma('wal_autocheckpoint = 0')
  db.pragma('journal_size_limit = 0')
  // In kilobytes: enough for the runs of a large lab, which every screen requests.
  db.pragma('cache_size = -65536')
  const version = schemaVersion(db, migrations.length)
  if (version > 0 && version < migrations.length) backUpNow(db, folder, now())
  if (migrate(db, migrations) > 0) db.pragma('optimize')
  if (migrations.length >= fingerprintsSince) keepFingerprints(db)
}

function attempt(act: () => void): void {
  try {
    act()
  } catch {
    // Best effort: it is not essential.
  }
}
