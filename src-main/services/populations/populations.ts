import type { Database } from 'better-sqlite3'
import type { KeepWeights } from '#shared/contract/populations.ts'
import type { Draw } from '#shared/designspaces/sampling/draw.ts'
import { depthFault } from '#shared/networks/buildable.ts'
import type { Network } from '#shared/networks/network.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import type { RecipeDraw } from '#shared/training/recipeSweep.ts'
import { insertEvent } from '#main/store/tables/events.ts'
import { LabError } from '#main/store/labError.ts'
import { getPopulation, insertPopulation, type Population } from '#main/store/tables/populations.ts'
import { countRunsOf } from '#main/store/tables/runRows.ts'
import { insertRun, type MachineIdentity } from '#main/store/tables/runs.ts'
import { tagRuns } from '#main/store/tables/runNotes.ts'
import { getSpace } from '#main/store/tables/spaces.ts'
import { getStudy } from '#main/store/tables/studies.ts'

/** A network of a new population, with its training settings. */
export interface NewNetwork {
  network: Network
  /** Null if the network was given, not drawn. */
  draw: Draw | null
  /** The values drawn for its recipe; default: none, its plan draws none. */
  recipeDraw?: RecipeDraw | null
  /** Training seed. */
  seed: number
  /** Id of the lowering plan. */
  plan: string
  predictedPeakBytes?: number
  tags?: readonly string[]
}

export type NewPopulation = Pick<Population, 'studyId' | 'spaceId' | 'name' | 'seed' | 'plan' | 'datasetHash'> & {
  /** Default: the best 10. */
  keepWeights?: KeepWeights
  /** Whether it may end once its comparisons are decided; default: it may not. */
  endsWhenDecided?: boolean
  /** In sample order. */
  networks: readonly NewNetwork[]
}

const defaultKeepWeights: KeepWeights = { keep: 'best', count: 10 }

/** Creates a population with all its runs queued, atomically, and returns its id. */
export function addPopulation(db: Database, input: NewPopulation, machine: MachineIdentity, now: number): number {
  const { networks, keepWeights = defaultKeepWeights, endsWhenDecided = false, plan, datasetHash } = input
  const { studyId, spaceId, name, seed } = input
  getStudy(db, studyId)
  if (networks.length === 0) throw new LabError('invalid', sentence('populationEmpty', { name }))
  return db.transaction(() => {
    const populationId = insertPopulation(db, {
      ...{ studyId, spaceId, name, seed, plan, datasetHash, keepWeights },
      designSpace: spaceId === null ? null : getSpace(db, spaceId).definition,
      ending: endsWhenDecided && !plan.halving ? { planned: networks.length, endedAt: null } : null,
      createdAt: now,
    })
    insertNetworks(db, getPopulation(db, populationId), { networks, from: 0, machine, now })
    const data = { populationId, name, runs: networks.length }
    insertEvent(db, { studyId, kind: 'populationAdded', data, at: now })
    return populationId
  })()
}

/**
 * Appends queued networks to a population that has `from` networks, all or none. Returns whether it did: a population
 * that has grown meanwhile is left unchanged.
 */
export function addNetworks(
  db: Database,
  { populationId, from, networks }: { populationId: number; from: number; networks: readonly NewNetwork[] },
  machine: MachineIdentity,
  now: number,
): boolean {
  return db.transaction(() => {
    if (countRunsOf(db, [populationId]) !== from) return false
    const population = getPopulation(db, populationId)
    insertNetworks(db, population, { networks, from, machine, now })
    const { studyId, name } = population
    const data = { populationId, name, runs: networks.length, count: from + networks.length }
    insertEvent(db, { studyId, kind: 'populationGrown', data, at: now })
    return true
  })()
}

interface Inserted {
  networks: readonly NewNetwork[]
  /** Position of the first added network. */
  from: number
  machine: MachineIdentity
  now: number
}

function insertNetworks(db: Database, population: Population, { networks, from, machine, now }: Inserted): void {
  const { id: populationId, datasetHash, plan } = population
  const { provider } = plan
  for (const { network } of networks) {
    const fault = depthFault(network)
    if (fault) throw new LabError('invalid', sentence('populationTooDeep', { name: population.name, said: fault }))
  }
  networks.forEach((given, i) => {
    const { network, draw, recipeDraw = null, seed, plan: loweringPlan, predictedPeakBytes = null, tags = [] } = given
    const runId = insertRun(db, {
      ...{
        populationId,
        position: from + i,
        seed,
        network,
        draw,
        recipeDraw,
        datasetHash,
        provider,
        predictedPeakBytes,
      },
      plan: loweringPlan,
      createdAt: now,
      ...machine,
    })
    if (tags.length > 0) tagRuns(db, [runId], tags, [])
  })
}
