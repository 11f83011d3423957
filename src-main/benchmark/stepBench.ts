import type { LoweringPlan } from '#shared/lowering/planTypes.ts'
import type { Network } from '#shared/networks/network.ts'
import type { SessionOptions } from '#main/trainer/providers/sessionOptions.ts'
import type { EngineName } from '#main/trainer/engine/createEngine.ts'
import { stepOnNoise } from './stepOnNoise.ts'

/** What loading a network for timed steps told. */
export interface LoadedSteps {
  /** Time to build, lower and load the training graph, in milliseconds. */
  loadMs: number
  nodes: number
  kernelNodes: number
}

/** A network whose training steps are timed on noise. */
export interface StepBench extends LoadedSteps {
  /** Takes steps and returns the milliseconds of each. */
  time(steps: number): Promise<number[]>
}

/** Loads a network for timing its training steps; by the provider's fastest engine unless another is named. */
export async function openStepBench(
  network: Network,
  batch: number,
  plan: LoweringPlan,
  options: SessionOptions,
  engineName?: EngineName,
): Promise<StepBench> {
  const began = performance.now()
  const { engine, step: takeStep } = await stepOnNoise(network, batch, plan, options, engineName)
  return {
    loadMs: performance.now() - began,
    nodes: engine.session.nodes,
    kernelNodes: engine.session.kernelNodes,
    async time(steps) {
      const times: number[] = []
      for (let step = 0; step < steps; step++) {
        const start = performance.now()
        await takeStep()
        times.push(performance.now() - start)
      }
      return times
    },
  }
}
