import { join } from 'node:path'
import Database from 'better-sqlite3'
import { events } from '#shared/contract/events.ts'
import { withPlaces } from '#shared/contract/reports.ts'
import { walkStateRefs, type Refinement } from '#shared/contract/refinements.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import type { Draw } from '#shared/designspaces/sampling/draw.ts'
import { recomputeDraws } from '#shared/designspaces/sampling/recomputeDraws.ts'
import { regimeOf } from '#shared/designspaces/regimeOf.ts'
import { replaceRefs, type NewIds } from '#shared/schema/references.ts'
import { removeOwned } from '#main/disk/removeOwned.ts'
import { writeWhole } from '#main/disk/writeAtomically.ts'
import { putEpochs } from '#main/store/tables/epochs.ts'
import { insertStoredEvent } from '#main/store/tables/events.ts'
import { takeFingerprints } from '#main/store/safety/fingerprints.ts'
import { migrate } from '#main/store/migrate.ts'
import { migrations } from '#main/store/migrations/all.ts'
import { insertPopulation } from '#main/store/tables/populations.ts'
import { insertRefinement } from '#main/store/tables/refinements.ts'
import { insertReport } from '#main/store/tables/reports.ts'
import { insertRun } from '#main/store/tables/runs.ts'
import { changeRuns } from '#main/store/tables/runTransitions.ts'
import { insertSpace } from '#main/store/tables/spaces.ts'
import { putInspection } from '#main/store/tables/inspections.ts'
import { putTimings } from '#main/store/tables/timings.ts'
import { insertStudy } from '#main/store/tables/studies.ts'
import { tablesWithIds, type LastIds } from '#main/store/staged.ts'
import { asLabError } from '#main/store/safety/storageErrors.ts'
import { metricsOf, type EpochMetrics } from '#shared/training/epochMetrics.ts'
import type { Bundle, BundledPopulation, BundledRun } from './bundleSchema.ts'
import { inspectionToStore } from './bundledInspection.ts'
import { areWeightsOf } from './weightsOfRun.ts'

export interface StageRequest {
  /** The lab's folder, and the name of the staging folder in it. */
  root: string
  folder: string
  /** New rows get the ids after these. */
  lastIds: LastIds
  isSample: boolean
}

/** A study staged for import into a lab. */
export interface StagedStudy {
  /** Its name and digest in the bundle. */
  bundled: { name: string; digest: string }
  studyId: number
  /** Ids of the runs with weights. */
  weights: number[]
  /** Number of runs whose weights should be included but are missing or damaged. */
  weightsLeftOut: number
  /** Data set folders that its plans refer to. */
  dataFolders: string[]
}

/** Names in the staging folder. */
export const stagedDatabase = 'study.sqlite'
export const stagedWeights = (runId: number): string => `run-${runId}.safetensors`

/**
 * Writes the rows of a bundle, with their final ids, to a separate database, and its weights beside it. Throws LabError;
 * the caller removes what is left in the folder.
 */
export function stageStudy(bundle: Bundle, { root, folder, ...request }: StageRequest): StagedStudy {
  let db: Database.Database | undefined
  try {
    db = new Database(join(root, folder, stagedDatabase))
    // The database is discarded after any failure.
    db.pragma('journal_mode = OFF')
    db.pragma('synchronous = OFF')
    db.pragma('foreign_keys = ON')
    migrate(db, migrations)
    const open = db
    return db.transaction(() => {
      const staged = new Stage(open, bundle, { root, folder, ...request }).study()
      // The lab copies them with the rows.
      takeFingerprints(open)
      return staged
    })()
  } catch (error) {
    throw asLabError(error, root)
  } finally {
    db?.close()
  }
}

class Stage {
  private readonly db: Database.Database
  private readonly bundle: Bundle
  private readonly request: StageRequest
  private spaceIds: number[] = []
  private populationIds: number[] = []
  private runIds: number[][] = []
  private withWeights: number[] = []
  private weightsLeftOut = 0

  constructor(db: Database.Database, bundle: Bundle, request: StageRequest) {
    this.db = db
    this.bundle = bundle
    this.request = request
  }

  study(): StagedStudy {
    const { db, bundle } = this
    const { lastIds, isSample } = this.request
    const last = db.prepare('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)')
    for (const table of tablesWithIds) last.run(table, lastIds[table])
    const { plan, classes, definition, createdAt, digest } = bundle.study
    const studyId = insertStudy(db, { name: bundle.study.name, plan, classes, definition, isSample, createdAt })
    this.spaces(studyId)
    this.populations(studyId)
    this.others(studyId)
    const plans = [plan, ...bundle.populations.map((population) => population.plan)]
    const dataFolders = new Set(plans.flatMap(({ dataset }) => ('folder' in dataset ? dataset.folder : [])))
    return {
      bundled: { name: bundle.study.name, digest },
      studyId,
      weights: this.withWeights,
      weightsLeftOut: this.weightsLeftOut,
      dataFolders: [...dataFolders],
    }
  }

  private spaces(studyId: number): void {
    for (const { parent, ...space } of this.bundle.spaces) {
      const parentId = parent === null ? null : this.spaceIds[parent]!
      this.spaceIds.push(insertSpace(this.db, { ...space, studyId, parentId }))
    }
  }

