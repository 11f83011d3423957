import { existsSync, readFileSync } from 'node:fs'
import type { StudySpace } from '#shared/contract/spaces.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { fullPath } from '#main/scheduler/runFiles.ts'
import { listStudyLog } from '#main/store/events.ts'
import { LabError } from '#main/store/labError.ts'
import { listPopulations, type Population } from '#main/store/populations.ts'
import { listRefinements } from '#main/store/refinements.ts'
import { listReports } from '#main/store/reports.ts'
import { listSpaces } from '#main/store/spaces.ts'
import { getStudy } from '#main/store/studies.ts'
import type { EpochMetrics } from '#main/trainer/messages.ts'
import { writeBundle } from './bundleFile.ts'
import { bundleFormatVersion, type Bundle } from './bundleSchema.ts'
import { digestOfPopulations, digestOfRuns } from './digests.ts'
import { replaceIds } from './idKeys.ts'
import type { LabCore } from './labCore.ts'
import { runsWithEpochs, type RunWithEpochs } from './runs.ts'

type BundledRun = Bundle['populations'][number]['runs'][number]

/**
 * A study as the bytes of a .regbench file, without what is in the trash. Runs that are not over are written as
 * cancelled. `weights`: with the weights that are kept.
 */
export function exportBundle(
  core: LabCore,
  studyId: number,
  { weights }: { weights: boolean },
): Uint8Array<ArrayBuffer> {
  const { db, folder } = core
  const { name, plan, classes, definition, createdAt } = getStudy(db, studyId)
  if (plan === null || classes === null) {
    throw new LabError('invalid', sentence('studyWithoutExport', { name }))
  }
  const spaces = listSpaces(db, studyId).filter(({ trashedAt }) => trashedAt === null)
  const populations = listPopulations(db, studyId).filter(
    ({ trashedAt, spaceId }) => trashedAt === null && spaces.some(({ id }) => id === spaceId),
  )
  const spacePlaces = placesOf(spaces)
  const populationPlaces = placesOf(populations)
  const ids = {
    spaces: (id: number) => spacePlaces.get(id),
    populations: (id: number) => populationPlaces.get(id),
  }
  const runs = populations.map(({ id }) => runsWithEpochs(db, { populationId: id }))
  const runPlaces = new Map(
    runs.flatMap((list, i) => list.map(({ id, position }) => [id, [i, position] as [number, number]] as const)),
  )
  const bundled = populations.map((population, i) => ({
    ...bundledPopulation(population),
    space: spacePlaces.get(population.spaceId!)!,
    runs: runs[i]!.map((run) => bundledRun(run, weights ? folder : null)),
  }))
  const bundle: Bundle = {
    format: 'regnet-lab-bench/study',
    formatVersion: bundleFormatVersion,
    study: {
      ...{ name, createdAt, plan, classes, definition },
      digest: digestOfPopulations(bundled.map((population) => digestOfRuns(population.runs))),
    },
    spaces: bundledSpaces(listSpaces(db, studyId), spacePlaces),
    populations: bundled,
    refinements: listRefinements(db, studyId).flatMap(({ spaceId, refinedSpaceId, state, ...rest }) => {
      const { step, decision, reason, createdAt: begunAt, changedAt } = rest
      const space = spacePlaces.get(spaceId)
      if (space === undefined) return []
      const refinedSpace = refinedSpaceId === null ? null : (spacePlaces.get(refinedSpaceId) ?? null)
      const times = { createdAt: begunAt, changedAt }
      return [{ space, refinedSpace, step, decision, reason, ...times, state: replaceIds(state, ids) }]
    }),
    reports: listReports(db, studyId).flatMap(({ document, changedAt, trashedAt }) => {
      const populationIds = document.populationIds.flatMap((id) => {
        const place = populationPlaces.get(id)
        return place === undefined ? [] : [place + 1]
      })
      return trashedAt === null && populationIds.length > 0
        ? [{ document: { ...document, populationIds }, changedAt }]
        : []
    }),
    log: listStudyLog(db, studyId).flatMap(({ runId, kind, data, at }) => {
      const run = runId === null ? null : runPlaces.get(runId)
      return run === undefined ? [] : [{ run, kind, data: replaceIds(data, ids), at }]
    }),
  }
  return writeBundle(bundle)
}

const placesOf = (rows: readonly { id: number }[]) => new Map(rows.map(({ id }, i) => [id, i]))

/** Spaces with their parents' places; where a parent is in the trash, the next one above it. */
function bundledSpaces(all: readonly StudySpace[], places: ReadonlyMap<number, number>): Bundle['spaces'] {
  const byId = new Map(all.map((space) => [space.id, space]))
  const parentPlace = ({ parentId }: StudySpace): number | null => {
    if (parentId === null) return null
    return places.get(parentId) ?? parentPlace(byId.get(parentId)!)
  }
  return all
    .filter(({ id }) => places.has(id))
    .map((space) => {
      const { definition, state, reason, createdAt } = space
      return { parent: parentPlace(space), definition, state, reason, createdAt }
    })
}

function bundledPopulation({ name, seed, plan, datasetHash, keepWeights, createdAt }: Population) {
  return { name, seed, plan, datasetHash, keepWeights, createdAt }
}

const over = ['finished', 'diverged', 'failed', 'cancelled'] as const

/** A run as it is written; `folder`: the lab's, when its weights are to be in it. */
function bundledRun(run: RunWithEpochs, folder: string | null): BundledRun {
  const { network, seed, onnxruntimeVersion, provider, cpuFeatures, plan, pinned, tags, note } = run
  const { errorPercent, validationErrors, validationCount, digest, peakMemoryBytes, environment } = run
  const { createdAt, startedAt, finishedAt, weightsPath } = run
  const status = over.find((ended) => ended === run.status)
  return {
    ...{ network, seed, onnxruntimeVersion, provider, cpuFeatures, plan },
    status: status ?? 'cancelled',
    reason: status === undefined ? sentence('notOverWhenExported') : run.reason,
    ...{ errorPercent, validationErrors, validationCount, digest: status === undefined ? null : digest },
    ...{ pinned, peakMemoryBytes, environment, tags, note, createdAt, startedAt, finishedAt },
    epochs: run.epochs.map(bundledEpoch),
    ...(folder !== null &&
      weightsPath !== null && { weights: weightsOf(run.id, fullPath(folder, weightsPath, run.id)) }),
  }
}

/** The weights of a run in base64. Throws LabError 'notFound' where their file is gone. */
function weightsOf(id: number, file: string): string {
  if (existsSync(file)) return readFileSync(file, 'base64')
  throw new LabError('notFound', sentence('weightsGone', { file, id }))
}

/** JSON has no NaN: null stands for it. */
function bundledEpoch({ trainLoss, validationLoss, ...rest }: EpochMetrics): BundledRun['epochs'][number] {
  const finite = (value: number) => (Number.isFinite(value) ? value : null)
  return { ...rest, trainLoss: finite(trainLoss), validationLoss: finite(validationLoss) }
}
