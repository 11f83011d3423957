import { planOf } from '#main/trainer/providers/plansHere.ts'
import { inferenceSession } from '#main/trainer/providers/inferenceSession.ts'
import type { ProviderId } from '#main/trainer/providers/providers.ts'
import type { Network } from '#shared/networks/network.ts'
import type { TimingMode, TimingRound } from '#shared/timing/timing.ts'
import { stepOnNoise } from './stepOnNoise.ts'

/** What to time in one round. */
export interface RoundRequest {
  network: Network
  mode: TimingMode
  batchSize: number
  provider: ProviderId
  /** Id of the lowering plan of a training step; null for inference. */
  plan: string | null
  threads: number
  /** Passes before the clock starts. */
  warmUp: number
  /** Fewest timed passes; there are more until they took `leastMs` together, at most ten times as many. */
  passes: number
  leastMs: number
}

/** Loads a network and times passes of it. Rejects with onnxruntime's message if it cannot be computed. */
export async function timePasses(request: RoundRequest): Promise<TimingRound> {
  const { warmUp, passes, leastMs, provider } = request
  const pass = await loaded(request)
  try {
    for (let i = 0; i < warmUp; i++) await pass.run()
    const times: number[] = []
    let total = 0
    const used = process.cpuUsage()
    while (times.length < passes || (total < leastMs && times.length < 10 * passes)) {
      const began = performance.now()
      await pass.run()
      times.push(performance.now() - began)
      total += times.at(-1)!
    }
    const { user, system } = process.cpuUsage(used)
    return { times, processorMs: provider === 'cpu' ? (user + system) / 1000 / times.length : null }
  } finally {
    await pass.release()
  }
}

async function loaded({ network, mode, batchSize, provider, plan, threads }: RoundRequest) {
  if (mode === 'inference') return inferenceSession(network, batchSize, provider, threads)
  const { engine, step } = await stepOnNoise(network, batchSize, planOf(plan!), { provider, threads })
  return { run: step, release: () => engine.release() }
}
