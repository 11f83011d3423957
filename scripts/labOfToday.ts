import Database from 'better-sqlite3'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sqlDump } from '#main/store/testing/sqlDump.ts'

/**
 * Keeps a lab of today's schema for the tests of every later version: `node scripts/labOfToday.ts FOLDER`, where FOLDER is
 * that of a finished study of two spaces with two networks each. It is kept as SQL, so that what changes can be read.
 */
const folder = process.argv[2]
if (folder === undefined) throw new RangeError('no folder given: node scripts/labOfToday.ts FOLDER')
const db = new Database(join(folder, 'lab.sqlite'), { readonly: true })
const version = db.pragma('user_version', { simple: true }) as number
const path = join(import.meta.dirname, `../src-main/store/testing/labOfVersion${version}.sql`)
writeFileSync(path, sqlDump(db))
db.close()
process.stdout.write(`${path}\n`)
