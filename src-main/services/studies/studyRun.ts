import type { DatasetContents } from '#shared/contract/datasets.ts'
import type { KeepWeights } from '#shared/contract/populations.ts'
import type { RunStudyAnswer, SampledSpace, StudyPlan } from '#shared/contract/studies.ts'
import { freeName } from '#shared/schema/freeName.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { populationSeeds, type PopulationSeeds } from '#shared/studyFiles/seeds.ts'
import { parseStudyFile, type StudyFile } from '#shared/studyFiles/studyFile.ts'
import { insertEvent } from '#main/store/tables/events.ts'
import { LabError } from '#main/store/labError.ts'
import { canonical } from '#shared/refinement/comparison/trainingTerms.ts'
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
import { listSpaceIds, networksToTrain, placeOf, sampled, sampledSpaces, seedsAt } from '../populations/sampling.ts'
import { listedToTrain } from '../populations/listed.ts'
import { addLineage, createStudy } from './studies.ts'
import { planFromFile, requireSameStudy, spacesOf, studyParts, type StudyPart } from './studyDefinition.ts'

type Core = Pick<LabContext, 'db' | 'jobs' | 'environment' | 'now'>

/** A population as its study asks for it, and what exists already. */
interface Wanted extends StudyPart {
  contents: DatasetContents
  seeds: PopulationSeeds
  population: Population | undefined
}

interface Drawn extends Wanted {
  /** Null: nothing had to be added. */
  growth: (Pick<Growth, 'from' | 'networks'> & { acceptanceRate: number | null }) | null
}

