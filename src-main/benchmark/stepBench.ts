import type { LoweringPlan } from '#shared/lowering/planTypes.ts'
import type { Network } from '#shared/networks/network.ts'
import { stream } from '#shared/random/stream.ts'
import { writeTargets } from '#shared/training/batchDraw.ts'
import { initialState } from '#shared/training/initialState.ts'
import { trainingGraph } from '#shared/training/trainingGraph.ts'
import type { SessionOptions } from '#main/trainer/providers/sessionOptions.ts'
import { createEngine, type EngineName } from '#main/trainer/engine/createEngine.ts'
import { writtenStep, type BatchWriter } from '#main/trainer/engine/stepGraph.ts'

export interface StepTiming {
  /** Median over the timed steps, in milliseconds. */
  msPerStep: number
  imagesPerSecond: number
  /** Time to build, lower and load the training graph, in milliseconds. */
  loadMs: number
  nodes: number
  kernelNodes: number
  peakMemoryBytes: number
}

/** SGD settings of the baseline. */
const optimiser = {
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

/** Times `steps` training steps of a network on noise, after three warm-up steps; by the provider's fastest engine. */
export async function timeSteps(
  network: Network,
  batch: number,
  steps: number,
  plan: LoweringPlan,
  options: SessionOptions,
  engineName?: EngineName,
): Promise<StepTiming> {
  const began = performance.now()
  const graph = writtenStep(trainingGraph(network, batch, optimiser), plan, noise(plan))
  const engine = await createEngine(graph, options, engineName)
  const loadMs = performance.now() - began
  engine.load(initialState(network, 0, false))
  const labels = Int32Array.from({ length: batch }, (_, n) => n % network.classes)
  const draw = { epoch: 0, step: 0, positions: labels, labels, placements: [], mixup: null }
  const times: number[] = []
  try {
    for (let step = -3; step < steps; step++) {
      const start = performance.now()
      await engine.advance([{ draw, learningRate: 0.01 }])
      if (step >= 0) times.push(performance.now() - start)
    }
  } finally {
    await engine.release()
  }
  const msPerStep = times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!
  return {
    msPerStep,
    imagesPerSecond: (batch / msPerStep) * 1000,
    loadMs,
    nodes: engine.session.nodes,
    kernelNodes: engine.session.kernelNodes,
    peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
  }
}
