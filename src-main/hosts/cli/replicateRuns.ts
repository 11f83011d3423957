import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { FinalTest } from '#shared/contract/inspections.ts'
import { areReplicates } from '#shared/designspaces/areReplicates.ts'
import { networkKey } from '#shared/designspaces/toNetwork.ts'
import { isCounted } from '#shared/statistics/countedRun.ts'
import type { StudyReport } from '#main/reports/studyReport.ts'
import { t } from '#main/hosts/process/language.ts'
import { UserError } from '#main/hosts/process/userError.ts'
import { createLab } from '#main/lab.ts'
import { clientOf, type LabClient } from '#main/services/client.ts'
import { DatasetReader } from '#main/services/datasets/datasetReader.ts'
import { reportData } from '#main/services/reports/reportData.ts'
import { listStudies } from '#main/store/tables/studies.ts'
import { runsOf } from '#main/studyRunner/runsOf.ts'
import { cacheFolder } from '#main/studyRunner/studyFolder.ts'
import { interruption } from './interruption.ts'
import { programCommand } from './programCommand.ts'
import { chosenStudy } from './readFigureSource.ts'

export interface Replication {
  folder: string
  /** Name of the study. */
  name?: string
  runs?: number[]
  /** Instead of `runs`: how many of the best networks. */
  best?: number
  seeds: number
  /** Undefined: as before. */
  epochs?: number
  test?: true
  resume?: true
}

export interface Replicates {
  /** The study, with the populations of the new runs and those of their networks. */
  report: StudyReport
  tests: readonly FinalTest[]
}

/** Trains networks again until all runs are over; undefined if it was stopped, which is then said. Throws UserError. */
export async function replicateRuns({ folder, ...order }: Replication): Promise<Replicates | undefined> {
  if (!existsSync(join(folder, 'lab.sqlite'))) throw new UserError(t('terminal.studyMissing', { folder }))
  // Trainers inherit it.
  process.env['REGBENCH_CACHE'] ??= cacheFolder(resolve(folder))
  const lab = await createLab({ dataDir: resolve(folder) })
  const stop = interruption('Stopping: what runs writes a checkpoint. (Once more to stop at once.)')
  stop.signal.addEventListener('abort', () => void lab.close())
  try {
    const client = clientOf(lab)
    const { id, name } = chosenStudy(listStudies(lab.core.db), order.name)
    const before = await replicatesIn(client, id)
    const added = order.resume ? [] : await addedTo(client, id, name, order)
    await client.runs.act({ scope: { studyId: id }, action: 'resume' })
    await client.queue.start()
    await lab.core.queue.waitUntilIdle()
    if (stop.signal.aborted) {
      const words = ['replicate', folder, ...(order.name === undefined ? [] : ['--name', order.name]), '--resume']
      const goOnBy = programCommand([...words, ...(order.test ? ['--test'] : [])])
      process.stderr.write(`Stopped; nothing is lost. Go on by:\n  ${goOnBy}\n`)
      process.exitCode = stop.exitCode
      return undefined
    }
    const shown = order.resume ? before : added
    if (shown.length === 0) throw new UserError(t('terminal.noReplicates', { name }))
    const populations = await client.populations.list({ studyId: id })
    const tests = order.test ? await testsOf(client, shown) : []
    const populationIds = populations.map((population) => population.id)
    const report = await reportData(lab.core, new DatasetReader(lab.core), id, { populationIds, language: 'en' })
    return { report, tests }
  } finally {
    stop.release()
    await lab.close()
  }
}

/** The ids of the new populations. Throws UserError if no network can be chosen. */
async function addedTo(
  client: LabClient,
  studyId: number,
  name: string,
  { runs, best, seeds, epochs }: Omit<Replication, 'folder'>,
): Promise<number[]> {
  const runIds = runs ?? (await bestRuns(client, studyId, best!))
  if (runIds.length === 0) throw new UserError(t('terminal.noFinishedRun', { name }))
  const request = { runIds, seeds, epochs: epochs ?? null, start: false }
  return (await client.populations.replicate(request)).map(({ id }) => id)
}

/** The runs of the `count` networks with the lowest errors; networks that were trained again count by their best run. */
async function bestRuns(client: LabClient, studyId: number, count: number): Promise<number[]> {
  const populationIds = (await client.populations.list({ studyId }))
    .filter(({ origin }) => origin === null)
    .map(({ id }) => id)
  if (populationIds.length === 0) return []
  const runs = (await runsOf(client, populationIds, 'rows')).filter(isCounted)
  const sorted = runs.toSorted((a, b) => a.errorPercent - b.errorPercent)
  const distinct = new Map(sorted.toReversed().map((run) => [networkKey(run.network), run]))
  return [...distinct.values()]
    .toSorted((a, b) => a.errorPercent - b.errorPercent)
    .slice(0, count)
    .map(({ id }) => id)
}

/** The populations of a study that hold one network several times. */
async function replicatesIn(client: LabClient, studyId: number): Promise<number[]> {
  const populations = await client.populations.list({ studyId })
  if (populations.length === 0) return []
  const runs = await runsOf(
    client,
    populations.map(({ id }) => id),
    'rows',
  )
  return populations.flatMap(({ id }) => {
    const networks = runs.filter(({ populationId }) => populationId === id).map(({ network }) => network)
    return areReplicates(networks) ? [id] : []
  })
}

async function testsOf(client: LabClient, populationIds: number[]): Promise<FinalTest[]> {
  const runs = (await runsOf(client, populationIds, 'outlines')).filter(isCounted)
  return runs.length === 0 ? [] : client.inspections.finalTests({ runIds: runs.map(({ id }) => id) })
}
