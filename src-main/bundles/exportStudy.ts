import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { limits } from '#shared/schema/limits.ts'
import { plainName } from '#shared/schema/plainName.ts'
import { replaceRefs, type NewIds } from '#shared/schema/references.ts'
import { events } from '#shared/contract/events.ts'
import { withPlaces } from '#shared/contract/reports.ts'
import { walkStateRefs, type Refinement } from '#shared/contract/refinements.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '#main/store/labError.ts'
import { listEpochs } from '#main/store/tables/epochs.ts'
import { listStoredLog } from '#main/store/tables/events.ts'
import { listPopulations, type Population } from '#main/store/tables/populations.ts'
import { listRefinements } from '#main/store/tables/refinements.ts'
import { listInspections } from '#main/store/tables/inspections.ts'
import { listTimings } from '#main/store/tables/timings.ts'
import { listReports } from '#main/store/tables/reports.ts'
import { listRuns, runDigests, type Run } from '#main/store/tables/runs.ts'
import { listSpaces } from '#main/store/tables/spaces.ts'
import { getStudy } from '#main/store/tables/studies.ts'
import { reportOf, type EpochMetrics } from '#shared/training/epochMetrics.ts'
import { bundleFormatVersion } from './bundleSchema.ts'
import type { Bundle, BundledPopulation, BundledRun } from './bundleSchema.ts'
import { bundledInspection } from './bundledInspection.ts'
import { digestOfPopulations, digestOfRuns } from './digests.ts'
import { gzipped } from './gzipped.ts'
import { Sealer, type SinglePart } from './seal.ts'
import { areStoredWeightsOf } from './weightsOfRun.ts'

export interface ExportRequest {
  /** The lab's database, which is only read, and the lab's folder. */
  file: string
  folder: string
  studyId: number
  /** Whether to include kept weights. */
  weights: boolean
}

export interface ExportedStudy {
  bytes: Uint8Array<ArrayBuffer>
  /** Number of runs whose weights should be included but whose file is missing or damaged. */
  weightsLeftOut: number
}

/**
 * A study as the bytes of a .regbench file, without anything in the trash. Unfinished runs are written as cancelled.
 * Equal studies give equal bytes. Throws LabError.
 */
export async function exportStudy({ file, folder, studyId, weights }: ExportRequest): Promise<ExportedStudy> {
  const db = new Database(file, { readonly: true, fileMustExist: true, timeout: 5000 })
  try {
    // One read transaction, because the lab keeps writing.
    db.exec('BEGIN')
    const bundle = new StudyToExport(db, studyId, weights ? folder : null)
    const bytes = await gzipped(bundle.pieces())
    return { bytes, weightsLeftOut: bundle.weightsLeftOut }
  } finally {
    db.close()
  }
}

class StudyToExport {
  private leftOut: ReadonlySet<number> = new Set()
  private readonly db: Database.Database
  private readonly studyId: number
  /** The lab's folder, or null if weights are not included. */
  private readonly folder: string | null

  constructor(db: Database.Database, studyId: number, folder: string | null) {
    this.db = db
    this.studyId = studyId
    this.folder = folder
  }

  /** Number of runs whose weights are missing although requested; known once all pieces were taken. */
  get weightsLeftOut(): number {
    return this.leftOut.size
  }

