import { sentence } from '#shared/sentences/sentence.ts'
import { removeAttempts, removeStored } from '#main/scheduler/runFiles.ts'
import { deleteEvents, theLab } from '#main/store/events.ts'
import { LabError } from '#main/store/labError.ts'
import { countRuns, listRuns } from '#main/store/runs.ts'
import { deleteStudy, getStudy } from '#main/store/studies.ts'
import { log, type LabCore } from './labCore.ts'

/** Removes a study that is in the trash for good, with its log, weights and checkpoints. */
export async function removeStudy(core: LabCore, id: number): Promise<void> {
  const { db, folder, queue } = core
  const { name, trashedAt } = getStudy(db, id)
  if (trashedAt === null) throw new LabError('invalid', sentence('studyNotInTrash', { name }))
  queue.cancel({ studyId: id })
  await untilNoneRuns(core, id)
  const files = listRuns(db, { studyId: id }).map(({ id: runId, weightsPath }) => ({ runId, weightsPath }))
  db.transaction(() => {
    deleteEvents(db, id)
    deleteStudy(db, id)
  })()
  log(core, theLab, 'studyRemoved', { removedStudyId: id, name })
  // The rows first: files without a row are swept at the next start.
  for (const { runId, weightsPath } of files) {
    removeAttempts(folder, runId)
    if (weightsPath !== null) removeStored(folder, weightsPath)
  }
}

/** Resolves when the trainers have let go of a study: cancelling takes them a second at most. */
async function untilNoneRuns({ db, feed }: LabCore, studyId: number): Promise<void> {
  const isFree = () => countRuns(db, { studyId }).running === 0
  await new Promise<void>((resolve) => {
    const look = () => {
      if (!isFree()) return
      unsubscribe()
      resolve()
    }
    const unsubscribe = feed.subscribe(look)
    look()
  })
}
