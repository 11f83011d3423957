import type { Database } from 'better-sqlite3'
import type { ReadingProgress } from '#shared/contract/datasets.ts'
import type { RunInspection } from '#shared/contract/inspections.ts'
import { keptPictures } from '#shared/inspection/inspection.ts'
import { pairInspections, type PairedInspections } from '#shared/inspection/pairedInspections.ts'
import { smallPictures } from '#shared/inspection/smallPictures.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import type { JobRunner } from '#main/jobs/jobRunner.ts'
import { fullPath } from '#main/scheduler/runFiles.ts'
import { LabError } from '#main/store/labError.ts'
import { listInspections, putInspection, type StoredInspection } from '#main/store/tables/inspections.ts'
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
  now: () => number
  /** Whether the lab may write; a damaged one may not. */
  canStore: () => boolean
  /** A process for inspections alone: they take minutes, during which other jobs must not wait. */
  jobs: Pick<JobRunner, 'run' | 'close'>
}

interface Wish {
  /** Most images to return. */
  worst: number
  /** Whether to compute it even if it is stored. */
  anew?: boolean
  signal?: AbortSignal | undefined
}

/** What trained networks do on single images, computed from their weights and stored with their runs. */
export class Inspections {
  readonly #around: Surroundings
  readonly #progress = new Map<number, ReadingProgress>()

  constructor(around: Surroundings) {
    this.#around = around
  }

  /** What is stored of a run, or what is found in its weights, which is then stored. Rejects with LabError. */
  async look(id: number, { worst, anew = false, signal }: Wish): Promise<StoredInspection> {
    const run = runWithEpochs(this.#around.db, id)
    const stored = anew ? undefined : this.#storedOf(id)
    if (stored && stored.worst.length >= Math.min(worst, stored.count)) return withWorst(stored, worst)
    const { digest, epochs } = run
    const request = {
      ...{ weightsFile: this.#weightsOf(run), run: { digest, epochs } },
      worst: Math.max(worst, keptPictures.count),
    }
    const found = await this.lookInto(run, request, signal)
    this.keep(found)
    return withWorst(found, worst)
  }

  /** Looks into a run by weights in any file, without storing it. Rejects with LabError. */
  async lookInto(run: Run, request: InspectionRequest, signal?: AbortSignal): Promise<StoredInspection> {
    const { db, cacheDir, now, jobs } = this.#around
    const { id } = run
    const { dataset: spec } = getPopulation(db, run.populationId).plan
    requireChosen(db, spec)
    try {
      const onProgress = (progress: ReadingProgress) => this.#progress.set(id, progress)
      const found = await jobs.run('inspect', { spec, cacheDir, ...request }, { signal, onProgress })
      const { description, plan, imageSize, pixels, ...inspection } = found
      return {
        ...inspection,
        ...smallPictures({ imageSize, pixels }, keptPictures.side),
        recordedErrors: run.validationErrors ?? inspection.recordedErrors,
        ...{ runId: id, digest: run.digest ?? '', madeAt: now() },
        isSameWay: run.provider === 'cpu' && description.plan === plan,
      }
    } finally {
      this.#progress.delete(id)
    }
  }

  /** Stores what was found of a run's present result with the run, unless the lab is damaged. */
  keep(found: StoredInspection): void {
    const { db, canStore } = this.#around
    if (canStore()) putInspection(db, withWorst(found, keptPictures.count))
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

  /** What is stored of a run's present result; null if nothing is. */
  known(id: number): StoredInspection | null {
    getRun(this.#around.db, id)
    return this.#storedOf(id) ?? null
  }

  /** Two runs on the images that both were measured on; null unless both were looked into. */
  pair(first: number, second: number): PairedInspections | null {
    const [one, other] = [this.known(first), this.known(second)]
    return one && other ? pairInspections(one.judgements, other.judgements, one.classNames) : null
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

  #storedOf(id: number): StoredInspection | undefined {
    return listInspections(this.#around.db, { runId: id })[0]
  }
}

/** The inspection with its first `count` images, or all if there are fewer. */
function withWorst(inspection: StoredInspection, count: number): StoredInspection {
  const { imageSize, worst, pixels } = inspection
  return { ...inspection, worst: worst.slice(0, count), pixels: pixels.slice(0, 3 * imageSize ** 2 * count) }
}

/** The inspection as windows get it. */
export function shownInspection(stored: StoredInspection): RunInspection {
  const { runId, isSameWay, madeAt, imageSize } = stored
  const { classNames, split, count, errors, recordedErrors, loss, confusion, worst } = stored
  return {
    ...{ runId, isSameWay, madeAt, imageSize, pixels: new Blob([Uint8Array.from(stored.pixels)]) },
    ...{ classNames, split, count, errors, recordedErrors, loss, confusion, worst },
  }
}
