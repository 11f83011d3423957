import type { Database } from 'better-sqlite3'
import type {
  PublishedTiming,
  RunTiming,
  TimingRequest,
  TimingStatus,
  TimingSubject,
} from '#shared/contract/timings.ts'
import { loweringPlans } from '#shared/lowering/planTable.ts'
import type { Network } from '#shared/networks/network.ts'
import { findPublished, publishedNetworks } from '#shared/networks/published/publishedNetworks.ts'
import { suggestion } from '#shared/schema/nearestName.ts'
import { messageOf, sentence } from '#shared/sentences/sentence.ts'
import { measureTimes, type TimingPlan, type TimingResult } from '#main/benchmark/measureTimes.ts'
import { conditionsHere, usualTiming } from '#main/benchmark/timingConditions.ts'
import type { TimingProcess } from '#main/benchmark/timingProcess.ts'
import type { RunQueue } from '#main/scheduler/runQueue.ts'
import { LabError } from '#main/store/labError.ts'
import { insertEvent } from '#main/store/tables/events.ts'
import { getPopulation } from '#main/store/tables/populations.ts'
import { countQueued, existingRunIds } from '#main/store/tables/runs.ts'
import { listStudies } from '#main/store/tables/studies.ts'
import { putPublishedTimings, putTimings } from '#main/store/tables/timings.ts'
import { providerIds, providerOf, type ProviderId } from '#main/trainer/providers/providers.ts'
import type { ChangeFeed } from '../system/changeFeed.ts'
import { runsToTime } from './runsToTime.ts'

interface Surroundings {
  db: Database
  queue: RunQueue
  feed: ChangeFeed
  now: () => number
  /** Turns an error of the store into one for users. */
  explain: (error: unknown) => unknown
  /** A new process to measure in. */
  startProcess: () => Pick<TimingProcess, 'measure' | 'end'>
}

const mostFailures = 10

/** A network to time and whose it is. */
interface Timed {
  subject: TimingSubject
  network: Network
}

/** The lab's measurement of times: one at a time, while no run trains. */
export class Measurement {
  readonly #around: Surroundings
  #status: TimingStatus | null = null
  #stop: AbortController | undefined
  #over: Promise<void> = Promise.resolve()
  /** Milliseconds of measuring up to the last visit, without waiting for the queue. */
  #elapsed = 0
  #isClosed = false

  constructor(around: Surroundings) {
    this.#around = around
  }

  /** The measurement under way, or the last one. */
  get status(): TimingStatus | null {
    return this.#status
  }

