import type { LoweringPlan } from '#shared/lowering/planTypes.ts'
import type { Network } from '#shared/networks/network.ts'
import { stream } from '#shared/random/stream.ts'
import { writeTargets } from '#shared/training/batchDraw.ts'
import { initialState } from '#shared/training/initialState.ts'
import { trainingGraph } from '#shared/training/trainingGraph.ts'
import { createEngine, type EngineOptions, type LoadedEngine } from '#main/trainer/engine/createEngine.ts'
import { writtenStep, type BatchWriter } from '#main/trainer/engine/stepGraph.ts'

/** SGD settings of the baseline. */
export const benchOptimiser = {
  momentum: 0.9,
  nesterov: true,
  weightDecay: { weight: 5e-5, batchNorm: 5e-5, bias: 5e-5 },
  bnMomentum: 0.1,
  labelSmoothing: 0,
}

/** Writes the same noise before every step, so that only the first, a warm-up, takes time for it. */
function noise({ layout }: LoweringPlan): BatchWriter {
  let written = false
  return {
    write(draw, images, targets) {
      if (!written) {
        const random = stream(0, 'dataset')
        for (let i = 0; i < images.length; i++) images[i] = random.normal()
        writeTargets(draw, targets, layout.batchLast)
      }
      written = true
      return Promise.resolve()
    },
  }
}

/** A training graph with initial weights, and its step on one batch of noise. */
export interface StepOnNoise extends LoadedEngine {
  step: () => Promise<void>
}

/** Loads a network for training steps on noise. */
export async function stepOnNoise(
  network: Network,
  batch: number,
  plan: LoweringPlan,
  options: EngineOptions,
): Promise<StepOnNoise> {
  const graph = writtenStep(trainingGraph(network, batch, benchOptimiser), plan, noise(plan))
  const loaded = await createEngine(() => graph, options)
  const { engine } = loaded
  engine.load(initialState(network, 0, false))
  const labels = Int32Array.from({ length: batch }, (_, n) => n % network.classes)
  const draw = { epoch: 0, step: 0, positions: labels, labels, placements: [], mixup: null }
  return {
    ...loaded,
    step: async () => {
      await engine.advance([{ draw, learningRate: 0.01 }])
    },
  }
}