  /** The bundle as JSON, one run at a time to limit memory. */
  *pieces(): Generator<string> {
    const { db, studyId } = this
    const { name, plan, classes, definition, createdAt } = getStudy(db, studyId)
    if (plan === null || classes === null) throw new LabError('invalid', sentence('studyWithoutExport', { name }))
    const allSpaces = listSpaces(db, studyId)
    const spaces = allSpaces.filter(({ trashedAt }) => trashedAt === null)
    const spacePlaces = placesOf(spaces)
    const populations = listPopulations(db, studyId).filter(
      ({ trashedAt, spaceId }) => trashedAt === null && spaceId !== null && spacePlaces.has(spaceId),
    )
    const digest = digestOfPopulations(
      populations.map(({ id, ending }) => {
        const runs = runDigests(db, id).map((run) => ({ ...asOver(run), exclusion: run.exclusion }))
        return digestOfRuns(runs, ending)
      }),
    )
    const study = { name: plainName(name), createdAt, plan, classes, definition, digest }
    this.leftOut = this.badWeights(populations)
    const sealer = new Sealer()
    const part = (name: SinglePart, value: unknown): string => {
      const json = JSON.stringify(value)
      sealer.part(name, json)
      return `,"${name}":${json}`
    }
    yield `{"format":"regnet-lab-bench/study","formatVersion":${bundleFormatVersion}${part('study', study)}`
    yield `${part('spaces', bundledSpaces(allSpaces, spacePlaces))},"populations":[`
    for (const [i, population] of populations.entries()) {
      const head = JSON.stringify(bundledHead(population, spacePlaces))
      sealer.population(head)
      yield `${i === 0 ? '' : ','}${head.slice(0, -1)},"runs":[`
      let separator = ''
      for (const run of this.eachRun(population.id)) {
        const json = JSON.stringify(run)
        sealer.run(json)
        yield separator + json
        separator = ','
      }
      yield ']}'
    }
    const { refinements, reports, log } = this.rest(spacePlaces, placesOf(populations))
    yield `]${part('refinements', refinements)}${part('reports', reports)}${part('log', log)}`
    yield `,"seal":${JSON.stringify(sealer.seal())}}`
  }

  /** The runs of a population in sample order. */
  private *eachRun(populationId: number): Generator<BundledRun> {
    for (const run of listRuns(this.db, { populationId })) {
      const epochs = listEpochs(this.db, { runId: run.id }).get(run.id) ?? []
      const timings = listTimings(this.db, { runId: run.id }).map(({ conditions, time, measuredAt }) => ({
        ...{ conditions, time, measuredAt },
      }))
      const [found] = run.status === 'finished' ? listInspections(this.db, { runId: run.id }) : []
      yield {
        ...bundledRun(run, epochs),
        ...(timings.length > 0 && { timings }),
        ...(found && { inspection: bundledInspection(found) }),
        ...this.weights(run),
      }
    }
  }

  private weights({ id, status, weightsPath }: Run): Pick<BundledRun, 'weights' | 'weightsLeftOut'> {
    if (this.folder === null || weightsPath === null || status !== 'finished') return {}
    if (this.leftOut.has(id)) return { weightsLeftOut: true }
    return { weights: readFileSync(join(this.folder, weightsPath), 'base64') }
  }

  /** Ids of the runs whose weights should exist but are missing or damaged. */
  private badWeights(populations: readonly Population[]): Set<number> {
    const bad = new Set<number>()
    if (this.folder === null) return bad
    for (const { id: populationId } of populations)
      for (const { id, weightsPath, digest } of listRuns(this.db, { populationId }, ['finished'])) {
        if (weightsPath === null) continue
        const epochs = listEpochs(this.db, { runId: id }).get(id) ?? []
        if (!areStoredWeightsOf(this.folder, weightsPath, { digest, epochs })) bad.add(id)
      }
    return bad
  }

  /** Everything after the populations. */
  private rest(spacePlaces: Places, populationPlaces: Places): Pick<Bundle, 'refinements' | 'reports' | 'log'> {
    const { db, studyId } = this
    const runs = this.runPlaces(populationPlaces)
    const refined = listRefinements(db, studyId).filter(({ spaceId }) => spacePlaces.has(spaceId))
    const refinementPlaces = placesOf(refined)
    const ids: NewIds = {
      spaces: (id) => spacePlaces.get(id),
      populations: (id) => populationPlaces.get(id),
      refinements: (id) => refinementPlaces.get(id),
      runs: (id) => runs.get(id)?.running,
    }
    const refinements: Bundle['refinements'] = refined.map((refinement) => {
      const { spaceId, refinedSpaceId, step, decision, reason, createdAt, changedAt } = refinement
      const space = spacePlaces.get(spaceId)!
      const refinedSpace = refinedSpaceId === null ? null : (spacePlaces.get(refinedSpaceId) ?? null)
      const state = replaceRefs(walkStateRefs, refinement.state, ids) as Refinement['state']
      return { space, refinedSpace, step, decision, reason, createdAt, changedAt, state }
    })
    const reports: Bundle['reports'] = listReports(db, studyId).flatMap(({ document, changedAt, trashedAt }) => {
      const fromOne = (place: number | undefined) => (place === undefined ? undefined : place + 1)
      const placed = withPlaces(document, {
        populations: (id) => fromOne(populationPlaces.get(id)),
        runs: (id) => fromOne(runs.get(id)?.running),
      })
      return trashedAt === null && placed.populationIds.length > 0 ? [{ document: placed, changedAt }] : []
    })
    const log: Bundle['log'] = listStoredLog(db, studyId).flatMap(({ runId, kind, data, at }) => {
      const run = runId === null ? null : runs.get(runId)?.place
      if (run === undefined) return []
      return [{ run, kind, data: replaceRefs(events[kind].data, data, ids) as typeof data, at }]
    })
    return { refinements, reports, log: log.slice(-limits.logLines) }
  }

