import { getStudy } from '#main/store/tables/studies.ts'
import { listTimings, removeTimings } from '#main/store/tables/timings.ts'
import type { Handlers } from '../handlers.ts'
import { record, type LabContext } from '../labContext.ts'

/** Handlers for measured times. */
export function timingsHandlers(core: LabContext): Handlers<'timings'> {
  const { db, health, measurement } = core
  const list = ({ studyId }: { studyId: number }) => {
    getStudy(db, studyId)
    return listTimings(db, { studyId })
  }
  return {
    list,
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
    remove({ studyId, conditions }) {
      const times = removeTimings(db, { studyId }, conditions)
      if (times > 0) record(core, { kind: 'timesRemoved', studyId, data: { times } })
      return list({ studyId })
    },
  }
}
