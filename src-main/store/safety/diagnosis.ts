import Database from 'better-sqlite3'
import { existsSync, statSync } from 'node:fs'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { behindMark, meansDamage, plainVerdict, quickCheck, rowsChanged } from './damage.ts'
import { fingerprintsSince } from './fingerprints.ts'
import { databaseFile, holdsWork } from '../folder.ts'
import { readMark } from './mark.ts'
import { schemaVersion, type Migration } from '../migrate.ts'
import { changedSchema } from './schemaText.ts'

/** Databases up to this size have all rows checked on opening, which takes some tenths of a second. */
const checkedAtOnce = 32 * 2 ** 20

/** Whether all rows of a database are checked on opening rather than in the background. */
export const isCheckedAtOnce = (file: string): boolean => statSync(file).size <= checkedAtOnce

/**
 * What is wrong with an existing database; null if nothing is. Opens it read-only so that it stays unchanged. A
 * database killed before it had a log is first rolled back to before its last transaction, which only a writer can do.
 */
export function damageOf(folder: string, migrations: readonly Migration[]): Sentence | null {
  const file = databaseFile(folder)
  let db: Database.Database | undefined
  try {
    db = new Database(file, { readonly: !existsSync(`${file}-journal`), timeout: 5000 })
    const version = schemaVersion(db, migrations.length)
    if (version === 0) return holdsWork(folder) ? sentence('databaseLost', { folder }) : null
    quickCheck(db)
    const strange = changedSchema(db, migrations.slice(0, version))
    if (strange !== undefined) return sentence('databaseDamaged', { file, said: `schema of ${strange}` })
    const mark = readMark(folder)
    // Labs with older schemas had no mark.
    if (mark && version < fingerprintsSince) return sentence('databaseBehind', { folder, count: mark.events })
    const behind = mark ? behindMark(db, mark, folder) : null
    if (behind) return behind
    return version >= fingerprintsSince && isCheckedAtOnce(file) ? rowsChanged(db) : null
  } catch (error) {
    if (!meansDamage(error)) throw error
    return sentence('databaseDamaged', { file, said: plainVerdict(error) })
  } finally {
    db?.close()
  }
}
