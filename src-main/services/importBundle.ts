import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import type { LastIds, StagedStudy } from '#main/bundles/stageStudy.ts'
import { stagedDatabase, stagedWeights, tablesWithIds } from '#main/bundles/stageStudy.ts'
import { moveOwned } from '#main/disk/moveOwned.ts'
import { removeOwned } from '#main/disk/removeOwned.ts'
import { insertEvent } from '#main/store/events.ts'
import { asLabError } from '#main/store/storageTrouble.ts'
import { findStudy, listStudies } from '#main/store/studies.ts'
import { holdBack } from './dataFolders.ts'
import { newImportFolder } from './importFolder.ts'
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
  const { db, folder: root, background } = core
  for (;;) {
    const folder = inRoot(root, () => newImportFolder(root))
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
      removeOwned('lab', root, folder)
    }
  }
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
  const moved: string[] = []
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
        const name = `weights/run-${runId}.safetensors`
        moveOwned('lab', root, `${folder}/${stagedWeights(runId)}`, name)
        moved.push(name)
      }
      return studyId
    })()
  } catch (error) {
    for (const name of moved) removeOwned('lab', root, name)
    throw error
  } finally {
    db.exec('DETACH staged')
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
