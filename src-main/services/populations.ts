import type { Database } from 'better-sqlite3'
import type { KeepWeights } from '#shared/contract/populations.ts'
import type { Draw } from '#shared/designspaces/draw.ts'
import type { Network } from '#shared/networks/network.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { insertEvent } from '#main/store/events.ts'
import { LabError } from '#main/store/labError.ts'
import { insertPopulation, type Population } from '#main/store/populations.ts'
import { countRunsOf } from '#main/store/runRows.ts'
import { insertRun, type MachineIdentity } from '#main/store/runs.ts'
import { getSpace } from '#main/store/spaces.ts'
import { getStudy } from '#main/store/studies.ts'

/** A network of a new population and how it is to be trained. */
export interface NewNetwork {
  network: Network
  /** Null: it was given, not drawn. */
  draw: Draw | null
  /** Seed of the training. */
  seed: number
  /** Id of the lowering plan. */
  plan: string
  predictedPeakBytes?: number
}

export type NewPopulation = Pick<Population, 'studyId' | 'spaceId' | 'name' | 'seed' | 'plan' | 'datasetHash'> & {
  /** Default: the best 10. */
  keepWeights?: KeepWeights
  /** In the order of the sample. */
  networks: readonly NewNetwork[]
}

const defaultKeepWeights: KeepWeights = { keep: 'best', count: 10 }

/** The id of a new population with all its runs in the queue: either everything is stored or nothing. */
export function addPopulation(db: Database, input: NewPopulation, machine: MachineIdentity, now: number): number {
  const { networks, keepWeights = defaultKeepWeights, plan, datasetHash, studyId, spaceId, name, seed } = input
  getStudy(db, studyId)
  if (networks.length === 0) throw new LabError('invalid', sentence('populationEmpty', { name }))
  const { recipe, dataset, flops } = plan
  return db.transaction(() => {
    const populationId = insertPopulation(db, {
      ...{ studyId, spaceId, name, seed, plan, recipe, dataset, datasetHash, keepWeights },
      designSpace: spaceId === null ? null : getSpace(db, spaceId).definition,
      flopsLow: flops?.low ?? null,
      flopsHigh: flops?.high ?? null,
      createdAt: now,
    })
    insertRuns(db, { id: populationId, plan, recipe, datasetHash }, networks, { from: 0, machine, now })
    const data = { populationId, name, runs: networks.length }
    insertEvent(db, { studyId, runId: null, kind: 'populationAdded', data, at: now })
    return populationId
  })()
}

/** Puts networks that continue a population's sample behind those that it has, into the queue. */
export function growPopulation(
  db: Database,
  population: Population,
  networks: readonly NewNetwork[],
  machine: MachineIdentity,
  now: number,
): void {
  const { id, studyId, name } = population
  db.transaction(() => {
    insertRuns(db, population, networks, { from: countRunsOf(db, [id]), machine, now })
    const data = { populationId: id, name, runs: networks.length }
    insertEvent(db, { studyId, runId: null, kind: 'populationGrown', data, at: now })
  })()
}

function insertRuns(
  db: Database,
  { id, plan: { provider }, recipe, datasetHash }: Pick<Population, 'id' | 'plan' | 'recipe' | 'datasetHash'>,
  networks: readonly NewNetwork[],
  { from, machine, now }: { from: number; machine: MachineIdentity; now: number },
): void {
  networks.forEach(({ network, draw, seed, plan, predictedPeakBytes = null }, i) => {
    insertRun(db, {
      ...{
        populationId: id,
        position: from + i,
        seed,
        recipe,
        network,
        draw,
        datasetHash,
        provider,
        predictedPeakBytes,
        plan,
      },
      createdAt: now,
      ...machine,
    })
  })
}
