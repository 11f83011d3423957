import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { sentence } from '#shared/sentences/sentence.ts'
import { TimingProcess } from '#main/benchmark/timingProcess.ts'
import { removeStaleTempFiles } from '#main/datasets/imageFolder/imageStore.ts'
import { JobRunner } from '#main/jobs/jobRunner.ts'
import { startNodeTrainer, trainerEntry } from '#main/scheduler/nodeTrainer.ts'
import { FolderWatch } from '#main/scheduler/folderWatch.ts'
import { endLeftTrainers, reconcileRuns, tidyFiles } from '#main/scheduler/reconcile.ts'
import { RunQueue } from '#main/scheduler/runQueue.ts'
import { trainerCount } from '#main/scheduler/trainerCount.ts'
import type { StartTrainer } from '#main/scheduler/trainerHandle.ts'
import { changeFeed } from '#main/services/system/changeFeed.ts'
import { currentEnvironment } from '#main/services/system/environment.ts'
import { Health } from '#main/services/system/health.ts'
import { Measurement } from '#main/services/timings/measurement.ts'
import { Inspections } from '#main/services/inspections/inspections.ts'
import type { LabContext } from '#main/services/labContext.ts'
import { dropWorst } from '#main/services/populations/dropWorst.ts'
import { endDecided } from '#main/services/populations/endDecided.ts'
import { replacedPlans } from '#main/services/studies/replacedPlans.ts'
import { lastEventId } from '#main/store/tables/events.ts'
import { LabError } from '#main/store/labError.ts'
import { openStore } from '#main/store/open.ts'
import type { MachineIdentity } from '#main/store/tables/runs.ts'
import { readSettings } from '#main/store/tables/settings.ts'
import { asLabError } from '#main/store/safety/storageErrors.ts'
import { freeDeviceBytes } from '#main/trainer/providers/deviceMemory.ts'
import { planIdHere } from '#main/trainer/providers/plansHere.ts'
import { providerOf } from '#main/trainer/providers/providers.ts'

/** Options for creating a lab. */
export interface LabOptions {
  /** Folder of the database, checkpoints and weights; created if missing. */
  dataDir: string
  /** Default: child processes of `node`. */
  startTrainer?: StartTrainer
  /** Starts a process that measures times. Default: a child process of `node`. */
  startTiming?: () => Pick<TimingProcess, 'measure' | 'end'>
  /** A background process that outlives this lab, as several labs share it. Default: one of its own. */
  jobs?: JobRunner
  /** The Node executable of trainers. Default: that of this process. */
  node?: string
  /** The trainers' file. Default: trainer/worker.ts. */
  trainerEntry?: string
  /** Number of concurrent trainers. Default: from the settings, or as many as cores and free memory allow. */
  trainers?: number
  /** Numbers of runs that one trainer of a provider holds at once. Default: one on the CPU, measured on a GPU. */
  slots?: Readonly<Record<string, number>>
  /** Folder for decoded images. Default: `cache` in the data folder. */
  cacheDir?: string
  /** Whether the lab may be created in a folder with others' files, which are left alone. */
  beside?: boolean
  /** Whether to open a damaged lab read-only instead of throwing. */
  evenDamaged?: boolean
  /** Interval for checking that the folder still exists, in milliseconds. */
  folderCheckMs?: number
  /** Interval at which a queue stopped by a full disk checks for room, in milliseconds. */
  roomCheckMs?: number
  /** Default: that of this process. */
  environment?: MachineIdentity
  /** Milliseconds since 1970, for the log. */
  now?: () => number
}

/** Idle time before the log is checkpointed into the database. */
const idleMs = 2000

/** A lab as createLab returns it. */
export type Lab = Awaited<ReturnType<typeof createLab>>

/**
 * The lab of a folder, as its only writer, with the queue stopped. First ends trainers of a dead lab and marks runs it
 * left running as "interrupted". Throws LabError.
 */
