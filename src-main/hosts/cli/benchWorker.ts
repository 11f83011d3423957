import { loweringPlans, type LoweringPlanName } from '#shared/lowering/planTable.ts'
import type { Network } from '#shared/networks/network.ts'
import { followLifeline } from '#main/trainer/process/lifeline.ts'
import type { EngineName } from '#main/trainer/engine/createEngine.ts'
import { openStepBench, type LoadedSteps, type StepBench, type TimedSteps } from '#main/benchmark/stepBench.ts'

/**
 * Entry of a bench process. Each loads one network, so that memory is measured separately and a crash costs one result,
 * then takes steps as often as it is asked to, and ends when its channel closes.
 */

/** The network of a bench process, and how it is trained. */
export interface BenchNetwork {
  network: Network
  batch: number
  lowering: LoweringPlanName
  provider: string
  /** The provider's fastest without one. */
  engine?: EngineName | undefined
  threads: number
}
/** The first request loads, the others time. Each is answered before the next is sent. */
export type BenchRequest = { load: BenchNetwork } | { steps: number }
export type BenchAnswer = { loaded: LoadedSteps } | ({ peakMemoryBytes: number } & TimedSteps) | { error: string }

let bench: StepBench

async function answer(request: BenchRequest): Promise<BenchAnswer> {
  try {
    if ('load' in request) {
      const { network, batch, lowering, provider, threads, engine } = request.load
      bench = await openStepBench(network, batch, loweringPlans[lowering], { provider, threads, engine })
      const { loadMs, nodes, kernelNodes, engine: taken, engineReason } = bench
      return { loaded: { loadMs, nodes, kernelNodes, engine: taken, engineReason } }
    }
    return { ...(await bench.time(request.steps)), peakMemoryBytes: process.resourceUsage().maxRSS * 1024 }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}

followLifeline()
process.on('disconnect', () => process.exit())
process.on('message', (request: BenchRequest) => {
  void answer(request).then((result) => process.send!(result, () => undefined))
})
