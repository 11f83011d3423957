import { describe, expect, it } from 'vitest'
import { recipeSchema } from '#shared/training/recipe.ts'
import type { TrainerMessage } from '#main/trainer/messages.ts'
import { providers } from '#main/trainer/providers/providers.ts'
import { planIdHere } from '#main/trainer/providers/plansHere.ts'
import { tinyNetwork } from '#main/trainer/providers/tinyNetwork.ts'
import { drawRuns, retrain, type RecordedRun } from './retrain.ts'

describe('The retrained runs', () => {
  const runs = Array.from({ length: 20 }, (_, i) => i)

  it('are drawn without replacement, in order, by the seed alone', () => {
    const drawn = drawRuns(runs, 5, 3)
    expect(new Set(drawn).size).toBe(5)
    expect(drawn).toEqual(drawn.toSorted((a, b) => a - b))
    expect(drawRuns(runs, 5, 3)).toEqual(drawn)
  })

  it('are all equally likely', () => {
    const counts = new Map<number, number>()
    for (let seed = 0; seed < 4000; seed++)
      for (const run of drawRuns(runs, 5, seed)) counts.set(run, (counts.get(run) ?? 0) + 1)
    // 1000 each, with a standard deviation of 27.
    for (const run of runs) expect(Math.abs(counts.get(run)! - 1000)).toBeLessThan(140)
  })

  it('are all runs if there are no more', () => {
    expect(drawRuns(runs, 50, 1)).toEqual(runs)
  })
})

describe('A run that is retrained to other bits', () => {
  const here = { onnxruntimeVersion: '1.30.0', cpuFeatures: 'x64 avx2' }
  const outcome = { digest: 'aa', errorPercent: 40 }
  const cpu: RecordedRun = {
    ...{ ...here, runId: 1, population: 'p', position: 0, device: null, outcome, validationCount: 100 },
    training: {
      ...{ seed: 1, network: tinyNetwork, recipe: recipeSchema.parse({}), dataset: {}, datasetHash: '' },
      ...{ provider: 'cpu', plan: planIdHere('cpu', '') },
    },
  }
  const card = 'NVIDIA H200; 580.95'
  const gpu = {
    ...cpu,
    device: card,
    training: { ...cpu.training, provider: 'cuda', plan: planIdHere('cuda', '') },
  }

  /** Retrains by a trainer that gives other bits and the same error on a device. */
  const judged = async (run: RecordedRun, device?: string) => {
    const environment = { onnxruntime: '1.30.0', node: '24', cpu: 'x', ...(device !== undefined && { device }) }
    const [again] = await retrain([run], {
      environment: here,
      program: { node: '', entry: '', cacheDir: '' },
      inFolder: (act) => act(''),
      tell: () => undefined,
      startTrainer: () => {
        let tell: (message: TrainerMessage) => void = () => undefined
        const result = {
          ...{ digest: 'bb', errorPercent: 40, validationErrors: 40, validationCount: 100, environment },
          ...{ weightsPath: null, peakMemoryBytes: 1 },
        }
        return {
          pid: 1,
          send: () => tell({ type: 'finished', runId: 0, attempt: 1, result }),
          onMessage(listener) {
            tell = listener
            queueMicrotask(() => listener({ type: 'ready', pid: 1 }))
          },
          ...{ onExit: () => undefined, end: () => undefined, kill: () => undefined },
        }
      },
    })
    return [again!.verdict, again!.isSameMachine]
  }

  it('is another run on the same machine, and close on another', async () => {
    expect(await judged(cpu)).toEqual(['other', true])
    expect(await judged({ ...cpu, cpuFeatures: 'x64 avx512f' })).toEqual(['near', false])
  })

  it.skipIf(!providers.cuda.platforms.includes(`${process.platform}-${process.arch}` as never))(
    'is on another machine if the card, its driver or the engine differ, or are not known',
    async () => {
      expect(await judged(gpu, card)).toEqual(['other', true])
      for (const other of ['NVIDIA H200; 590.10', 'NVIDIA H100; 580.95', `engine host; ${card}`, undefined])
        expect(await judged(gpu, other)).toEqual(['near', false])
      expect(await judged({ ...gpu, device: null }, card)).toEqual(['near', false])
    },
  )
})
