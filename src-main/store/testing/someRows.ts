import type { Database } from 'better-sqlite3'
import type { StudyPlan } from '#shared/contract/studies.ts'
import type { Recipe } from '#shared/training/recipe.ts'
import { anyNetwork } from '#main/scheduler/testing/fakeStudy.ts'
import { insertPopulation, type Population } from '../tables/populations.ts'
import { insertRun, type NewRun } from '../tables/runs.ts'

const recipe = { epochs: 3 } as unknown as Recipe
const plan = {
  imageSize: 8,
  dataset: { kind: 'synthetic' },
  recipe,
  perSpace: 3,
  seed: 1,
  provider: 'cpu',
  flops: null,
} as unknown as StudyPlan

/** The id of a new population, of networks that were given, but for what is told otherwise. */
export function addPopulation(db: Database, studyId: number, given: Partial<Population> = {}): number {
  return insertPopulation(db, {
    ...{ studyId, name: 'p', spaceId: null, plan, designSpace: { id: 'A' }, seed: 1 },
    ...{ datasetHash: 'h', keepWeights: { keep: 'all' }, createdAt: 6 },
    ...given,
  })
}

/** The ids of new runs of a population, in the queue, of seeds 0 to count - 1. */
export function addRuns(db: Database, populationId: number, count: number, given: Partial<NewRun> = {}): number[] {
  return Array.from({ length: count }, (_, position) =>
    insertRun(db, {
      ...{ populationId, position, seed: position, network: anyNetwork, draw: null, datasetHash: 'h' },
      ...{ onnxruntimeVersion: '1', provider: 'cpu', cpuFeatures: 'avx2', plan: 'portable', predictedPeakBytes: null },
      createdAt: 7,
      ...given,
    }),
  )
}
