import type { Database } from 'better-sqlite3'
import type { Network } from '#shared/networks/network.ts'
import { insertEvent } from '#main/store/events.ts'
import { LabError } from '#main/store/labError.ts'
import { insertPopulation, type KeepWeights, type Population } from '#main/store/populations.ts'
import { insertRun, type MachineIdentity } from '#main/store/runs.ts'
import { getStudy } from '#main/store/studies.ts'

/** A network of a new population and how it is to be trained. */
export interface NewNetwork {
  network: Network
  /** Seed of the training. */
  seed: number
  /** Id of the lowering plan. */
  plan: string
  predictedPeakBytes?: number
}

export type NewPopulation = Omit<Population, 'id' | 'createdAt' | 'keepWeights'> & {
  /** Default: the best 10. */
  keepWeights?: KeepWeights
  /** Execution provider of every run. */
  provider: string
  /** In the order of the sample. */
  networks: readonly NewNetwork[]
}

const defaultKeepWeights: KeepWeights = { keep: 'best', count: 10 }

/** The id of a new population with all its runs in the queue: either everything is stored or nothing. */
export function addPopulation(db: Database, input: NewPopulation, machine: MachineIdentity, now: number): number {
  const { networks, provider, ...given } = input
  getStudy(db, input.studyId)
  if (networks.length === 0) throw new LabError('invalid', `The population "${input.name}" has no network.`)
  return db.transaction(() => {
    const population = { keepWeights: defaultKeepWeights, ...given, createdAt: now }
    const populationId = insertPopulation(db, population)
    networks.forEach(({ network, seed, plan, predictedPeakBytes = null }, position) => {
      insertRun(db, {
        populationId,
        position,
        seed,
        recipe: input.recipe,
        network,
        datasetHash: input.datasetHash,
        provider,
        plan,
        predictedPeakBytes,
        createdAt: now,
        ...machine,
      })
    })
    const data = { populationId, name: input.name, runs: networks.length }
    insertEvent(db, { studyId: input.studyId, runId: null, kind: 'populationAdded', data, at: now })
    return populationId
  })()
}
