import type { Change } from '#shared/contract/changes.ts'
import type { RunStatus } from '#shared/contract/scope.ts'
import { countedErrors, isCountedDiverged } from '#shared/statistics/countedRun.ts'
import type { LabClient } from '#main/services/client.ts'
import { runsOf } from './runsOf.ts'

/** Progress of the runs of one space. */
export interface SpaceProgress {
  name: string
  total: number
  /** Of finished and diverged runs, those that count. */
  finished: number
  diverged: number
  failed: number
  /** Lowest and mean error of the finished runs in percent; null if none yet. */
  bestErrorPercent: number | null
  meanErrorPercent: number | null
  /** Number of networks at which it ended early; null: it has not. */
  endedAt: number | null
}

export interface StudyProgress {
  spaces: SpaceProgress[]
  /** Completed share of all epochs. */
  share: number
  /** Null until there is progress to estimate from. */
  remainingMs: number | null
}

interface Tallied {
  space: number
  epochs: number
  status: RunStatus
  errorPercent: number | null
  exclusion: string | null
}

const over: ReadonlySet<RunStatus> = new Set(['finished', 'diverged', 'failed', 'cancelled'])
const isOver = ({ status }: Tallied): boolean => over.has(status)

interface Start {
  /** Names of the populations, in order. */
  names: readonly string[]
  /** Ids of the populations, in order. */
  ids: readonly number[]
  /** For each, the number of networks at which it ended early; null: it has not. */
  endedAt: readonly (number | null)[]
  /** Epochs per run. */
  epochs: number
  /** By run id. */
  runs: ReadonlyMap<number, Tallied>
  /** Position in the log from which to read. */
  cursor: number
}

/** Counts the progress of populations' runs from the lab's log. */
export class StudyTally {
  readonly #client: LabClient
  readonly #start: Start
  readonly #now: () => number
  readonly #runs: Map<number, Tallied>
  readonly #endedAt: (number | null)[]
  readonly #began: number
  readonly #doneBefore: number
  #cursor: number

  private constructor(client: LabClient, start: Start, now: () => number) {
    this.#client = client
    this.#start = start
    this.#now = now
    this.#runs = new Map(start.runs)
    this.#endedAt = [...start.endedAt]
    this.#cursor = start.cursor
    this.#began = now()
    this.#doneBefore = this.#done()
  }

  /** A tally that starts from the current state of populations that share a plan. */
  static async of(client: LabClient, populationIds: readonly number[], now: () => number): Promise<StudyTally> {
    const { version: cursor } = await client.changes.since({ cursor: 0, limit: 1 })
    const populations = await Promise.all(populationIds.map((id) => client.populations.get({ id })))
    const runs = new Map<number, Tallied>()
    for (const { id, populationId, ...run } of await runsOf(client, populationIds, 'courses')) {
      const { epochs, status, errorPercent, exclusion } = run
      runs.set(id, { space: populationIds.indexOf(populationId), epochs, status, errorPercent, exclusion })
    }
    const start = {
      names: populations.map(({ name }) => name),
      ids: populationIds,
      endedAt: populations.map(({ ending }) => ending?.endedAt ?? null),
      epochs: populations[0]?.plan.recipe.epochs ?? 0,
      ...{ runs, cursor },
    }
    return new StudyTally(client, start, now)
  }

  /** The progress of the study including everything logged since the last call. */
  async progress(): Promise<StudyProgress> {
    await this.#read()
    const runs = [...this.#runs.values()]
    const done = this.#done()
    const total = runs.length * this.#start.epochs
    const doneNow = done - this.#doneBefore
    const remainingMs = doneNow > 0 ? ((this.#now() - this.#began) / doneNow) * (total - done) : null
    return {
      spaces: this.#start.names.map((name, i) =>
        spaceProgress(
          name,
          runs.filter(({ space }) => space === i),
          this.#endedAt[i]!,
        ),
      ),
      share: done / total,
      remainingMs,
    }
  }

  #done(): number {
    let done = 0
    for (const run of this.#runs.values()) done += isOver(run) ? this.#start.epochs : run.epochs
    return done
  }

  async #read(): Promise<void> {
    for (;;) {
      const { changes } = await this.#client.changes.since({ cursor: this.#cursor, limit: 1000 })
      if (changes.length === 0) return
      for (const change of changes) {
        // Concurrent reads must count a change only once.
        if (change.id <= this.#cursor) continue
        this.#cursor = change.id
        const run = change.runId === null ? undefined : this.#runs.get(change.runId)
        if (run) follow(run, change)
        if (change.kind === 'populationDecided')
          this.#endedAt[this.#start.ids.indexOf(change.data.populationId ?? 0)] = change.data.count ?? null
      }
    }
  }
}

/** Applies a change to a run. */
function follow(run: Tallied, { kind, data }: Change): void {
  if (kind === 'epoch') run.epochs = (data.epoch ?? 0) + 1
  else if (kind === 'startedOver') run.epochs = 0
  else if (kind === 'finished') Object.assign(run, { status: kind, errorPercent: data.errorPercent ?? null })
  else if (kind === 'diverged' || kind === 'failed' || kind === 'queued' || kind === 'cancelled') run.status = kind
}

function spaceProgress(name: string, runs: readonly Tallied[], endedAt: number | null): SpaceProgress {
  const count = (status: Tallied['status']) => runs.filter((run) => run.status === status).length
  const errors = countedErrors(runs)
  return {
    name,
    total: runs.length,
    finished: errors.length,
    diverged: runs.filter(isCountedDiverged).length,
    failed: count('failed'),
    bestErrorPercent: errors.length > 0 ? Math.min(...errors) : null,
    meanErrorPercent: errors.length > 0 ? errors.reduce((sum, error) => sum + error, 0) / errors.length : null,
    endedAt,
  }
}