  /** The indices of each run in the bundle, by run id. */
  private runPlaces(populationPlaces: Places): Map<number, RunPlace> {
    const places = new Map<number, RunPlace>()
    const runs = this.db.prepare<[number], { id: number; position: number }>(
      'SELECT id, position FROM runs WHERE populationId = ? ORDER BY position',
    )
    for (const [populationId, place] of populationPlaces)
      for (const { id, position } of runs.all(populationId))
        places.set(id, { place: [place, position], running: places.size })
    return places
  }
}

/** Index of its population, position in it, and index among the runs of all populations. */
interface RunPlace {
  place: [population: number, position: number]
  running: number
}

type Places = ReadonlyMap<number, number>
const placesOf = (rows: readonly { id: number }[]): Places => new Map(rows.map(({ id }, i) => [id, i]))

/** A population without its runs. */
function bundledHead({ spaceId, ...population }: Population, spacePlaces: Places): Omit<BundledPopulation, 'runs'> {
  const { name, seed, plan, datasetHash, keepWeights, origin, ending, createdAt } = population
  const space = spacePlaces.get(spaceId!)!
  const optional = { ...(origin && { origin }), ...(ending && { ending }) }
  return { name: plainName(name), space, seed, plan, datasetHash, keepWeights, ...optional, createdAt }
}

/** Spaces with the indices of their parents, skipping parents in the trash. */
function bundledSpaces(all: readonly StudySpace[], places: Places): Bundle['spaces'] {
  const byId = new Map(all.map((space) => [space.id, space]))
  const parentPlace = ({ parentId }: StudySpace): number | null => {
    if (parentId === null) return null
    return places.get(parentId) ?? parentPlace(byId.get(parentId)!)
  }
  return all
    .filter(({ id }) => places.has(id))
    .map((space) => {
      const { definition, state, reason, createdAt } = space
      const named = { ...definition, name: plainName(definition.name) }
      return { parent: parentPlace(space), definition: named, state, reason, createdAt }
    })
}

const over = ['finished', 'diverged', 'failed', 'cancelled'] as const

/** Status and digest of a run as written: an unfinished run counts as cancelled. */
function asOver({ status, digest }: Pick<Run, 'status' | 'digest'>): Pick<BundledRun, 'status' | 'digest'> {
  const ended = over.find((state) => state === status)
  return ended === undefined ? { status: 'cancelled', digest: null } : { status: ended, digest }
}

/** A run as written. Only a finished run has a result; leftovers of an earlier training are omitted. */
function bundledRun(run: Run, epochs: readonly EpochMetrics[]): BundledRun {
  const {
    network,
    draw,
    recipeDraw,
    seed,
    onnxruntimeVersion,
    provider,
    cpuFeatures,
    plan,
    pinned,
    tags,
    note,
    exclusion,
  } = run
  const { errorPercent, validationErrors, validationCount, peakMemoryBytes, environment } = run
  const { origin, createdAt, startedAt, finishedAt } = run
  const { status, digest } = asOver(run)
  const result =
    status === 'finished'
      ? { errorPercent, validationErrors, validationCount }
      : { errorPercent: null, validationErrors: null, validationCount: null }
  return {
    network,
    ...(draw && { draw }),
    ...(recipeDraw && { recipeDraw }),
    ...{ seed, onnxruntimeVersion, provider, cpuFeatures, plan, status },
    reason: over.includes(run.status as (typeof over)[number]) ? run.reason : sentence('notOverWhenExported'),
    ...result,
    ...{ digest, pinned, peakMemoryBytes, environment, tags, note, createdAt, startedAt, finishedAt },
    ...(exclusion !== null && { exclusion }),
    ...(origin && { origin }),
    epochs: epochs.map(reportOf),
  }
}
