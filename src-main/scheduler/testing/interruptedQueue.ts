import { presetNamed } from '#shared/designspaces/presets.ts'
import { loweringPlans } from '#shared/lowering/planTable.ts'
import type { Network } from '#shared/networks/network.ts'
import { recipeSchema } from '#shared/training/recipe.ts'
import { openDataset } from '#main/datasets/kinds.ts'
import { createLab } from '#main/testing/openLab.ts'
import { providers, type ProviderId } from '#main/trainer/providers/providers.ts'
import { tinyNetwork } from '#main/trainer/providers/tinyNetwork.ts'
import { startNodeTrainer } from '../nodeTrainer.ts'

const dataset = { kind: 'synthetic', seed: 1, imageSize: 8, trainCount: 96, testCount: 32 } as const

/** Twelve networks of two blocks: both kinds of block, groups of several widths. */
const networks: Network[] = [4, 6, 8].flatMap((groupWidth) =>
  (['x', 'y'] as const).flatMap((block) =>
    [1, 2].map((groups): Network => ({
      ...tinyNetwork,
      ...{ block, seRatio: block === 'y' ? 0.25 : 0 },
      stages: [1, 2].map((stride) => ({
        ...{ depth: 1, width: groups * groupWidth, stride, bottleneckRatio: 1, groupWidth },
      })),
    })),
  ),
)

interface Trial {
  /** Folder for the lab, which must not exist. */
  dataDir: string
  provider: ProviderId
  /** Runs that one trainer holds at once. */
  slots: number
  epochs: number
  /** Whether the queue is paused and resumed, and its trainer then killed. */
  isInterrupted: boolean
}

/** What training twelve networks through the queue came to. */
export interface TrialResult {
  /** Of each run, in order of the sample; why it has none, if so. */
  digests: string[]
  /** Number of runs at once, at most. */
  mostAtOnce: number
  /** Number of trainers that were started. */
  trainers: number
  /** How often runs were paused and lost their trainer. */
  pauses: number
  crashes: number
}

/** Trains twelve small networks to the end through the queue of a lab of its own. */
export async function trainTwelve({ dataDir, provider, slots, epochs, isInterrupted }: Trial): Promise<TrialResult> {
  const alive = new Map<number, () => void>()
  const seen = { atOnce: 0, trainers: 0 }
  const lab = await createLab({
    dataDir,
    slots: { [provider]: slots },
    startTrainer(program) {
      const trainer = startNodeTrainer(program)
      seen.trainers++
      alive.set(trainer.pid!, () => trainer.kill())
      trainer.onExit(() => alive.delete(trainer.pid!))
      return trainer
    },
  })
  try {
    const opened = await openDataset(dataset)
    const datasetHash = opened.info.hash
    opened.close()
    const studyId = lab.createStudy({ name: 'twelve', definition: { preset: 'any' } })
    const [spaceId] = lab.addLineage(studyId, [presetNamed('AnyNetX_A')])
    const plan = loweringPlans[providers[provider].plan].id
    const populationId = lab.addPopulation({
      ...{ studyId, spaceId: spaceId!, name: 'twelve', seed: 1, datasetHash },
      plan: {
        ...{ imageSize: 8, dataset, recipe: recipeSchema.parse({ epochs, batchSize: 16 }) },
        ...{ flops: { low: 0, high: 1e9 }, perSpace: networks.length, seed: 1, provider },
      },
      networks: networks.map((network, seed) => ({ network, draw: null, seed, plan })),
    })
    const counts = { paused: 0, crashed: 0 }
    let [cursor, epochsSeen] = [0, 0]
    let isPausing = false
    lab.subscribe(() => {
      seen.atOnce = Math.max(seen.atOnce, lab.core.queue.active.length)
      for (const { id, kind } of lab.since(cursor, 1000)) {
        cursor = id
        if (kind === 'paused' || kind === 'crashed') counts[kind]++
        if (kind !== 'epoch' || !isInterrupted) continue
        epochsSeen++
        if (epochsSeen === 2) {
          isPausing = true
          queueMicrotask(() => lab.pause())
        }
        if (epochsSeen === 3 * epochs) for (const kill of alive.values()) kill()
      }
      const { runs } = lab.status()
      if (isPausing && runs.paused > 0 && runs.queued + runs.running === 0) {
        isPausing = false
        queueMicrotask(() => lab.resume())
      }
    })
    lab.start()
    while (lab.runs(populationId).some(({ status }) => ['queued', 'running', 'paused'].includes(status))) {
      await lab.waitUntilIdle()
      await new Promise((resolve) => setImmediate(resolve))
    }
    const digests = lab.runs(populationId).map(({ digest, status }) => digest ?? status)
    return { digests, mostAtOnce: seen.atOnce, trainers: seen.trainers, pauses: counts.paused, crashes: counts.crashed }
  } finally {
    await lab.close()
  }
}
