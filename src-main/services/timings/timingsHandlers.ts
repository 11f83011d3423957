import { getStudy } from '#main/store/tables/studies.ts'
import { listPublishedTimings, listTimings, removePublishedTimings, removeTimings } from '#main/store/tables/timings.ts'
import type { Handlers } from '../handlers.ts'
import { timePredictions } from './timePredictions.ts'
import { record, type LabContext } from '../labContext.ts'

/** Handlers for measured times. */
export function timingsHandlers(core: LabContext): Handlers<'timings'> {
  const { db, health, measurement } = core
  return {
    list({ studyId }) {
      getStudy(db, studyId)
      return listTimings(db, { studyId })
    },
    published: () => listPublishedTimings(db),
    predictions: () => timePredictions(db),
    status: () => measurement.status,
    measure(request) {
      health.requireSound()
      getStudy(db, request.studyId)
      return measurement.begin(request)
    },
    async stop() {
      await measurement.stop()
      return measurement.status
    },
    remove({ studyId, published, conditions }) {
      getStudy(db, studyId)
      const removed = published ? removePublishedTimings(db, conditions) : removeTimings(db, { studyId }, conditions)
      if (removed > 0) record(core, { kind: 'timesRemoved', studyId, data: { times: removed } })
      return { removed }
    },
  }
}
