import Database from 'better-sqlite3'
import fc from 'fast-check'
import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { inspectWal } from './wal.ts'

const newFolder = temporaryFolders()
const pageBytes = 4096
const frameBytes = 24 + pageBytes

/** The log of a database with `commits` transactions while its writer is alive. */
function logOf(commits: number): { file: string; db: Database.Database; folder: string } {
  const folder = newFolder()
  const db = new Database(join(folder, 'a.sqlite'))
  db.pragma('journal_mode = WAL')
  db.exec('CREATE TABLE t (x)')
  for (let i = 0; i < commits; i++) db.prepare('INSERT INTO t VALUES (?)').run('x'.repeat(3000))
  return { file: join(folder, 'a.sqlite-wal'), db, folder }
}

describe('A log', () => {
  it('is recovered completely if intact', () => {
    const { file, db } = logOf(5)
    const frames = (readFileSync(file).length - 32) / frameBytes
    expect(inspectWal(file)).toEqual({ recovered: frames, isCutOff: false })
    expect(inspectWal(`${file}-not-there`)).toEqual({ recovered: 0, isCutOff: false })
    db.close()
  })

  it('with an uncommitted or partial last transaction is what a kill leaves', () => {
    const { file, db } = logOf(3)
    const { length } = readFileSync(file)
    for (const lost of [1, 24, 25, frameBytes - 1, frameBytes]) {
      truncateSync(file, length - lost)
      expect(inspectWal(file).isCutOff).toBe(false)
    }
    db.close()
  })

  it('is recovered up to its last commit', () => {
    const { file, db } = logOf(2)
    const { recovered } = inspectWal(file)
    db.transaction(() => {
      for (let i = 0; i < 4; i++) db.prepare('INSERT INTO t VALUES (?)').run('x'.repeat(3000))
    })()
    const bytes = readFileSync(file)
    const frames = (bytes.length - 32) / frameBytes
    expect(frames - recovered).toBeGreaterThan(2)
    expect(inspectWal(file)).toEqual({ recovered: frames, isCutOff: false })
    truncateSync(file, bytes.length - frameBytes)
    expect(inspectWal(file)).toEqual({ recovered, isCutOff: false })
    db.close()
  })

  it('with an impossible page size is damaged, even if its checksum is right', () => {
    const { file, db } = logOf(1)
    const whole = readFileSync(file)
    const withPage = (size: number) => {
      const header = Buffer.from(whole)
      header.writeUInt32BE(size, 8)
      const isBig = header.readUInt32BE(0) === 0x377f0683
      const word = (at: number) => (isBig ? header.readUInt32BE(at) : header.readUInt32LE(at))
      let [a, b] = [0, 0]
      for (let at = 0; at < 24; at += 8) {
        a = (a + word(at) + b) >>> 0
        b = (b + word(at + 4) + a) >>> 0
      }
      header.writeUInt32BE(a, 24)
      header.writeUInt32BE(b, 28)
      writeFileSync(file, header)
      return inspectWal(file)
    }
    expect(withPage(pageBytes)).toMatchObject({ isCutOff: false })
    for (const size of [0, 256, 1000, 4097, 131_072]) expect(withPage(size)).toEqual({ recovered: 0, isCutOff: true })
    db.close()
  })

  it('restarted over an older one is not damaged', () => {
    const { file, db, folder } = logOf(8)
    db.pragma('wal_checkpoint(PASSIVE)')
    db.prepare('INSERT INTO t VALUES (1)').run()
    copyFileSync(file, join(folder, 'copy'))
    const { recovered, isCutOff } = inspectWal(join(folder, 'copy'))
    expect([recovered > 0, isCutOff]).toEqual([true, false])
    db.close()
  })

  it('reveals any flipped bit that matters, and what SQLite recovers is counted', () => {
    const { file, db, folder } = logOf(6)
    const whole = readFileSync(file)
    const { recovered } = inspectWal(file)
    const copy = join(folder, 'b.sqlite')
    copyFileSync(join(folder, 'a.sqlite'), copy)
    fc.assert(
      fc.property(fc.nat(whole.length * 8 - 1), (bit) => {
        const bytes = Buffer.from(whole)
        bytes[bit >> 3]! ^= 1 << (bit & 7)
        writeFileSync(`${copy}-wal`, bytes)
        const found = inspectWal(`${copy}-wal`)
        // The header's format version, page size and sequence are covered by its checksum, as frames are by theirs.
        expect(found.recovered).toBeLessThan(recovered)
        expect(found.isCutOff).toBe(true)
      }),
      { numRuns: 200 },
    )
    db.close()
  })
})
