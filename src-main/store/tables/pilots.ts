import type { Database } from 'better-sqlite3'
import type { PilotPoint } from '#shared/contract/populations.ts'

/** Conditions under which speeds are comparable. */
export interface PilotKey {
  provider: string
  datasetHash: string
  batchSize: number
}

/** Stores the speed of a network, replacing an earlier measurement. */
export function putPilot(db: Database, key: PilotKey, point: PilotPoint, measuredAt: number): void {
  db.prepare(
    `INSERT OR REPLACE INTO pilots (provider, datasetHash, batchSize, flops, activations, parameters, imagesPerSecond,
       peakMemoryBytes, measuredAt)
     VALUES (@provider, @datasetHash, @batchSize, @flops, @activations, @parameters, @imagesPerSecond,
       @peakMemoryBytes, @measuredAt)`,
  ).run({ ...key, ...point, measuredAt })
}

/** The measured speeds, by FLOPs. */
export function listPilots(db: Database, { provider, datasetHash, batchSize }: PilotKey): PilotPoint[] {
  return db
    .prepare<[string, string, number], PilotPoint>(
      `SELECT flops, activations, parameters, imagesPerSecond, peakMemoryBytes FROM pilots
       WHERE provider = ? AND datasetHash = ? AND batchSize = ? ORDER BY flops`,
    )
    .all(provider, datasetHash, batchSize)
}
