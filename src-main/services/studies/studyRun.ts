import type { DatasetContents } from '#shared/contract/datasets.ts'
import type { KeepWeights } from '#shared/contract/populations.ts'
import type { RunStudyAnswer, SampledSpace, StudyPlan } from '#shared/contract/studies.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { freeName } from '#shared/schema/freeName.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { populationSeeds, type PopulationSeeds } from '#shared/studyFiles/seeds.ts'
import { parseStudyFile, studySpaces, type StudyFile } from '#shared/studyFiles/studyFile.ts'
import { insertEvent } from '#main/store/tables/events.ts'
import { LabError } from '#main/store/labError.ts'
import { findPopulation, listPopulations, type Population } from '#main/store/tables/populations.ts'
import { countRunsOf } from '#main/store/tables/runRows.ts'
import { listRuns } from '#main/store/tables/runs.ts'
import { changeRuns } from '#main/store/tables/runTransitions.ts'
import { listSpaces } from '#main/store/tables/spaces.ts'
import { changeStudyFile, getStudy, renameStudy } from '#main/store/tables/studies.ts'
import type { DatasetReader } from '../datasets/datasetReader.ts'
import { growthOf, type Growth } from '../populations/growth.ts'
import type { LabContext } from '../labContext.ts'
import { equalPlans, requireFit } from './plans.ts'
import { addNetworks, addPopulation } from '../populations/populations.ts'
import { networksToTrain, placeOf, sampled, seedsAt } from '../populations/sampling.ts'
import { addLineage, createStudy } from './studies.ts'
import { planFromFile, requireSameStudy } from './studyDefinition.ts'

type Core = Pick<LabContext, 'db' | 'jobs' | 'environment' | 'now'>

/** A space as its study's plan would sample it, and what exists already. */
interface Wanted {
  definition: DesignSpace
  /** Undefined: this run adds the space to the study. */
  space: StudySpace | undefined
  seeds: PopulationSeeds
  population: Population | undefined
}

interface Drawn extends Wanted {
  /** Null: nothing had to be drawn. */
  growth: (Pick<Growth, 'from' | 'networks'> & { acceptanceRate: number }) | null
}

/** Creates a study from its file and samples each of its spaces, atomically. Rejects with LabError or ValueError. */
export async function runFile(
  core: Core,
  datasets: DatasetReader,
  file: StudyFile,
  signal: AbortSignal | undefined,
): Promise<RunStudyAnswer> {
  const { db, now } = core
  const plan = planFromFile(file)
  const contents = await datasets.contentsNow(plan.dataset, signal)
  requireFit(plan, contents)
  const wanted = studySpaces(file).map((definition, place): Wanted => {
    return { definition, space: undefined, seeds: populationSeeds(plan.seed, place), population: undefined }
  })
  const drawn = await draw(core, { wanted, plan, contents }, signal)
  return db.transaction(() => {
    const classes = contents.classNames.length
    const id = createStudy(db, { name: file.name, definition: file, plan, classes }, now())
    return { id, spaces: store(core, id, { plan, contents, drawn, ...kindOf(file) }) }
  })()
}

export interface StudyToRun {
  id: number
  /** The study's file, if it now asks for more. */
  file: StudyFile | undefined
  /** Undefined: the spaces of its file; without a file, all that are neither rejected nor in the trash. */
  spaceIds: readonly number[] | undefined
}

/**
 * Grows each space of a study to the number of networks in its plan. Rejects with LabError or ValueError; then nothing
 * is stored.
 */
export async function runStudy(
  core: Core,
  datasets: DatasetReader,
  { id, file, spaceIds }: StudyToRun,
  signal: AbortSignal | undefined,
): Promise<RunStudyAnswer> {
  const { db, now } = core
  const study = getStudy(db, id)
  const stored = study.definition === null ? undefined : parseStudyFile(study.definition)
  if (file && stored) requireSameStudy(file, stored)
  const plan = file ? planFromFile(file) : study.plan
  if (!plan) throw new LabError('invalid', sentence('studyWithoutPopulation', { name: study.name }))
  const contents = await datasets.contentsNow(plan.dataset, signal)
  requireFit(plan, contents)
  const source = file ?? stored
  const chosen = spaceIds && listSpaces(db, id).filter((space) => spaceIds.includes(space.id))
  const definitions = chosen?.map(({ definition }) => definition) ?? (source && studySpaces(source))
  const drawnNow = async () => {
    const wanted = wantedSpaces(core, id, plan, definitions)
    for (const { population } of wanted) {
      if (population && population.datasetHash !== contents.hash)
        throw new LabError('invalid', sentence('datasetOfStudyChanged', { name: study.name }))
    }
    return await draw(core, { wanted, plan, contents }, signal)
  }
  let drawn = await drawnNow()
  // A population may have grown meanwhile, so that the continuation is a different part of its sample.
  while (drawn.some((one) => hasGrown(core, one))) drawn = await drawnNow()
  return db.transaction(() => {
    if (file) {
      if (file.name !== study.name) {
        renameStudy(db, id, file.name)
        insertEvent(db, { studyId: id, kind: 'studyRenamed', data: { name: file.name }, at: now() })
      }
      changeStudyFile(db, id, { definition: file, plan })
    }
    return { id, spaces: store(core, id, { plan, contents, drawn, ...kindOf(source) }) }
  })()
}