export async function createLab(options: LabOptions) {
  const { startTrainer = startNodeTrainer, node = process.execPath, now = Date.now } = options
  const entry = options.trainerEntry ?? trainerEntry
  const environment = options.environment ?? currentEnvironment()
  const store = openStore(options.dataDir, { now, beside: options.beside ?? false })
  const { db, folder, labId: id } = store
  const records = { db, folder, now }
  const ownCache = join(folder, 'cache')
  try {
    if (store.damage !== null) {
      if (!options.evenDamaged) throw new LabError('damaged', store.damage)
    } else {
      await endLeftTrainers(records)
      reconcileRuns(records, 'interrupted')
      store.notices.push(...tidyFiles(records), ...replacedPlans(db))
      removeStaleTempFiles(ownCache)
      store.checkpoint()
    }
  } catch (error) {
    store.close()
    throw asLabError(error, folder)
  }

  const freeMemoryBytes = process.availableMemory()
  const feed = changeFeed(() => lastEventId(db))
  let trainers = options.trainers ?? readSettings(db).trainers
  const cacheDir = options.cacheDir ?? process.env['REGBENCH_CACHE'] ?? ownCache
  const program = { node, entry, cacheDir }
  const queue = new RunQueue({
    records,
    machine: environment,
    planHere: planIdHere,
    startTrainer: () => startTrainer(program),
    trainerCount: (peak) => ({
      count: trainers ?? trainerCount(availableParallelism(), freeMemoryBytes, peak),
      isChosen: trainers !== null,
    }),
    devices: {
      sharesDevice: (provider) =>
        options.slots?.[provider] !== undefined || providerOf(provider)?.sharesDevice === true,
      fixed: (provider) => options.slots?.[provider] ?? trainers,
      freeBytesOf: freeDeviceBytes,
    },
    changed: feed.changed,
    // Keeps the log short, so that little depends on it.
    epochRecorded: (runId, epoch) => dropWorst({ db, now, queue }, { runId, epoch }),
    runEnded(runId) {
      store.checkpoint()
      dropWorst({ db, now, queue }, { runId })
      endDecided({ db, now, queue })
    },
    explain: (error) => health.explain(error),
    roomCheckMs: options.roomCheckMs ?? 5000,
  })
  const jobs = options.jobs ?? new JobRunner(node, (pid) => removeStaleTempFiles(cacheDir, pid))
  let replaced: () => void = () => undefined
  const whenReplaced = new Promise<void>((resolve) => (replaced = resolve))
  const health = new Health({
    ...{ store, jobs, now },
    stop: () => stop(),
    onDamage(error) {
      queue.fail(error)
      feed.changed()
    },
    onReplaced: replaced,
  })
  const watch = new FolderWatch(folder, options.folderCheckMs ?? 2000, () =>
    health.fail(sentence('folderGone', { folder }), { canRestore: false }),
  )
  if (store.damage !== null) watch.end()
  let idle: NodeJS.Timeout | undefined
  const settle = () => {
    try {
      store.checkpoint()
    } catch (error) {
      // Records damage; a full disk stops the queue at the next write.
      health.explain(error)
    }
  }
  feed.subscribe(() => {
    store.mark()
    clearTimeout(idle)
    idle = setTimeout(settle, idleMs).unref()
  })
  health.begin()
  const measurement = new Measurement({
    ...{ db, queue, feed, now, explain: (error) => health.explain(error) },
    startProcess: options.startTiming ?? (() => new TimingProcess(node)),
  })
  const inspections = new Inspections({
    ...{ db, folder, cacheDir, now, canStore: () => store.damage === null },
    jobs: new JobRunner(node, (pid) => removeStaleTempFiles(cacheDir, pid)),
  })
  const core: LabContext = {
    ...{ id, db, folder, now, environment, queue, feed, jobs, health, measurement, inspections, program, startTrainer },
    databaseFile: store.file,
    afterUncleanExit: store.afterUncleanExit,
    setTrainers(count) {
      trainers = count
      queue.wake()
    },
  }

  let stopping: Promise<void> | undefined
  const stop = () =>
    (stopping ??= (async () => {
      watch.end()
      clearTimeout(idle)
      await measurement.close()
      await queue.close()
      if (jobs !== options.jobs) jobs.close()
      inspections.close()
      feed.close()
    })())
  let closing: Promise<void> | undefined
  const close = async () => {
    await health.end()
    await stop()
    store.close()
  }

  return {
    /** What the services work with; createRouter and clientOf build the contract on it, the only interface of a lab. */
    core,
    folder,
    environment,
    /** Whether the last lab of this folder died instead of closing. */
    afterUncleanExit: store.afterUncleanExit,
    health,
    /** Resolves when this lab's database was replaced. The lab is then closed and must be reopened. */
    whenReplaced,

    /** Checkpoints running runs, ends the trainers and releases the folder. */
    close: (): Promise<void> => (closing ??= close()),
  }
}
