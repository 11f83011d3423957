import type { LoweringPlan } from '#shared/lowering/planTypes.ts'
import type { Network } from '#shared/networks/network.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import type { EngineName, EngineOptions } from '#main/trainer/engine/createEngine.ts'
import { stepOnNoise } from './stepOnNoise.ts'

/** What loading a network for timed steps told. */
export interface LoadedSteps {
  /** Time to build, lower and load the training graph, in milliseconds. */
  loadMs: number
  nodes: number
  kernelNodes: number
  engine: EngineName
  /** Why it is not the provider's fastest; null if it is or was asked for. */
  engineReason: Sentence | null
}

/** Steps that were timed. */
export interface TimedSteps {
  /** Milliseconds of each. */
  times: number[]
  /** Processor time of the main thread in each, in milliseconds: what it cannot spend on other runs. */
  mainThreadTimes: number[]
  /** Whether they were launched as one recorded graph. */
  captured: boolean
}

/** A network whose training steps are timed on noise. */
export interface StepBench extends LoadedSteps {
  time(steps: number): Promise<TimedSteps>
}

/** Loads a network for timing its training steps. */
export async function openStepBench(
  network: Network,
  batch: number,
  plan: LoweringPlan,
  options: EngineOptions,
): Promise<StepBench> {
  const began = performance.now()
  const { engine, name, reason, step: takeStep } = await stepOnNoise(network, batch, plan, options)
  return {
    loadMs: performance.now() - began,
    nodes: engine.session.nodes,
    kernelNodes: engine.session.kernelNodes,
    engine: name,
    engineReason: reason,
    async time(steps) {
      const times: number[] = []
      const mainThreadTimes: number[] = []
      for (let step = 0; step < steps; step++) {
        const start = performance.now()
        const used = process.threadCpuUsage()
        await takeStep()
        times.push(performance.now() - start)
        const { user, system } = process.threadCpuUsage(used)
        mainThreadTimes.push((user + system) / 1000)
      }
      return { times, mainThreadTimes, captured: engine.captured ?? false }
    },
  }
}