/** Whether a population's size changed since its growth was drawn. */
const hasGrown = ({ db }: Core, { population, growth }: Drawn): boolean =>
  !!population && !!growth && countRunsOf(db, [population.id]) !== growth.from

/** The spaces to sample, in order, with their populations under the plan; those in the trash are skipped. */
function wantedSpaces(core: Core, studyId: number, plan: StudyPlan, definitions: DesignSpace[] | undefined): Wanted[] {
  const { db } = core
  const spaces = listSpaces(db, studyId)
  const populations = listPopulations(db, studyId)
  const open = spaces.filter(({ state, trashedAt }) => state !== 'rejected' && trashedAt === null)
  let behind = spaces.length
  return (definitions ?? open.map(({ definition }) => definition)).flatMap((definition) => {
    const space = spaces.find((known) => known.definition.id === definition.id)
    const own = space ? populations.filter((population) => population.spaceId === space.id) : []
    // Populations of older versions do not record which lowering was requested.
    const atPlan = (one: Population) => equalPlans({ ...one.plan, lowering: plan.lowering }, plan)
    const population = own.find(atPlan)
    if ((space?.trashedAt ?? population?.trashedAt ?? null) !== null) return []
    const place = space ? placeOf(core, space) : behind++
    const seeds = seedsAt(core, { studyId, spaceId: space?.id ?? null, place }, plan.seed)
    return [{ definition, space, seeds, population }]
  })
}

interface Order {
  wanted: readonly Wanted[]
  plan: StudyPlan
  contents: DatasetContents
}

/** Draws what is missing, one space after the other. */
async function draw(core: Core, { wanted, plan, contents }: Order, signal: AbortSignal | undefined): Promise<Drawn[]> {
  const count = plan.perSpace
  const drawn: Drawn[] = []
  for (const one of wanted) {
    signal?.throwIfAborted()
    const { definition, population, seeds } = one
    const there = population ? countRunsOf(core.db, [population.id]) : 0
    let growth: Drawn['growth'] = null
    // One that ended early is complete with fewer.
    if (population && there < count && (population.ending?.endedAt ?? null) === null) {
      const { sample, ...grown } = await growthOf(core, population, contents, count - there, signal)
      growth = { ...grown, acceptanceRate: sample.plainAcceptanceRate }
    }
    if (!population) {
      const sample = await sampled(core, { space: { definition }, plan, contents, seeds, count }, signal)
      const networks = networksToTrain(sample, { plan, seeds })
      growth = { from: 0, networks, acceptanceRate: sample.plainAcceptanceRate }
    }
    drawn.push({ ...one, growth })
  }
  return drawn
}

/** The settings of new populations that do not affect their networks. */
const kindOf = (file: StudyFile | undefined): Pick<Stored, 'keepWeights' | 'endsWhenDecided'> => ({
  keepWeights: file?.keepWeights ?? { keep: 'best', count: 10 },
  endsWhenDecided: file?.endsWhenDecided ?? false,
})

interface Stored {
  plan: StudyPlan
  contents: DatasetContents
  drawn: readonly Drawn[]
  keepWeights: KeepWeights
  endsWhenDecided: boolean
}

/** Stores what was drawn: spaces after those of the study, populations, and their queued networks. */
function store(
  core: Core,
  studyId: number,
  { plan, contents, drawn, keepWeights, endsWhenDecided }: Stored,
): SampledSpace[] {
  const { db, environment, now } = core
  const spaceIds = addLineage(
    db,
    studyId,
    drawn.map(({ definition }) => definition),
    now(),
  )
  return drawn.map(({ definition, population, seeds, growth }, i): SampledSpace => {
    const spaceId = spaceIds[i]!
    let populationId = population?.id
    if (population && growth) addNetworks(db, { populationId: population.id, ...growth }, environment, now())
    populationId ??= addPopulation(
      db,
      {
        ...{ studyId, spaceId, plan, keepWeights, endsWhenDecided, datasetHash: contents.hash },
        name: freeName(definition.name, (name) => findPopulation(db, studyId, name) !== undefined),
        seed: seeds.sampling,
        networks: growth!.networks,
      },
      environment,
      now(),
    )
    const added = growth?.networks.length ?? 0
    const count = countRunsOf(db, [populationId])
    takeTurns(core, populationId, count - added)
    return {
      ...{ populationId, space: definition.name, count, added },
      acceptanceRate: growth?.acceptanceRate ?? null,
    }
  })
}

/**
 * Interleaves the networks from a position on with those of other spaces, so that a study stopped early can still be
 * compared.
 */
function takeTurns({ db }: Core, populationId: number, from: number): void {
  for (const { id, position } of listRuns(db, { populationId }).slice(from))
    changeRuns(db, { runId: id }, ['queued'], { priority: -position })
}
