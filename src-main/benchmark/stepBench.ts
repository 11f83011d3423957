import type { LoweringPlan } from '#shared/lowering/planTypes.ts'
import type { Network } from '#shared/networks/network.ts'
import type { SessionOptions } from '#main/trainer/providers/sessionOptions.ts'
import type { EngineName } from '#main/trainer/engine/createEngine.ts'
import { stepOnNoise } from './stepOnNoise.ts'

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
  const { engine, step: takeStep } = await stepOnNoise(network, batch, plan, options, engineName)
  const loadMs = performance.now() - began
  const times: number[] = []
  try {
    for (let step = -3; step < steps; step++) {
      const start = performance.now()
      await takeStep()
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
