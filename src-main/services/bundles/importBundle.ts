import { existsSync, mkdirSync, mkdtempSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setImmediate as pause } from 'node:timers/promises'
import { freeName } from '#shared/schema/freeName.ts'
import { stagedDatabase, stagedWeights, type StagedStudy } from '#main/bundles/stageStudy.ts'
import { moveOwned } from '#main/disk/moveOwned.ts'
import { removeReleased } from '#main/scheduler/releasing.ts'
import { weightsPathOf } from '#main/scheduler/runFiles.ts'
import { insertEvent } from '#main/store/tables/events.ts'
import { forgetReleased, listReleased, release } from '#main/store/tables/released.ts'
import {
  attached,
  copyOthers,
  copySlice,
  importPrefix,
  lastIdsOf,
  removeLoose,
  reserveIds,
  type IdRange,
  type SlicedKey,
} from '#main/store/staged.ts'
import { asLabError } from '#main/store/safety/storageTrouble.ts'
import { listStudies } from '#main/store/tables/studies.ts'
import { durably } from '#main/store/transactions.ts'
import { holdBack } from '../datasets/dataFolders.ts'
import type { LabContext } from '../labContext.ts'

export interface ImportedStudy {
  id: number
  /** Runs that come without the weights that were kept of them, as those are missing or damaged. */
  weightsLeftOut: number
}

/**
 * The new study of a .regbench file's bytes. Its runs are over and never enter the queue; where its name is taken it
 * becomes "name (2)". The file is read and made into rows in the background; here those are only copied, with pauses in
 * which others are answered. Rejects with LabError 'invalid' where the file is no bundle, and then leaves no trace.
 */
export async function importBundle(
  core: LabContext,
  bytes: Uint8Array,
  { isSample, signal }: { isSample: boolean; signal?: AbortSignal | undefined },
): Promise<ImportedStudy> {
  const { db, folder: root, jobs, health } = core
  health.requireSound()
  for (;;) {
    const folder = inRoot(root, () => newImportFolder(core))
    const file = join(root, folder, stagedDatabase)
    let loose: IdRange | undefined
    try {
      const lastIds = lastIdsOf(db)
      const staged = await jobs.run('stageStudy', { bytes, root, folder, lastIds, isSample }, { signal })
      const reserved = inRoot(root, () => attached(db, file, () => reserveIds(db, lastIds)))
      // Another study or population has taken an id: it is staged with others.
      if (!reserved) continue
      loose = { after: lastIds.runs, upTo: reserved.runs }
      await bringSlices(core, file, signal)
      const id = inRoot(root, () => attached(db, file, () => finish(core, folder, staged)))
      loose = undefined
      core.feed.changed()
      return { id, weightsLeftOut: staged.weightsLeftOut }
    } finally {
      // Where that fails, the folder stays released, and the next start does it.
      while (loose && removeLoose(db, loose)) await pause()
      removeReleased(core, [folder])
    }
  }
}

async function bringSlices(
  { db, folder, health }: LabContext,
  file: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const next = (last?: SlicedKey) => inRoot(folder, () => attached(db, file, () => copySlice(db, last)))
  for (let last = next(); last; last = next(last)) {
    await pause()
    signal?.throwIfAborted()
    health.requireSound()
  }
}

/** The name of a new folder in the lab's for what is imported. It is released at once: a crash leaves it to the next start. */
function newImportFolder({ db, folder }: LabContext): string {
  const name = basename(mkdtempSync(join(folder, importPrefix)))
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

/** Takes everything by which a staged study is seen into the lab, and its weights: all of it or nothing. Its id. */
function finish(core: LabContext, folder: string, { studyId, weights: runIds, ...staged }: StagedStudy): number {
  const { db, folder: root, now } = core
  const { bundled, weightsLeftOut, dataFolders } = staged
  // Until their rows are there too.
  const weights = runIds.map(weightsPathOf).filter((path) => !existsSync(join(root, path)))
  durably(db, () => release(db, weights))
  try {
    return durably(db, () => {
      const names = new Set(listStudies(db).map(({ name }) => name))
      copyOthers(db, { name: freeName(bundled.name, (name) => names.has(name)) })
      const data = { ...bundled, ...(weightsLeftOut > 0 && { weightsLeftOut }) }
      insertEvent(db, { studyId, kind: 'studyImported', data, at: now() })
      holdBack(db, dataFolders, studyId)
      if (runIds.length > 0) mkdirSync(join(root, 'weights'), { recursive: true })
      for (const runId of runIds) {
        const path = weightsPathOf(runId)
        moveOwned('lab', root, `${folder}/${stagedWeights(runId)}`, path)
        forgetReleased(db, path)
      }
      return studyId
    })
  } finally {
    // Those that no row names; what others have released, such as an import under way, is theirs.
    const released = new Set(listReleased(db))
    removeReleased(
      core,
      weights.filter((path) => released.has(path)),
    )
  }
}
