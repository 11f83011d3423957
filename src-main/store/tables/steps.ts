import type { Database } from 'better-sqlite3'
import { deflateSync, inflateSync } from 'node:zlib'

/** Stores the step losses of an epoch as one compressed blob; a repeated epoch replaces its blob. */
export function putStepLosses(db: Database, runId: number, epoch: number, losses: Float32Array): void {
  const bytes = new DataView(new ArrayBuffer(4 * losses.length))
  losses.forEach((loss, i) => bytes.setFloat32(4 * i, loss, true))
  db.prepare('INSERT OR REPLACE INTO steps (runId, epoch, losses) VALUES (?, ?, ?)').run(
    runId,
    epoch,
    deflateSync(new Uint8Array(bytes.buffer)),
  )
}

/** The losses of all steps of a run in order, epoch by epoch. */
export function readStepLosses(db: Database, runId: number): Float32Array {
  const epochs = db
    .prepare<[number], { losses: Buffer }>('SELECT losses FROM steps WHERE runId = ? ORDER BY epoch')
    .all(runId)
    .map(({ losses }) => inflateSync(losses))
  const bytes = Buffer.concat(epochs)
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(4 * i))
}

/** Removes the losses of a run that starts over. */
export function deleteStepLosses(db: Database, runId: number): void {
  db.prepare('DELETE FROM steps WHERE runId = ?').run(runId)
}
