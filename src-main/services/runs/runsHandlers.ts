import type { CurvedRun, RunAction } from '#shared/contract/runs.ts'
import type { RunScope } from '#shared/contract/scope.ts'
import { fileName } from '#shared/files/fileName.ts'
import { fullPath } from '#main/scheduler/runFiles.ts'
import type { RunQueue } from '#main/scheduler/runQueue.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '#main/store/labError.ts'
import { getPopulation } from '#main/store/tables/populations.ts'
import { reorderWaiting } from '#main/store/tables/queueOrder.ts'
import { countRunsOf, pageOfRuns, runRows } from '#main/store/tables/runRows.ts'
import { annotateRun, excludeRuns, exclusionsOf, tagRuns } from '#main/store/tables/runNotes.ts'
import { getRun } from '#main/store/tables/runs.ts'
import { changeRuns } from '#main/store/tables/runTransitions.ts'
import { readStepLosses } from '#main/store/tables/steps.ts'
import { requireChosenFor } from '../datasets/dataFolders.ts'
import { seekDraws } from '../populations/draws.ts'
import type { Handlers } from '../handlers.ts'
import { record, type LabContext } from '../labContext.ts'
import { keepWeights } from './keepWeights.ts'
import { ChangedMeanwhileError, requireUnchanged } from '../requireUnchanged.ts'
import { runDetail } from './runDetail.ts'
import { runWithEpochs } from './runs.ts'

type Act = (queue: RunQueue, scope: RunScope) => number[]

const acts: Record<RunAction, Act> = {
  pauseNow: (queue, scope) => queue.pause(scope),
  pauseAfterEpoch: (queue, scope) => queue.pauseAfterEpoch(scope),
  resume: (queue, scope) => queue.resume(scope),
  cancel: (queue, scope) => queue.cancel(scope),
  retry: (queue, scope) => started(queue, queue.retry(scope)),
  startOver: (queue, scope) => started(queue, queue.startOver(scope)),
}

function started(queue: RunQueue, runIds: number[]): number[] {
  queue.start()
  return runIds
}

const idsOf = (runs: readonly { id: number }[]) => runs.map(({ id }) => id)

/** Handlers for runs: tables, details, and user actions. */
export function runsHandlers(core: LabContext): Handlers<'runs'> {
  const { db, folder, queue, jobs } = core
  const row = (id: number): CurvedRun => {
    getRun(db, id)
    return runRows(db, [id])[0]!
  }
  /** Throws 'changedMeanwhile' if a run's exclusion is neither as the client saw it nor as requested. */
  const requireReasons = (runs: readonly { id: number; reason: string | null; basedOn: string | null }[]): void => {
    const now = exclusionsOf(db, idsOf(runs))
    const others = runs.filter(({ reason, basedOn }, i) => now[i] !== basedOn && now[i] !== reason)
    const named = others.slice(0, 5).map(({ id }) => `#${id}`)
    const said = sentence('exclusionChangedMeanwhile', {
      runs: [...named, ...(others.length > 5 ? ['…'] : [])].join(', '),
    })
    if (others.length > 0) throw new ChangedMeanwhileError(now, said)
  }

  return {
    async table(page) {
      if (page.details === 'rows') await seekDraws(core, page.populationIds)
      return { rows: pageOfRuns(db, page), total: countRunsOf(db, page.populationIds) }
    },
    rows: ({ runIds }) => runRows(db, runIds),
    async get({ id }) {
      await seekDraws(core, [getRun(db, id).populationId])
      return runDetail(db, id)
    },
    stepLosses({ id }) {
      getRun(db, id)
      const losses = readStepLosses(db, id)
      const bytes = new DataView(new ArrayBuffer(4 * losses.length))
      losses.forEach((loss, i) => bytes.setFloat32(4 * i, loss, true))
      return new Blob([bytes])
    },
    act({ scope, action }) {
      if (action === 'retry') requireChosenFor(db, scope)
      return { runIds: acts[action](queue, scope) }
    },
    reorder({ runIds, before }) {
      const { populationId } = getRun(db, runIds[0]!)
      db.transaction(() => reorderWaiting(db, runIds, before))()
      const { studyId } = getPopulation(db, populationId)
      record(core, { kind: 'reordered', studyId, data: { runs: runIds.length } })
    },
    prioritise({ scope, priority }) {
      const changed = changeRuns(db, scope, ['queued', 'paused', 'interrupted'], { priority })
      record(core, { kind: 'prioritised', runIds: changed, data: { priority } })
    },
    tag({ runIds, add, remove }) {
      tagRuns(db, runIds, add, remove)
      record(core, { kind: 'tagged', runIds })
      return runRows(db, runIds)
    },
    exclude({ runs }) {
      requireReasons(runs)
      const byReason = Map.groupBy(runs, ({ reason }) => reason)
      db.transaction(() => {
        for (const [reason, some] of byReason) {
          const changed = { runIds: excludeRuns(db, idsOf(some), reason) }
          record(
            core,
            reason === null ? { kind: 'included', ...changed } : { kind: 'excluded', ...changed, data: { reason } },
          )
        }
      })()
      return runRows(db, idsOf(runs))
    },
    annotate({ id, note, basedOn }) {
      const { note: now } = getRun(db, id)
      const said = now === '' ? sentence('noteRemovedMeanwhile', { id }) : sentence('noteChangedMeanwhile', { id, now })
      requireUnchanged(now, basedOn, said)
      annotateRun(db, id, note)
      record(core, { kind: 'annotated', runIds: [id] })
      return row(id)
    },
    async keepWeights({ id }) {
      const { status } = getRun(db, id)
      if (status !== 'finished') throw new LabError('invalid', sentence('runNotFinished', { id }))
      if (await keepWeights(core, id)) queue.start()
      else record(core, { kind: 'pinned', runIds: [id], data: { pinned: true } })
      return row(id)
    },
    unpin({ id }) {
      getRun(db, id)
      changeRuns(db, { runId: id }, ['finished'], { pinned: false })
      record(core, { kind: 'pinned', runIds: [id], data: { pinned: false } })
      return row(id)
    },
    async exportOnnx({ id, opset }, { signal }) {
      const { weightsPath, populationId, digest, epochs } = runWithEpochs(db, id)
      if (weightsPath === null) {
        throw new LabError('invalid', sentence('weightsNotKept', { id }))
      }
      const weightsFile = fullPath(folder, weightsPath, id)
      const model = await jobs.run('exportOnnx', { weightsFile, run: { digest, epochs }, opset }, { signal })
      const name = fileName(`${getPopulation(db, populationId).name}-${id}`, 'onnx')
      return new File([model], name, { type: 'application/octet-stream' })
    },
    operatorGraph: ({ id }, { signal }) => jobs.run('operatorGraph', { network: getRun(db, id).network }, { signal }),
  }
}
