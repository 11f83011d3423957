import type { QueueStatus } from '#shared/contract/queue.ts'
import { listWaiting } from '#main/store/tables/queueOrder.ts'
import { countFinishedSince, countRuns, placesOfRuns } from '#main/store/tables/runs.ts'
import { readSettings } from '#main/store/tables/settings.ts'
import type { Handlers } from '../handlers.ts'
import type { LabContext } from '../labContext.ts'
import { TimeLeft } from './timeLeft.ts'

const shownWaiting = 200
const hourMs = 3_600_000

/** Handlers for the queue as windows show it; cheap, since they are called twice a second. */
export function queueHandlers(core: LabContext): Handlers<'queue'> {
  const { db, queue, now } = core
  const timeLeft = new TimeLeft(core)

  const status = (): QueueStatus => {
    const { active } = queue
    const places = placesOfRuns(
      db,
      active.map(({ runId }) => runId),
    )
    return {
      isRunning: queue.isRunning,
      fault: queue.fault?.sentence ?? null,
      runs: countRuns(db, {}),
      trainers: queue.trainers,
      chosenTrainers: readSettings(db).trainers,
      active: active.flatMap(({ runId, epochsDone, epochs, imagesPerSecond, epochMs, intent, startedAt }) => {
        const place = places.get(runId)
        const pausesAfterEpoch = intent === 'pauseAfterEpoch'
        return place
          ? [{ runId, ...place, epochsDone, epochs, imagesPerSecond, epochMs, pausesAfterEpoch, startedAt }]
          : []
      }),
      waiting: listWaiting(db, shownWaiting).map((run) => ({ ...run, expected: timeLeft.expectedOf(run.runId) })),
      finishedLastHour: countFinishedSince(db, now() - hourMs),
      imagesPerSecond: active.reduce((sum, run) => sum + (run.imagesPerSecond ?? 0), 0),
      timeLeftMs: timeLeft.now(),
      populations: Array.from(timeLeft.ofPopulations(), ([populationId, timeLeftMs]) => ({ populationId, timeLeftMs })),
    }
  }

  return {
    status,
    start() {
      queue.start()
      return status()
    },
    stop() {
      queue.stop()
      return status()
    },
  }
}
