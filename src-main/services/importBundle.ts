import { join } from 'node:path'
import { mkdirSync, rmSync } from 'node:fs'
import { sentence } from '#shared/sentences/sentence.ts'
import { weightsFile, storedPath } from '#main/scheduler/runFiles.ts'
import { insertEvent } from '#main/store/events.ts'
import { putEpoch } from '#main/store/epochs.ts'
import { insertPopulation } from '#main/store/populations.ts'
import { insertRefinement } from '#main/store/refinements.ts'
import { insertReport } from '#main/store/reports.ts'
import { insertRun } from '#main/store/runs.ts'
import { changeRuns } from '#main/store/runTransitions.ts'
import { insertSpace } from '#main/store/spaces.ts'
import { findStudy, insertStudy } from '#main/store/studies.ts'
import type { EpochMetrics } from '#main/trainer/messages.ts'
import { runDigest } from '#main/trainer/runDigest.ts'
import { writeWhole } from '#main/disk/writeAside.ts'
import { readWeights } from '#main/trainer/weights.ts'
import { damaged, readBundle } from './bundleFile.ts'
import type { Bundle } from './bundleSchema.ts'
import { digestOfPopulations, digestOfRuns } from './digests.ts'
import { replaceIds, type NewIds } from './idKeys.ts'
import type { LabCore } from './labCore.ts'

type BundledRun = Bundle['populations'][number]['runs'][number]

/**
 * The id of a new study from the bytes of a .regbench file. Its runs are over and never enter the queue; where its name
 * is taken it becomes "name (2)". Throws LabError 'invalid' where the file is no bundle, and then leaves no trace.
 */
export function importBundle(core: LabCore, bytes: Uint8Array, { isSample }: { isSample: boolean }): number {
  const bundle = readBundle(bytes)
  const digest = digestOfPopulations(bundle.populations.map(({ runs }) => digestOfRuns(runs)))
  if (digest !== bundle.study.digest) throw damaged(sentence('runsOfOther'))
  const written: string[] = []
  try {
    const studyId = core.db.transaction(() => new Import(core, bundle, written).study(isSample))()
    core.feed.changed()
    return studyId
  } catch (error) {
    for (const file of written) rmSync(file, { force: true })
    throw error
  }
}

/** One import under way, within a transaction. */
class Import {
  private readonly core: LabCore
  private readonly bundle: Bundle
  /** Files that have to go if the transaction fails. */
  private readonly written: string[]
  private spaceIds: number[] = []
  private populationIds: number[] = []
  private runIds: number[][] = []

  constructor(core: LabCore, bundle: Bundle, written: string[]) {
    this.core = core
    this.bundle = bundle
    this.written = written
  }

  /** The id of the study. */
  study(isSample: boolean): number {
    const { db, now } = this.core
    const { name, plan, classes, definition, createdAt } = this.bundle.study
    const studyId = insertStudy(db, { name: this.freeName(name), plan, classes, definition, isSample, createdAt })
    this.spaces(studyId)
    this.populations(studyId)
    this.others(studyId)
    const data = { name, digest: this.bundle.study.digest }
    insertEvent(db, { studyId, runId: null, kind: 'studyImported', data, at: now() })
    return studyId
  }

  private freeName(name: string): string {
    for (let i = 1; ; i++) {
      const candidate = i === 1 ? name : `${name} (${i})`
      if (!findStudy(this.core.db, candidate)) return candidate
    }
  }

  private spaces(studyId: number): void {
    this.spaceIds = []
    for (const { parent, ...space } of this.bundle.spaces) {
      if (parent !== null && parent >= this.spaceIds.length) throw damaged(sentence('parentAfter'))
      const parentId = parent === null ? null : this.spaceIds[parent]!
      this.spaceIds.push(insertSpace(this.core.db, { ...space, studyId, parentId }))
    }
  }

