import type { PilotPoint, PopulationForecast } from '#shared/contract/populations.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { populationSeeds } from '#shared/studyFiles/seeds.ts'
import { LabError } from '#main/store/labError.ts'
import { listPilots } from '#main/store/tables/pilots.ts'
import type { DatasetReader } from '../datasets/datasetReader.ts'
import type { LabContext } from '../labContext.ts'
import { requireFit } from '../studies/plans.ts'
import { studyParts } from '../studies/studyDefinition.ts'
import { foretold, pilotKey } from './foretold.ts'
import { runPilot } from './pilot.ts'
import { sampled } from './sampling.ts'

/** What training the first population that a study file asks for would cost. Rejects with LabError or ValueError. */
export async function forecastFile(
  core: LabContext,
  datasets: DatasetReader,
  text: string,
  signal: AbortSignal | undefined,
): Promise<PopulationForecast> {
  const { plan, contents, sample } = await drawn(core, datasets, text, signal)
  return foretold(core, { plan, contents }, sample, sample.candidates)
}

/** Measures the speed of networks of that population, and returns all measurements of its kind. */
export async function pilotFile(
  core: LabContext,
  datasets: DatasetReader,
  text: string,
  signal: AbortSignal | undefined,
): Promise<PilotPoint[]> {
  const { plan, contents, sample } = await drawn(core, datasets, text, signal)
  const key = pilotKey({ plan, contents })
  await runPilot(core, { request: { plan }, networks: sample.networks, key, signal })
  return listPilots(core.db, key)
}

/** The networks that running the file would train first. */
async function drawn(core: LabContext, datasets: DatasetReader, text: string, signal: AbortSignal | undefined) {
  const file = await core.jobs.run('readStudyFile', { text }, { signal })
  const part = studyParts(file).find(({ listed }) => listed === undefined)
  if (!part) throw new LabError('invalid', sentence('nothingSampled'))
  const { definition, plan } = part
  const contents = await datasets.contents(plan.dataset, signal)
  requireFit(plan, contents)
  const order = { space: { definition }, plan, contents, seeds: populationSeeds(plan.seed, 0), count: plan.perSpace }
  return { plan, contents, sample: await sampled(core, order, signal) }
}