  /** Begins to measure. Throws LabError 'invalid' if one is under way, or with what is wrong with the request. */
  begin(request: TimingRequest): TimingStatus {
    if (this.#stop) throw new LabError('invalid', sentence('measurementUnderWay'))
    const { db } = this.#around
    const provider = providerOf(request.provider)
    if (!provider)
      throw new LabError(
        'invalid',
        sentence('providerUnknown', { provider: request.provider, hint: suggestion(request.provider, providerIds) }),
      )
    for (const id of request.populationIds)
      if (getPopulation(db, id).studyId !== request.studyId)
        throw new LabError('invalid', sentence('noPopulation', { id }))
    const timed = [
      ...request.populationIds.flatMap((populationId) =>
        runsToTime(db, populationId, request.networks).map(({ id, network }): Timed => ({ subject: id, network })),
      ),
      ...request.published.map(publishedToTime),
    ]
    if (timed.length === 0) throw new LabError('invalid', sentence('nothingToTime'))
    const plan: TimingPlan = {
      ...{ ...usualTiming, ...request, provider: request.provider as ProviderId },
      networks: timed.map(({ network }) => network),
      plan: loweringPlans[provider.plan].id,
    }
    const total = plan.rounds * timed.length * plan.modes.length * plan.batchSizes.length
    const { studyId } = request
    const status: TimingStatus = { studyId, state: 'waiting', done: 0, total, leftMs: null, failures: [], fault: null }
    this.#status = status
    this.#elapsed = 0
    const stop = (this.#stop = new AbortController())
    this.#over = this.#measure(request, plan, timed, stop.signal)
      .catch((error: unknown) => this.#tell({ fault: messageOf(this.#around.explain(error)) }))
      .finally(() => {
        this.#stop = undefined
        this.#tell({ state: stop.signal.aborted ? 'stopped' : 'done', leftMs: null })
        this.#around.feed.changed()
      })
    return status
  }

  /** Stops measuring; resolves once what was measured is stored. */
  async stop(): Promise<void> {
    this.#stop?.abort()
    await this.#over
  }

  async #measure(
    { studyId, pauseQueue }: TimingRequest,
    plan: TimingPlan,
    timed: readonly Timed[],
    signal: AbortSignal,
  ): Promise<void> {
    const { db, queue, feed, now, startProcess } = this.#around
    const timing = startProcess()
    const wasRunning = queue.isRunning
    if (pauseQueue && wasRunning) queue.stop()
    let began = 0
    let results: TimingResult[] = []
    try {
      results = await measureTimes(plan, {
        ...{ signal, measure: (request, ended) => timing.measure(request, ended) },
        quiet: async () => {
          if (isQuiet(db, queue)) began ||= performance.now()
          else {
            this.#tell({ state: 'waiting' })
            await untilQuiet(db, queue, feed, signal)
            began = performance.now() - (began === 0 ? 0 : this.#elapsed)
          }
          this.#tell({ state: 'measuring' })
        },
        onVisit: (done, total, result) => {
          this.#elapsed = performance.now() - began
          this.#tell({ done, total, leftMs: this.#elapsed * (total / done - 1) })
          if ('failed' in result) this.#fail(timed[result.network]!.subject, result.failed)
        },
      })
    } finally {
      timing.end()
      const measuredAt = now()
      const runTimes: RunTiming[] = []
      const publishedTimes: PublishedTiming[] = []
      for (const result of results) {
        if (!('time' in result)) continue
        const { subject } = timed[result.network]!
        const timing = { conditions: conditionsHere(plan, result), time: result.time, measuredAt }
        if (typeof subject === 'number') runTimes.push({ runId: subject, ...timing })
        else publishedTimes.push({ name: subject, ...timing })
      }
      this.#store(studyId, runTimes, publishedTimes)
      if (pauseQueue && wasRunning && !queue.isRunning && !queue.fault && !this.#isClosed) queue.start()
    }
  }

  /** Stops measuring for good, without starting the queue again. */
  async close(): Promise<void> {
    this.#isClosed = true
    await this.stop()
  }

  #store(studyId: number, ofRuns: readonly RunTiming[], published: readonly PublishedTiming[]): void {
    const { db, now } = this.#around
    // A study may have been removed, or a population have shrunk, meanwhile.
    const there = existingRunIds(
      db,
      ofRuns.map(({ runId }) => runId),
    )
    const kept = ofRuns.filter(({ runId }) => there.has(runId))
    const subjects = new Set<TimingSubject>([...kept.map(({ runId }) => runId), ...published.map(({ name }) => name)])
    if (subjects.size === 0) return
    db.transaction(() => {
      putTimings(db, kept)
      putPublishedTimings(db, published)
      const data = { networks: subjects.size, times: kept.length + published.length }
      if (listStudies(db).some(({ id }) => id === studyId))
        insertEvent(db, { studyId, kind: 'timesMeasured', data, at: now() })
    })()
  }

  #tell(changes: Partial<TimingStatus>): void {
    if (this.#status) this.#status = { ...this.#status, ...changes }
  }

  #fail(subject: TimingSubject, reason: TimingStatus['failures'][number]['reason']): void {
    const failures = this.#status?.failures ?? []
    if (failures.length < mostFailures) this.#tell({ failures: [...failures, { subject, reason }] })
  }
}

/** The published network of a name, under the name that its times are stored by. Throws LabError 'invalid'. */
function publishedToTime(given: string): Timed {
  const found = findPublished(given)
  if (found) return { subject: found.name, network: found.network }
  const names = publishedNetworks.map(({ name }) => name)
  throw new LabError('invalid', sentence('publishedUnknown', { name: given, hint: suggestion(given, names) }))
}

/** Whether no run trains and none is about to. */
const isQuiet = (db: Database, queue: RunQueue): boolean =>
  queue.active.length === 0 && (!queue.isRunning || countQueued(db) === 0)

const lookEveryMs = 500

/** Resolves when the queue is quiet, or the signal aborts. */
async function untilQuiet(db: Database, queue: RunQueue, feed: ChangeFeed, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const look = () => {
      if (!signal.aborted && !isQuiet(db, queue)) return
      unsubscribe()
      clearInterval(timer)
      signal.removeEventListener('abort', look)
      resolve()
    }
    // The end of a run is an event before its trainer is free, of which nothing tells.
    const timer = setInterval(look, lookEveryMs)
    const unsubscribe = feed.subscribe(look)
    signal.addEventListener('abort', look)
    look()
  })
}
