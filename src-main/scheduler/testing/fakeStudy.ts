import { fileURLToPath } from 'node:url'
import type { StudyPlan } from '#shared/contract/studies.ts'
import type { DatasetSpec } from '#shared/datasets/datasetSpec.ts'
import { presetNamed } from '#shared/designspaces/presets.ts'
import type { Network } from '#shared/networks/network.ts'
import type { Recipe } from '#shared/training/recipe.ts'
import type { LabOptions } from '#main/lab.ts'
import type { Lab } from '#main/testing/openLab.ts'
import type { NewPopulation } from '#main/services/populations/populations.ts'
import type { FakeDataset } from './fakeTrainer.ts'

/** A network for trainers that do not build it. */
export const anyNetwork: Network = {
  stem: 'cifar',
  stemWidth: 8,
  block: 'x',
  stages: [{ depth: 1, width: 8, stride: 1, bottleneckRatio: 1, groupWidth: 8 }],
  headWidth: 0,
  seRatio: 0,
  classes: 10,
  imageSize: 8,
  activation: 'relu',
  bnEpsilon: 1e-5,
}

/** Options of a lab in `dataDir` whose trainers are fake processes. */
export function fakeLabOptions(dataDir: string, options: Partial<LabOptions> = {}): LabOptions {
  const trainerEntry = fileURLToPath(new URL('./fakeTrainer.ts', import.meta.url))
  const environment = { onnxruntimeVersion: '1.0.0', cpuFeatures: 'test' }
  return { dataDir, trainerEntry, environment, trainers: 1, ...options }
}

/** A plan whose data set controls the fake trainer, which ignores the recipe. */
export function fakePlan(dataset: Partial<FakeDataset>): StudyPlan {
  return {
    imageSize: 8,
    dataset: { epochs: 3, steps: 4, checkpointEvery: 1, faults: {}, ...dataset } as unknown as DatasetSpec,
    recipe: { epochs: 3 } as Recipe,
    flops: { low: 0, high: 4e5 },
    perSpace: 4,
    seed: 1,
    provider: 'cpu',
  }
}

/** The id of a new population of `count` networks with seeds 0 .. count - 1 that behaves as `dataset` says. */
export function addFakePopulation(
  lab: Lab,
  count: number,
  dataset: Partial<FakeDataset> = {},
  given: Partial<NewPopulation> = {},
): number {
  const studyId = lab.findStudy('study')?.id ?? lab.createStudy({ name: 'study', definition: { preset: 'fake' } })
  const [spaceId] = lab.addLineage(studyId, [presetNamed('AnyNetX_A')])
  return lab.addPopulation({
    studyId,
    spaceId: spaceId!,
    name: `population ${lab.populations(studyId).length}`,
    seed: 1,
    plan: fakePlan(dataset),
    datasetHash: 'abc',
    networks: Array.from({ length: count }, (_, seed) => ({
      ...{ network: anyNetwork, draw: null, seed, plan: 'portable-1' },
    })),
    ...given,
  })
}

/** Resolves when the log contains an event that `matches`. */
export async function untilEvent(
  lab: Lab,
  matches: (event: ReturnType<Lab['since']>[number]) => boolean,
): Promise<void> {
  await new Promise<void>((resolve) => {
    let cursor = 0
    let unsubscribe: () => void = () => undefined
    const look = () => {
      const events = lab.since(cursor, 1000)
      cursor = events.at(-1)?.id ?? cursor
      if (!events.some(matches)) return
      unsubscribe()
      resolve()
    }
    unsubscribe = lab.subscribe(look)
    look()
  })
}
