import { existsSync, mkdirSync, mkdtempSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Database } from 'better-sqlite3'
import type { LastIds, StagedStudy } from '#main/bundles/stageStudy.ts'
import { stagedDatabase, stagedWeights, tablesWithIds } from '#main/bundles/stageStudy.ts'
import { moveOwned } from '#main/disk/moveOwned.ts'
import { removeReleased } from '#main/scheduler/releasing.ts'
import { weightsPathOf } from '#main/scheduler/runFiles.ts'
import { insertEvent } from '#main/store/events.ts'
import { durably } from '#main/store/transactions.ts'
import { forgetReleased, listReleased, release } from '#main/store/released.ts'
import { asLabError } from '#main/store/storageTrouble.ts'
import { findStudy, listStudies } from '#main/store/studies.ts'
import { holdBack } from './dataFolders.ts'
import type { LabCore } from './labCore.ts'

export interface ImportedStudy {
  id: number
  /** Runs that come without the weights that were kept of them, as those are missing or damaged. */
  weightsLeftOut: number
}

/**
 * The new study of a .regbench file's bytes. Its runs are over and never enter the queue; where its name is taken it
 * becomes "name (2)". The file is read and made into rows in the background; here those are only copied. Rejects with
 * LabError 'invalid' where the file is no bundle, and then leaves no trace.
 */
export async function importBundle(
  core: LabCore,
  bytes: Uint8Array,
  { isSample, signal }: { isSample: boolean; signal?: AbortSignal | undefined },
): Promise<ImportedStudy> {
  const { db, folder: root, background, health } = core
  health.requireSound()
  for (;;) {
    const folder = inRoot(root, () => newImportFolder(core))
    try {
      const lastIds = lastIdsOf(db)
      const names = listStudies(db).map(({ name }) => name)
      const request = { bytes, root, folder, lastIds, names, isSample }
      const staged = await background.do('stageStudy', request, { signal })
      const id = inRoot(root, () => adopt(core, { folder, lastIds, staged }))
      // Another study or population has taken an id or the name: it is staged with others.
      if (id === undefined) continue
      core.feed.changed()
      return { id, weightsLeftOut: staged.weightsLeftOut }
    } finally {
      removeReleased(core, [folder])
    }
  }
}

/** The name of a new folder in the lab's for what is imported. It is released at once: a crash leaves it to the next start. */
function newImportFolder({ db, folder }: LabCore): string {
  const name = basename(mkdtempSync(join(folder, 'import-')))
  release(db, [name])
  return name
}

/** What `act` gives; trouble with the disk is told as that of the lab's folder. */
function inRoot<T>(root: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw asLabError(error, root)
  }
}

function lastIdsOf(db: Database): LastIds {
  const rows = db.prepare<[], { name: string; seq: number }>('SELECT name, seq FROM sqlite_sequence').all()
  const last = new Map(rows.map(({ name, seq }) => [name, seq]))
  return Object.fromEntries(tablesWithIds.map((table) => [table, last.get(table) ?? 0])) as LastIds
}

interface Adoption {
  folder: string
  lastIds: LastIds
  staged: StagedStudy
}

/** Those whose rows are copied with their ids, what is named before what names it. */
const copied = ['studies', 'spaces', 'populations', 'runs', 'epochs', 'refinements', 'reports'] as const

/** Takes a staged study into the lab, all of it or nothing. Its id; undefined: an id or its name is not free any more. */
function adopt(core: LabCore, { folder, lastIds, staged }: Adoption): number | undefined {
  const { db, folder: root, now } = core
  // Until their rows are there too.
  const weights = staged.weights.map(weightsPathOf).filter((path) => !existsSync(join(root, path)))
  durably(db, () => release(db, weights))
  db.prepare('ATTACH ? AS staged').run(join(root, folder, stagedDatabase))
  try {
    return db.transaction(() => {
      const lastNow = lastIdsOf(db)
      if (tablesWithIds.some((table) => lastNow[table] !== lastIds[table]) || findStudy(db, staged.name))
        return undefined
      const { studyId, bundled, weightsLeftOut } = staged
      for (const table of copied) copyRows(db, table, columnsOf(db, table))
      copyRows(
        db,
        'events',
        columnsOf(db, 'events').filter((column) => column !== 'id'),
      )
      const data = { ...bundled, ...(weightsLeftOut > 0 && { weightsLeftOut }) }
      insertEvent(db, { studyId, runId: null, kind: 'studyImported', data, at: now() })
      holdBack(db, staged.dataFolders, studyId)
      if (staged.weights.length > 0) mkdirSync(join(root, 'weights'), { recursive: true })
      for (const runId of staged.weights) {
        const path = weightsPathOf(runId)
        moveOwned('lab', root, `${folder}/${stagedWeights(runId)}`, path)
        forgetReleased(db, path)
      }
      return studyId
    })()
  } finally {
    db.exec('DETACH staged')
    // Those that no row names; what others have released, such as an import under way, is theirs.
    const released = new Set(listReleased(db))
    removeReleased(
      core,
      weights.filter((path) => released.has(path)),
    )
  }
}

function copyRows(db: Database, table: string, columns: readonly string[]): void {
  const list = columns.map((column) => `"${column}"`).join(', ')
  db.exec(
    `INSERT INTO main.${table} (${list}) SELECT ${list} FROM staged.${table} ORDER BY ${table === 'epochs' ? 'runId, epoch' : 'id'}`,
  )
}

function columnsOf(db: Database, table: string): string[] {
  return db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table)
}
