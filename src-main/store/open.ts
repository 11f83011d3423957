import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { freshName } from '#main/disk/moveAside.ts'
import { damageOf } from './safety/diagnosis.ts'
import { databaseFile, kindOfFolder, makeFolder } from './folder.ts'
import { lockFolder } from './lock.ts'
import type { Migration } from './migrate.ts'
import { migrations as allMigrations } from './migrations/all.ts'
import { openSalvaged } from './safety/salvagedStore.ts'
import { asLabError } from './safety/storageErrors.ts'
import type { Store, StorePlace } from './store.ts'
import { inspectWal } from './safety/wal.ts'
import { openWhole } from './safety/wholeStore.ts'

export interface OpenOptions {
  migrations?: readonly Migration[]
  /** Whether a new lab may be created beside others' files, which are left alone. */
  beside?: boolean
  /** Milliseconds since 1970, for file names. */
  now?: () => number
}

/**
 * Opens the store in `folder`, creating it if necessary, migrates it to the latest schema and checks it. If its
 * database is damaged, missing or older than remembered, opens what can be read, read-only and without changing the
 * folder. Throws a LabError: others' files, in use, newer version, another program, disk full, not writable.
 */
export function openStore(folder: string, options: OpenOptions = {}): Store {
  const { beside = false, migrations = allMigrations, now = Date.now } = options
  const path = resolve(folder)
  let unlock: (() => void) | undefined
  try {
    const kind = kindOfFolder(path, { beside })
    makeFolder(path)
    unlock = lockFolder(path)
    const place: StorePlace = { folder: path, migrations, now, unlock }
    return kind === 'lost' ? openSalvaged(place, sentence('databaseLost', { folder: path }), null) : openFound(place)
  } catch (error) {
    unlock?.()
    throw asLabError(error, path)
  }
}

/** Opens the store of a folder whose database exists or may be created. */
function openFound(place: StorePlace): Store {
  const { folder, migrations, now } = place
  const file = databaseFile(folder)
  // SQLite removes this file when its last connection closes.
  const afterUncleanExit = existsSync(`${file}-wal`)
  const notices: Sentence[] = []
  if (afterUncleanExit && inspectWal(`${file}-wal`).isCutOff)
    notices.push(sentence('logCutOff', { folder: keepEvidence(folder, now()) }))
  const damage = existsSync(file) ? damageOf(folder, migrations) : null
  return damage ? openSalvaged(place, damage, file) : openWhole(place, { afterUncleanExit, notices })
}

/** Copies a lab's log, before SQLite recovers what it can, into a new folder and returns its path. */
function keepEvidence(folder: string, now: number): string {
  const evidence = join(folder, freshName(folder, 'damaged', now))
  mkdirSync(evidence, { mode: 0o700 })
  const file = databaseFile(folder)
  for (const end of ['', '-wal']) copyFileSync(file + end, join(evidence, `lab.sqlite${end}`))
  return evidence
}
