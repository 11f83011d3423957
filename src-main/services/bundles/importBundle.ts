import { existsSync, mkdirSync, mkdtempSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setImmediate as pause } from 'node:timers/promises'
import { freeName } from '#shared/schema/freeName.ts'
import type { ResultsImport } from '#main/bundles/resultsBundle.ts'
import { stagedDatabase, stagedWeights, type StagedStudy, type StageRequest } from '#main/bundles/stageStudy.ts'
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
import { asLabError } from '#main/store/safety/storageErrors.ts'
import { listStudies } from '#main/store/tables/studies.ts'
import { durably } from '#main/store/transactions.ts'
import { holdBack } from '../datasets/dataFolders.ts'
import type { LabContext } from '../labContext.ts'

export interface ImportedStudy {
  id: number
  /** Number of runs imported without the weights kept for them, because those are missing or damaged. */
  weightsLeftOut: number
}

/**
 * Imports the bytes of a .regbench file as a new study. Its runs are over and never enter the queue; a study whose name
 * is taken becomes "name (2)". The file is parsed into rows in the background; this process only copies them, pausing
 * so that other calls are answered. Rejects with LabError 'invalid' if the file is no bundle, leaving no trace.
 */
export async function importBundle(
  core: LabContext,
  bytes: Uint8Array,
  { isSample, signal }: { isSample: boolean; signal?: AbortSignal | undefined },
): Promise<ImportedStudy> {
  return importStaged(core, signal, (place) => core.jobs.run('stageStudy', { bytes, ...place, isSample }, { signal }))
}

/**
 * Imports a file of results made elsewhere as a new study, like importBundle. Rejects with ValueError if the file or
 * its mapping cannot be used.
 */
export async function importResults(
  core: LabContext,
  given: Omit<ResultsImport, 'now'>,
  signal?: AbortSignal,
): Promise<ImportedStudy> {
  const results = { ...given, now: core.now() }
  return importStaged(core, signal, (place) =>
    core.jobs.run('stageResults', { results, ...place, isSample: false }, { signal }),
  )
}

/** Brings a study in that `stage` reads into a folder of the lab in the background; see importBundle. */
async function importStaged(
  core: LabContext,
  signal: AbortSignal | undefined,
  stage: (place: Omit<StageRequest, 'isSample'>) => Promise<StagedStudy>,
): Promise<ImportedStudy> {
  const { db, folder: root, health } = core
  health.requireSound()
  for (;;) {
    const folder = inRoot(root, () => newImportFolder(core))
    const file = join(root, folder, stagedDatabase)
    let loose: IdRange | undefined
    try {
      const lastIds = lastIdsOf(db)
      const staged = await stage({ root, folder, lastIds })
      const reserved = inRoot(root, () => attached(db, file, () => reserveIds(db, lastIds)))
      // Another study or population took an id meanwhile: stage again with new ids.
      if (!reserved) continue
      loose = { after: lastIds.runs, upTo: reserved.runs }
      await bringSlices(core, file, signal)
      const id = inRoot(root, () => attached(db, file, () => finish(core, folder, staged)))
      loose = undefined
      core.feed.changed()
      return { id, weightsLeftOut: staged.weightsLeftOut }
    } finally {
      // If this fails, the folder stays released and the next start removes it.
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

/**
 * Creates a folder in the lab's folder for an import and returns its name. Released at once, so that the next start
 * removes it after a crash.
 */
function newImportFolder({ db, folder }: LabContext): string {
  const name = basename(mkdtempSync(join(folder, importPrefix)))
  release(db, [name])
  return name
}

/** Runs `act`; reports disk errors as errors of the lab's folder. */
function inRoot<T>(root: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw asLabError(error, root)
  }
}

/**
 * Moves the rows that make a staged study visible, and its weights, into the lab: all or nothing. Returns the study's
 * id.
 */
function finish(core: LabContext, folder: string, { studyId, weights: runIds, ...staged }: StagedStudy): number {
  const { db, folder: root, now } = core
  const { bundled, weightsLeftOut, dataFolders } = staged
  // Released until their rows exist as well.
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
    // Only the files that no row references and that are still released: other released files, such as those of another
    // import, belong to others.
    const released = new Set(listReleased(db))
    removeReleased(
      core,
      weights.filter((path) => released.has(path)),
    )
  }
}
