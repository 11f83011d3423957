import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { rowsChanged } from './damage.ts'
import { changedRows, fingerprint, keepFingerprints, takeFingerprints } from './fingerprints.ts'

let db: Database.Database
beforeEach(() => {
  db = new Database(':memory:')
  db.exec(`
    CREATE TABLE fingerprints (ofTable TEXT, ofRow TEXT, value INTEGER, PRIMARY KEY (ofTable, ofRow)) WITHOUT ROWID;
    CREATE TABLE notes (id INTEGER PRIMARY KEY, text, number, bytes BLOB);
    CREATE TABLE pairs ("right" INTEGER, "left" TEXT, what, PRIMARY KEY ("left", "right")) WITHOUT ROWID;
    CREATE TABLE lines (text);
    CREATE TABLE trainers (pid INTEGER PRIMARY KEY);
    CREATE TABLE released (path TEXT PRIMARY KEY);
  `)
})
afterEach(() => db.close())

/** Writes without fingerprints, as another program would. */
function behindItsBack(sql: string): void {
  const triggers = db.prepare<[], string>('SELECT name FROM temp.sqlite_schema').pluck().all()
  for (const name of triggers) db.exec(`DROP TRIGGER temp."${name}"`)
  db.exec(sql)
}
const fill = () =>
  db.exec(`
    INSERT INTO notes VALUES (1, 'a', 1.5, x'00ff'), (2, NULL, 7, NULL), (3, '7', NULL, x'');
    INSERT INTO pairs VALUES (1, 'x', 'one'), (2, 'x', 'two'), (1, 'y', NULL);
    INSERT INTO lines VALUES ('first'), ('second');
    INSERT INTO trainers VALUES (5);
    INSERT INTO released VALUES ('runs/1');
  `)
const places = (limit = 99) => changedRows(db, limit).map(({ table, key }) => `${table} ${key}`)

test('rows written through this connection are unchanged', () => {
  keepFingerprints(db)
  fill()
  expect(places()).toEqual([])
  db.exec(`
    UPDATE notes SET text = 'b' WHERE id = 1;
    UPDATE notes SET id = 9 WHERE id = 2;
    INSERT OR REPLACE INTO notes VALUES (3, 'c', 0, NULL);
    DELETE FROM pairs WHERE "left" = 'y';
    UPDATE pairs SET "right" = 4 WHERE what = 'two';
    DELETE FROM lines WHERE text = 'first';
  `)
  expect(places()).toEqual([])
  expect(rowsChanged(db)).toBeNull()
})

test.each([
  ['UPDATE notes SET number = 1.25 WHERE id = 1', ['notes 1']],
  [`UPDATE notes SET bytes = x'00fe' WHERE id = 1`, ['notes 1']],
  [`UPDATE notes SET text = '' WHERE id = 2`, ['notes 2']],
  ['UPDATE notes SET text = 7 WHERE id = 3', ['notes 3']],
  [`UPDATE notes SET text = number, number = text WHERE id = 3`, ['notes 3']],
  ['DELETE FROM notes WHERE id > 1', ['notes 2', 'notes 3']],
  [`INSERT INTO notes (id) VALUES (4)`, ['notes 4']],
  ['UPDATE notes SET id = 8 WHERE id = 1', ['notes 1', 'notes 8']],
  [`UPDATE pairs SET what = 'three' WHERE "right" = 2`, ['pairs x/2']],
  [`DELETE FROM pairs WHERE "left" = 'y'`, ['pairs y/1']],
  [`UPDATE lines SET text = 'third' WHERE rowid = 2`, ['lines 2']],
  ['INSERT INTO trainers VALUES (6); DELETE FROM released', []],
])('a change by another program is found: %s', (sql, changed) => {
  keepFingerprints(db)
  fill()
  behindItsBack(sql)
  expect(places().sort()).toEqual(changed)
})

test('the limit on changed rows holds over all tables', () => {
  keepFingerprints(db)
  fill()
  behindItsBack('UPDATE notes SET number = 0; UPDATE pairs SET what = 0; UPDATE lines SET text = 0')
  expect(places()).toHaveLength(8)
  for (const limit of [1, 2, 3, 5, 8]) expect(places(limit)).toEqual(places().slice(0, limit))
  expect(rowsChanged(db)).toMatchObject({
    key: 'databaseRowsChanged',
    values: { count: 8, rows: `${places().slice(0, 5).join(', ')}, …` },
  })
  behindItsBack('DELETE FROM fingerprints; DELETE FROM lines; DELETE FROM pairs; DELETE FROM notes WHERE id > 2')
  expect(rowsChanged(db)).toMatchObject({ values: { count: 2, rows: 'notes 1, notes 2' } })
})

test('a migration takes all fingerprints anew', () => {
  keepFingerprints(db)
  fill()
  behindItsBack(`UPDATE notes SET text = 'new'; DELETE FROM pairs; INSERT INTO lines VALUES ('third')`)
  takeFingerprints(db)
  expect(places()).toEqual([])
  behindItsBack('DELETE FROM lines WHERE rowid = 3')
  expect(places()).toEqual(['lines 3'])
})

test('a fingerprint depends on the type, order and split of the values', () => {
  const value = fc.oneof(
    fc.string(),
    fc.double({ noNaN: true }),
    fc.constant(null),
    fc.uint8Array().map((bytes) => Buffer.from(bytes)),
  )
  const written = (values: readonly unknown[]) =>
    values.map((one) => (Buffer.isBuffer(one) ? `b${one.toString('hex')}` : `${typeof one}${String(one)}`)).join('|')
  fc.assert(
    fc.property(fc.array(value, { maxLength: 3 }), fc.array(value, { maxLength: 3 }), (a, b) => {
      expect(fingerprint(...a)).toBe(fingerprint(...a))
      if (written(a) !== written(b)) expect(fingerprint(...a)).not.toBe(fingerprint(...b))
    }),
    { seed: 1 },
  )
  const values = [[1], ['1'], [null], ['-'], ['n1'], [Buffer.from('1')], ['1', ''], ['', '1'], [1, 1], [11]]
  expect(new Set(values.map((row) => fingerprint(...row))).size).toBe(values.length)
})
