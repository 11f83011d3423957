import { sentence } from '#shared/sentences/sentence.ts'
import { releasing } from '#main/scheduler/releasing.ts'
import { attemptsPath, weightsPathOf } from '#main/scheduler/runFiles.ts'
import { backUpNow } from '#main/store/safety/backups.ts'
import { deleteEvents } from '#main/store/tables/events.ts'
import { LabError } from '#main/store/labError.ts'
import { countRuns, listRuns } from '#main/store/tables/runs.ts'
import { deleteStudy, getStudy } from '#main/store/tables/studies.ts'
import { record, type LabContext } from '../labContext.ts'

/**
 * Permanently deletes a study in the trash, with its log, weights and checkpoints. Rejects with LabError 'invalid' if
 * it is not in the trash.
 */
export async function removeStudy(core: LabContext, id: number): Promise<void> {
  const { db, folder, queue } = core
  const { name, trashedAt } = getStudy(db, id)
  if (trashedAt === null) throw new LabError('invalid', sentence('studyNotInTrash', { name }))
  queue.cancel({ studyId: id })
  await untilNoneRuns(core, id)
  // Deleting cannot be undone.
  backUpNow(db, folder, core.now())
  const files = listRuns(db, { studyId: id }).flatMap((run) => [attemptsPath(run.id), weightsPathOf(run.id)])
  releasing(core, files, () => {
    deleteEvents(db, id)
    deleteStudy(db, id)
  })
  record(core, { kind: 'studyRemoved', data: { removedStudyId: id, name } })
}

/** Resolves when no trainer works on a study: cancelling takes at most a second. */
async function untilNoneRuns({ db, feed }: LabContext, studyId: number): Promise<void> {
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
