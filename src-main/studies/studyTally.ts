import { countedErrors, isCountedDiverged } from '#shared/statistics/countedRun.ts'
import type { Lab } from '#main/lab.ts'
import type { RunWithEpochs } from '#main/services/runs.ts'

/** How far the runs of one space are. */
export interface SpaceProgress {
  name: string
  total: number
  /** Of those that finished or diverged, the ones that count. */
  finished: number
  diverged: number
  failed: number
  /** Lowest and mean error of the finished runs, percent; null: none yet. */
  bestErrorPercent: number | null
  meanErrorPercent: number | null
}

export interface StudyProgress {
  spaces: SpaceProgress[]
  /** Share of all epochs that are done. */
  share: number
  /** Null: nothing was done yet from which to tell. */
  remainingMs: number | null
}

interface Tallied {
  space: number
  epochs: number
  status: RunWithEpochs['status']
  errorPercent: number | null
  exclusion: string | null
}

const isOver = ({ status }: Tallied): boolean => status === 'finished' || status === 'diverged' || status === 'failed'

/** Counts what the runs of a study have done, from the lab's log. */
export class StudyTally {
  private readonly lab: Lab
  private readonly names: string[]
  private readonly epochs: number
  private readonly now: () => number
  private readonly runs = new Map<number, Tallied>()
  private cursor: number
  private readonly began: number
  private readonly doneBefore: number

  /** `epochs`: how many each run has. */
  constructor(lab: Lab, studyId: number, epochs: number, now: () => number) {
    this.lab = lab
    this.epochs = epochs
    this.now = now
    this.cursor = lab.version()
    const populations = lab.populations(studyId)
    this.names = populations.map(({ name }) => name)
    populations.forEach(({ id }, space) => {
      for (const run of lab.runs(id)) {
        const epoch = run.epochs.at(-1)?.epoch
        const { status, errorPercent, exclusion } = run
        this.runs.set(run.id, { space, epochs: epoch === undefined ? 0 : epoch + 1, status, errorPercent, exclusion })
      }
    })
    this.began = now()
    this.doneBefore = this.done()
  }

  /** Where the study is, after everything that was logged since the last call. */
  progress(): StudyProgress {
    this.read()
    const runs = [...this.runs.values()]
    const done = this.done()
    const total = runs.length * this.epochs
    const doneNow = done - this.doneBefore
    const remainingMs = doneNow > 0 ? ((this.now() - this.began) / doneNow) * (total - done) : null
    return {
      spaces: this.names.map((name, i) =>
        spaceProgress(
          name,
          runs.filter(({ space }) => space === i),
        ),
      ),
      share: done / total,
      remainingMs,
    }
  }

  private done(): number {
    let done = 0
    for (const run of this.runs.values()) done += isOver(run) ? this.epochs : run.epochs
    return done
  }

  private read(): void {
    for (;;) {
      const events = this.lab.since(this.cursor, 1000)
      if (events.length === 0) return
      for (const { id, runId, kind, data } of events) {
        this.cursor = id
        const run = runId === null ? undefined : this.runs.get(runId)
        if (!run) continue
        if (kind === 'epoch') run.epochs = (data.epoch as number) + 1
        else if (kind === 'startedOver') run.epochs = 0
        else if (kind === 'finished') Object.assign(run, { status: kind, errorPercent: data.errorPercent })
        else if (kind === 'diverged' || kind === 'failed' || kind === 'queued') run.status = kind
      }
    }
  }
}

function spaceProgress(name: string, runs: readonly Tallied[]): SpaceProgress {
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
  }
}