  private populations(studyId: number): void {
    for (const { space, runs, ...population } of this.bundle.populations) {
      const populationId = insertPopulation(this.db, {
        ...population,
        origin: population.origin ?? null,
        ending: population.ending ?? null,
        studyId,
        spaceId: this.spaceIds[space]!,
        designSpace: this.bundle.spaces[space]!.definition,
      })
      this.populationIds.push(populationId)
      const draws = this.draws(this.bundle.spaces[space]!.definition, { ...population, runs })
      this.runIds.push(
        runs.map((run, position) => this.run(run, { populationId, position, draw: draws[position]!, population })),
      )
    }
  }

  /** The draws of a population's runs: from the bundle or, if it has none, by sampling again as far as they were sampled. */
  private draws(
    space: DesignSpace,
    { seed, plan, runs, origin }: Pick<BundledPopulation, 'seed' | 'plan' | 'runs' | 'origin'>,
  ): (Draw | null)[] {
    const draws = runs.map(({ draw = null }) => draw)
    if (origin || draws.some((draw) => draw !== null)) return draws
    const networks = runs.map(({ network }) => network)
    return recomputeDraws({ space, regime: regimeOf(plan, networks[0]!.classes), seed, networks })
  }

  private run(
    run: BundledRun,
    {
      populationId,
      position,
      draw,
      population,
    }: { populationId: number; position: number; draw: Draw | null; population: Planned },
  ): number {
    const { db } = this
    const { network, seed, onnxruntimeVersion, provider, cpuFeatures, plan, createdAt, ...rest } = run
    const { origin = null } = rest
    const { status, reason, errorPercent, validationErrors, validationCount, digest, pinned } = rest
    const { peakMemoryBytes, environment, tags, note, exclusion = null, startedAt, finishedAt } = rest
    const { weightsLeftOut = false, recipeDraw = null } = rest
    const id = insertRun(db, {
      ...{ populationId, position, seed, network, draw, onnxruntimeVersion, provider, cpuFeatures, plan, createdAt },
      ...{ recipeDraw, datasetHash: population.datasetHash },
      predictedPeakBytes: null,
    })
    const epochs = run.epochs.map(metricsOf)
    const hasWeights = rest.weights !== undefined && this.weights(id, rest.weights, { digest, epochs })
    if (hasWeights) this.withWeights.push(id)
    else if (weightsLeftOut || rest.weights !== undefined) this.weightsLeftOut++
    changeRuns(db, { runId: id }, ['queued'], {
      ...{ status, reason, errorPercent, validationErrors, validationCount, digest, pinned, peakMemoryBytes },
      ...{ environment, tags, note, exclusion, origin, startedAt, finishedAt, attempt: 1 },
      ...(origin && { epochsDone: origin.epochs ?? 0, lowestErrorPercent: lowest(origin.errorCurve) }),
      weightsPath: hasWeights ? `weights/run-${id}.safetensors` : null,
    })
    if (epochs.length > 0) putEpochs(db, id, epochs)
    if (rest.timings)
      putTimings(
        db,
        rest.timings.map((timing) => ({ runId: id, ...timing })),
      )
    if (rest.inspection && digest !== null) putInspection(db, inspectionToStore(rest.inspection, { runId: id, digest }))
    return id
  }

  /** Writes a run's weights and returns whether they match its digest; if not, their file is removed. */
  private weights(runId: number, base64: string, run: { digest: string | null; epochs: EpochMetrics[] }): boolean {
    const { root, folder } = this.request
    const name = `${folder}/${stagedWeights(runId)}`
    writeWhole(join(root, name), Buffer.from(base64, 'base64'))
    if (areWeightsOf(join(root, name), run)) return true
    removeOwned('lab', root, name)
    return false
  }

  private others(studyId: number): void {
    const { db, bundle } = this
    const refinementIds: number[] = []
    const runIds = this.runIds.flat()
    // Older ones name only spaces and populations by their places. Runs they name by ids of a lab that held this study
    // alone: places counted from 1.
    const namesAll = bundle.formatVersion >= 4
    const ids: NewIds = {
      spaces: (place) => this.spaceIds[place],
      populations: (place) => this.populationIds[place],
      refinements: (place) => (namesAll ? refinementIds[place] : undefined),
      runs: (place) => runIds[namesAll ? place : place - 1],
    }
    for (const { space, refinedSpace, state, ...refinement } of bundle.refinements) {
      const known = namesAll ? state : { ...state, refinedPopulationId: null }
      const id = insertRefinement(db, {
        ...refinement,
        studyId,
        spaceId: this.spaceIds[space]!,
        refinedSpaceId: refinedSpace === null ? null : this.spaceIds[refinedSpace]!,
        state: replaceRefs(walkStateRefs, known, ids) as Refinement['state'],
      })
      refinementIds.push(id)
    }
    for (const { document, changedAt } of bundle.reports) {
      const known = withPlaces(document, {
        populations: (place) => this.populationIds[place - 1],
        runs: (place) => runIds[place - 1],
      })
      insertReport(db, { studyId, document: known, changedAt })
    }
    for (const { run, kind, data, at } of bundle.log) {
      const runId = run === null ? null : this.runIds[run[0]]![run[1]]!
      const replaced = replaceRefs(events[kind].data, data, ids) as typeof data
      insertStoredEvent(db, { studyId, runId, kind, data: replaced, at })
    }
  }
}

const lowest = (errors: readonly number[]): number | null => (errors.length > 0 ? Math.min(...errors) : null)

type Planned = Pick<BundledPopulation, 'plan' | 'datasetHash'>