  private populations(studyId: number): void {
    const { db } = this.core
    for (const { space, runs, ...population } of this.bundle.populations) {
      const { plan } = population
      const populationId = insertPopulation(db, {
        ...population,
        studyId,
        spaceId: at(this.spaceIds, space),
        designSpace: this.bundle.spaces[space]!.definition,
        flopsLow: plan.flops?.low ?? null,
        flopsHigh: plan.flops?.high ?? null,
        recipe: plan.recipe,
        dataset: plan.dataset,
      })
      this.populationIds.push(populationId)
      this.runIds.push(runs.map((run, position) => this.run(run, { populationId, position, population })))
    }
  }

  private run(
    run: BundledRun,
    {
      populationId,
      position,
      population,
    }: {
      populationId: number
      position: number
      population: Pick<Bundle['populations'][number], 'plan' | 'datasetHash'>
    },
  ): number {
    const { db } = this.core
    const { network, seed, onnxruntimeVersion, provider, cpuFeatures, plan, createdAt, weights, ...rest } = run
    const { status, reason, errorPercent, validationErrors, validationCount, digest, pinned } = rest
    const { peakMemoryBytes, environment, tags, note, startedAt, finishedAt } = rest
    const id = insertRun(db, {
      ...{ populationId, position, seed, network, onnxruntimeVersion, provider, cpuFeatures, plan, createdAt },
      recipe: population.plan.recipe,
      datasetHash: population.datasetHash,
      predictedPeakBytes: null,
    })
    const epochs = run.epochs.map((epoch): EpochMetrics => ({
      ...epoch,
      trainLoss: epoch.trainLoss ?? NaN,
      validationLoss: epoch.validationLoss ?? NaN,
    }))
    changeRuns(db, { runId: id }, ['queued'], {
      ...{ status, reason, errorPercent, validationErrors, validationCount, digest, pinned, peakMemoryBytes },
      ...{ environment, tags, note, startedAt, finishedAt, attempt: 1 },
      weightsPath: weights === undefined ? null : this.weights(id, weights, digest, epochs),
    })
    for (const epoch of epochs) putEpoch(db, id, epoch)
    return id
  }

  /** The stored path of a run's weights, which must be those that its digest was made of. */
  private weights(runId: number, base64: string, digest: string | null, epochs: readonly EpochMetrics[]): string {
    const { folder } = this.core
    const file = weightsFile(folder, runId)
    mkdirSync(join(file, '..'), { recursive: true })
    this.written.push(file)
    writeWhole(file, [Buffer.from(base64, 'base64')])
    let found: string
    try {
      found = runDigest(epochs, readWeights(file).tensors)
    } catch (error) {
      if (error instanceof RangeError) throw damaged(sentence('weightsUnreadable'))
      throw error
    }
    if (found !== digest) throw damaged(sentence('weightsOfOther'))
    return storedPath(folder, file)
  }

  private others(studyId: number): void {
    const { db } = this.core
    const ids: NewIds = {
      spaces: (place) => this.spaceIds[place],
      populations: (place) => this.populationIds[place],
    }
    for (const { space, refinedSpace, state, ...refinement } of this.bundle.refinements) {
      insertRefinement(db, {
        ...refinement,
        studyId,
        spaceId: at(this.spaceIds, space),
        refinedSpaceId: refinedSpace === null ? null : at(this.spaceIds, refinedSpace),
        state: replaceIds(state, ids),
      })
    }
    for (const { document, changedAt } of this.bundle.reports) {
      const populationIds = document.populationIds.map((place) => at(this.populationIds, place - 1))
      insertReport(db, { studyId, document: { ...document, populationIds }, changedAt })
    }
    for (const { run, kind, data, at: time } of this.bundle.log) {
      const runId = run === null ? null : at(at(this.runIds, run[0]), run[1])
      insertEvent(db, { studyId, runId, kind, data: replaceIds(data, ids), at: time })
    }
  }
}

/** The entry at a place that the bundle names. */
function at<T>(list: readonly T[], place: number): T {
  const found = list[place]
  if (found === undefined) throw damaged(sentence('placeNotThere'))
  return found
}
