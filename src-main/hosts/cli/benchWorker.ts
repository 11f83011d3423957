import { loweringPlans, type LoweringPlanName } from '#shared/lowering/planTable.ts'
import type { Network } from '#shared/networks/network.ts'
import { followLifeline } from '#main/trainer/process/lifeline.ts'
import type { EngineName } from '#main/trainer/engine/createEngine.ts'
import { timeSteps } from '#main/benchmark/stepBench.ts'

/**
 * A request to a bench process. Each handles one network, so that memory is measured separately and a crash costs one
 * result.
 */
export interface BenchRequest {
  network: Network
  batch: number
  steps: number
  lowering: LoweringPlanName
  provider: string
  engine: EngineName
  threads: number
}
export type BenchAnswer = { timing: Awaited<ReturnType<typeof timeSteps>> } | { error: string }

followLifeline()
process.once('message', (request: BenchRequest) => {
  void answer(request).then((result) => process.send!(result, () => process.disconnect()))
})

async function answer({
  network,
  batch,
  steps,
  lowering,
  provider,
  engine,
  threads,
}: BenchRequest): Promise<BenchAnswer> {
  try {
    return { timing: await timeSteps(network, batch, steps, loweringPlans[lowering], { provider, threads }, engine) }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}
