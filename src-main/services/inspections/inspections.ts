import type { Database } from 'better-sqlite3'
import type { ReadingProgress } from '#shared/contract/datasets.ts'
import type { RunInspection } from '#shared/contract/inspections.ts'
import { pairInspections, type Judgements, type PairedInspections } from '#shared/inspection/pairedInspections.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import type { JobRunner } from '#main/jobs/jobRunner.ts'
import { fullPath } from '#main/scheduler/runFiles.ts'
import { LabError } from '#main/store/labError.ts'
import { getPopulation } from '#main/store/tables/populations.ts'
import { getRun, type Run } from '#main/store/tables/runs.ts'
import type { InspectionRequest } from '#main/trainer/inspection/inspectWeights.ts'
import type { TestErrors } from '#main/trainer/inspection/testWeights.ts'
import { requireChosen } from '../datasets/dataFolders.ts'
import { runWithEpochs } from '../runs/runs.ts'

interface Surroundings {
  db: Database
  folder: string
  cacheDir: string
  /** A process for inspections alone: they take minutes, during which other jobs must not wait. */
  jobs: Pick<JobRunner, 'run' | 'close'>
}

/** How many inspections are remembered. */
const remembered = 16

/** An inspection, and what the network chose for every image. */
export interface LookedInto {
  inspection: RunInspection
  judgements: Judgements
}

/** An inspection as remembered, with the weights it is of. */
interface Kept extends LookedInto {
  digest: string | null
  /** How many images were asked for. */
  worst: number
}

/** What the lab computes about single networks; nothing of it is stored, since it follows from the weights. */
export class Inspections {
  readonly #around: Surroundings
  /** By run, the least recently used first. */
  readonly #kept = new Map<number, Kept>()
  readonly #progress = new Map<number, ReadingProgress>()

  constructor(around: Surroundings) {
    this.#around = around
  }

  /** Looks into a finished run. Rejects with LabError. */
  async look(id: number, worst: number, signal?: AbortSignal): Promise<RunInspection> {
    const { db } = this.#around
    const run = runWithEpochs(db, id)
    const kept = this.#keptOf(id)
    if (kept && kept.worst >= worst && run.status === 'finished') return kept.inspection
    const weightsFile = this.#weightsOf(run)
    const { digest, epochs } = run
    const found = await this.lookInto(run, { weightsFile, run: { digest, epochs }, worst }, signal)
    return this.#keep({ digest, worst, ...found })
  }

  /** Looks into a run by weights in any file, without remembering it. Rejects with LabError. */
  async lookInto(run: Run, request: InspectionRequest, signal?: AbortSignal): Promise<LookedInto> {
    const { db, cacheDir, jobs } = this.#around
    const { id } = run
    const { dataset: spec } = getPopulation(db, run.populationId).plan
    requireChosen(db, spec)
    try {
      const onProgress = (progress: ReadingProgress) => this.#progress.set(id, progress)
      const found = await jobs.run('inspect', { spec, cacheDir, ...request }, { signal, onProgress })
      const { description, plan, pixels, judgements, ...inspection } = found
      const recordedErrors = run.validationErrors ?? inspection.recordedErrors
      const isSameWay = run.provider === 'cpu' && description.plan === plan
      const bytes = new Blob([pixels])
      return { inspection: { ...inspection, recordedErrors, runId: id, isSameWay, pixels: bytes }, judgements }
    } finally {
      this.#progress.delete(id)
    }
  }

  /** The errors of a finished run's kept weights on the test images. Rejects with LabError. */
  async test(id: number, signal?: AbortSignal): Promise<TestErrors> {
    const { db, cacheDir, jobs } = this.#around
    const run = runWithEpochs(db, id)
    const { dataset: spec } = getPopulation(db, run.populationId).plan
    const { digest, epochs } = run
    const request = { weightsFile: this.#weightsOf(run), run: { digest, epochs } }
    requireChosen(db, spec)
    return jobs.run('testErrors', { spec, cacheDir, ...request }, { signal })
  }

  /** What was computed lately of a run's present weights; null if nothing was. */
  known(id: number): RunInspection | null {
    getRun(this.#around.db, id)
    return this.#keptOf(id)?.inspection ?? null
  }

  /** What the network of a run chose for each image, if its present weights were looked into lately; else null. */
  judgements(id: number): Judgements | null {
    return this.#keptOf(id)?.judgements ?? null
  }

  /** Two runs on the images that both were measured on; null unless both were looked into lately. */
  pair(first: number, second: number): PairedInspections | null {
    const [one, other] = [first, second].map((id) => {
      getRun(this.#around.db, id)
      return this.#keptOf(id)
    })
    return one && other ? pairInspections(one.judgements, other.judgements, one.inspection.classNames) : null
  }

  /** Images done, out of all; null if that run is not being looked into. */
  progress(id: number): ReadingProgress | null {
    return this.#progress.get(id) ?? null
  }

  close(): void {
    this.#around.jobs.close()
  }

  /** The file of a finished run's weights. Throws LabError 'invalid'. */
  #weightsOf({ id, status, weightsPath, origin }: Run): string {
    if (status !== 'finished') throw new LabError('invalid', sentence('runNotFinished', { id }))
    if (weightsPath === null)
      throw new LabError('invalid', sentence(origin ? 'broughtInRun' : 'weightsNotKept', { id }))
    return fullPath(this.#around.folder, weightsPath, id)
  }

  #keptOf(id: number): Kept | undefined {
    const kept = this.#kept.get(id)
    return kept?.digest === getRun(this.#around.db, id).digest ? kept : undefined
  }

  #keep(kept: Kept): RunInspection {
    const { inspection } = kept
    this.#kept.delete(inspection.runId)
    this.#kept.set(inspection.runId, kept)
    for (const id of [...this.#kept.keys()].slice(0, -remembered)) this.#kept.delete(id)
    return inspection
  }
}
