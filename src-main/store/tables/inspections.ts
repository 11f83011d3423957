import type { Database } from 'better-sqlite3'
import { choicesOf, countsOf, judgementBytes } from '#shared/inspection/judgementBytes.ts'
import type { Inspection, PicturedInspection } from '#shared/inspection/inspection.ts'
import type { Judgements } from '#shared/inspection/pairedInspections.ts'
import { scopeCondition, type Scope } from './scope.ts'

/** What the network of a run gets wrong, as stored with the run. */
export interface StoredInspection extends PicturedInspection {
  runId: number
  /** The digest of the run whose weights were looked into. */
  digest: string
  madeAt: number
  /** See RunInspection of the contract. */
  isSameWay: boolean
  judgements: Judgements
}

/** What does not follow from the judgements. */
type Found = Pick<Inspection, 'classNames' | 'recordedErrors' | 'loss' | 'worst'> & Pick<Judgements, 'split'>

interface Row {
  runId: number
  digest: string
  madeAt: number
  isSameWay: number
  found: string
  imageSize: number
  pixels: Buffer
  datasetHash: string
  judgements: Buffer
}

/** Stores what was found of a run in place of what was found before. */
export function putInspection(db: Database, inspection: StoredInspection): void {
  const { runId, digest, madeAt, imageSize, judgements } = inspection
  const { classNames, split, recordedErrors, loss, worst } = inspection
  const found: Found = { classNames, split, recordedErrors, loss, worst }
  const row: Row = {
    ...{ runId, digest, madeAt, imageSize },
    isSameWay: Number(inspection.isSameWay),
    found: JSON.stringify(found),
    pixels: Buffer.from(inspection.pixels),
    datasetHash: judgements.datasetHash,
    judgements: Buffer.from(judgementBytes(judgements)),
  }
  db.prepare(
    `INSERT OR REPLACE INTO inspections
       (runId, digest, madeAt, isSameWay, found, imageSize, pixels, datasetHash, judgements)
     VALUES (@runId, @digest, @madeAt, @isSameWay, @found, @imageSize, @pixels, @datasetHash, @judgements)`,
  ).run(row)
}

/** What was found of the runs of a scope that still have the result that was looked into, by run. */
export function listInspections(db: Database, scope: Scope): StoredInspection[] {
  const { sql, values } = scopeCondition(scope)
  return db
    .prepare<unknown[], Row>(
      `SELECT * FROM inspections WHERE runId IN
         (SELECT id FROM runs WHERE ${sql} AND runs.digest = inspections.digest) ORDER BY runId`,
    )
    .all(...values)
    .map(read)
}

/** Removes what was found of a run's earlier result. */
export function removeOutdatedInspection(db: Database, runId: number, digest: string): void {
  db.prepare('DELETE FROM inspections WHERE runId = ? AND digest <> ?').run(runId, digest)
}

function read({ found, isSameWay, pixels, datasetHash, judgements: bytes, ...row }: Row): StoredInspection {
  const { split, ...rest } = JSON.parse(found) as Found
  const classes = rest.classNames.length
  const choices = choicesOf(bytes, classes)
  return {
    ...{ ...row, ...rest, ...countsOf(choices, classes), split },
    ...{ isSameWay: isSameWay !== 0, pixels: new Uint8Array(pixels) },
    judgements: { datasetHash, split, ...choices },
  }
}