/** Creates a study from its file with the populations that it asks for, atomically. Rejects with LabError or ValueError. */
export async function runFile(
  core: Core,
  datasets: DatasetReader,
  file: StudyFile,
  signal: AbortSignal | undefined,
): Promise<RunStudyAnswer> {
  const { db, now } = core
  const plan = planFromFile(file)
  const parts = studyParts(file)
  const contentsOf = await contentsOfParts(datasets, parts, signal)
  const wanted = parts.map((part): Wanted => {
    const seeds = populationSeeds(plan.seed, part.place)
    return { ...part, contents: contentsOf(part), seeds, population: undefined }
  })
  const drawn = await draw(core, wanted, signal)
  return db.transaction(() => {
    const classes = drawn[0]!.contents.classNames.length
    const id = createStudy(db, { name: file.name, definition: file, plan, classes }, now())
    return { id, spaces: store(core, id, drawn, kindOf(file)) }
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
  const source = file ?? stored
  const parts = partsToRun(core, id, { plan, source, spaceIds })
  const contentsOf = await contentsOfParts(datasets, parts, signal)
  const drawnNow = async () => {
    const wanted = wantedParts(core, id, parts).map((one) => ({ ...one, contents: contentsOf(one) }))
    for (const { population, contents } of wanted) {
      if (population && population.datasetHash !== contents.hash)
        throw new LabError('invalid', sentence('datasetOfStudyChanged', { name: study.name }))
    }
    return await draw(core, wanted, signal)
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
    return { id, spaces: store(core, id, drawn, kindOf(source)) }
  })()
}

/** Whether a population's size changed since its growth was drawn. */
const hasGrown = ({ db }: Core, { population, growth }: Drawn): boolean =>
  !!population && !!growth && countRunsOf(db, [population.id]) !== growth.from

interface Asked extends Pick<StudyToRun, 'spaceIds'> {
  plan: StudyPlan
  /** The study's file, if it has one. */
  source: StudyFile | undefined
}

/** What to run of a study: see StudyToRun. */
function partsToRun({ db }: Core, studyId: number, { plan, source, spaceIds }: Asked): StudyPart[] {
  const ofFile = source && studyParts(source)
  if (ofFile && !spaceIds) return ofFile
  const lists = listSpaceIds(db, studyId)
  const chosen = listSpaces(db, studyId).filter(({ id, state, trashedAt }) =>
    spaceIds ? spaceIds.includes(id) : state !== 'rejected' && trashedAt === null && !lists.has(id),
  )
  // In the order of the file, as if it were run as a whole: the digest of a study follows from that of its populations.
  const asked = (ofFile ?? []).flatMap((part): StudyPart[] => {
    const space = chosen.find(({ definition }) => definition.id === part.definition.id)
    // A space of the file may have been changed since.
    return space ? [part.listed ? part : { ...part, definition: space.definition }] : []
  })
  const others = chosen.filter(({ definition }) => asked.every((part) => part.definition.id !== definition.id))
  return [...asked, ...others.map(({ definition }) => ({ definition, plan, regime: '', place: null }))]
}

/** The parts with their populations; those in the trash are skipped. */
function wantedParts(core: Core, studyId: number, parts: readonly StudyPart[]): Omit<Wanted, 'contents'>[] {
  const { db } = core
  const spaces = listSpaces(db, studyId)
  const populations = listPopulations(db, studyId)
  const behind = new Map<string, number>()
  const placeBehind = (id: string): number => {
    if (!behind.has(id)) behind.set(id, sampledSpaces(db, studyId).length + behind.size)
    return behind.get(id)!
  }
  return parts.flatMap((part) => {
    const { definition, plan, listed } = part
    const space = spaces.find((known) => known.definition.id === definition.id)
    const own = space ? populations.filter((population) => population.spaceId === space.id) : []
    // Populations of older versions do not record which lowering was requested.
    const atPlan = (one: Population) => equalPlans({ ...one.plan, lowering: plan.lowering }, plan)
    const population = own.find(atPlan)
    if ((space?.trashedAt ?? population?.trashedAt ?? null) !== null) return []
    const place = listed ? part.place! : space ? placeOf(core, space) : placeBehind(definition.id)
    const seeds = seedsAt(core, { studyId, spaceId: space?.id ?? null, place }, plan.seed)
    return [{ ...part, seeds, population }]
  })
}

/** The contents of each part's data set, which fit its plan. Rejects with LabError. */
async function contentsOfParts(
  datasets: DatasetReader,
  parts: readonly StudyPart[],
  signal: AbortSignal | undefined,
): Promise<(part: StudyPart) => DatasetContents> {
  const known = new Map<string, DatasetContents>()
  for (const { plan } of parts) {
    const key = canonical(plan.dataset)
    if (!known.has(key)) known.set(key, await datasets.contentsNow(plan.dataset, signal))
    requireFit(plan, known.get(key)!)
  }
  return ({ plan }) => known.get(canonical(plan.dataset))!
}

/** Draws what is missing, one space after the other. */
async function draw(core: Core, wanted: readonly Wanted[], signal: AbortSignal | undefined): Promise<Drawn[]> {
  const drawn: Drawn[] = []
  for (const one of wanted) {
    signal?.throwIfAborted()
    const { definition, plan, contents, listed, population, seeds } = one
    const count = plan.perSpace
    const there = population ? countRunsOf(core.db, [population.id]) : 0
    let growth: Drawn['growth'] = null
    // One that ended early is complete with fewer.
    const isOpen = population && (population.ending?.endedAt ?? null) === null
    if (listed && !population) {
      const networks = listedToTrain(listed, { plan, contents, seeds })
      growth = { from: 0, networks, acceptanceRate: null }
    } else if (!listed && isOpen && there < count) {
      const { sample, ...grown } = await growthOf(core, population, contents, count - there, signal)
      growth = { ...grown, acceptanceRate: sample.plainAcceptanceRate }
    }
    if (!listed && !population) {
      const sample = await sampled(core, { space: { definition }, plan, contents, seeds, count }, signal)
      const networks = networksToTrain(sample, { plan, seeds })
      growth = { from: 0, networks, acceptanceRate: sample.plainAcceptanceRate }
    }
    drawn.push({ ...one, growth })
  }
  return drawn
}

/** The settings of new populations that do not affect their networks. */
interface Kept {
  keepWeights: KeepWeights
  endsWhenDecided: boolean
}
const kindOf = (file: StudyFile | undefined): Kept => ({
  keepWeights: file?.keepWeights ?? { keep: 'best', count: 10 },
  endsWhenDecided: file?.endsWhenDecided ?? false,
})

/** Stores what was drawn: spaces after those of the study, populations, and their queued networks. */
function store(
  core: Core,
  studyId: number,
  drawn: readonly Drawn[],
  { keepWeights, endsWhenDecided }: Kept,
): SampledSpace[] {
  const { db, environment, now } = core
  const spaceIds = addLineage(db, studyId, spacesOf(drawn), now())
  return drawn.map(({ definition, plan, contents, regime, population, seeds, growth }, i): SampledSpace => {
    const spaceId = spaceIds[i]!
    const called = regime === '' ? definition.name : `${definition.name} · ${regime}`
    let populationId = population?.id
    if (population && growth) addNetworks(db, { populationId: population.id, ...growth }, environment, now())
    populationId ??= addPopulation(
      db,
      {
        ...{ studyId, spaceId, plan, keepWeights, datasetHash: contents.hash },
        // The order of a list is not by chance, as the looks at a population that may end early require.
        endsWhenDecided: endsWhenDecided && !plan.listed,
        name: freeName(called, (name) => findPopulation(db, studyId, name) !== undefined),
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
      ...{ populationId, space: called, count, added },
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
