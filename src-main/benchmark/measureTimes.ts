import type { Network } from '#shared/networks/network.ts'
import { permutation, stream } from '#shared/random/stream.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { measuredTime } from '#shared/timing/measuredTime.ts'
import type { MeasuredTime, TimingMode, TimingRound } from '#shared/timing/timing.ts'
import type { Device } from '#main/trainer/process/device.ts'
import type { ProviderId } from '#main/trainer/providers/providers.ts'
import type { RoundRequest } from './timePasses.ts'
import type { RoundAnswer } from './timingWorker.ts'

/** What to measure: each network in each mode with each batch size, in `rounds` rounds. */
export interface TimingPlan {
  networks: readonly Network[]
  modes: readonly TimingMode[]
  batchSizes: readonly number[]
  provider: ProviderId
  /** Id of the lowering plan of training steps. */
  plan: string
  threads: number
  rounds: number
  /** Per round and case: passes before the clock starts, fewest timed passes, and for how long at least. */
  warmUp: number
  passes: number
  leastMs: number
}

/** A network in one mode with one batch size. */
export interface TimingCase {
  /** Its index among the networks. */
  network: number
  mode: TimingMode
  batchSize: number
}
export type TimingResult = TimingCase & ({ time: MeasuredTime; device: Device | null } | { failed: Sentence })

interface Surroundings {
  measure: (request: RoundRequest, signal?: AbortSignal) => Promise<RoundAnswer>
  /** Aborts the measurement, which then returns what it has. */
  signal?: AbortSignal
  /** Called before each visit; what it awaits makes the device quiet. */
  quiet?: () => Promise<void>
  /** Called after each visit, with the result of its case so far. */
  onVisit?: (done: number, total: number, result: TimingResult) => void
}

/**
 * Measures times. Every round visits all cases in a random order of its own, and loads each anew: a machine that gets
 * slower or faster meanwhile slows or speeds all networks alike, rather than those that happen to come last. A case
 * that fails is not tried again. Returns the cases visited at least once, in the plan's order.
 */
export async function measureTimes(plan: TimingPlan, around: Surroundings): Promise<TimingResult[]> {
  const { measure, signal, quiet, onVisit } = around
  const cases = casesOf(plan)
  const rounds = cases.map((): TimingRound[] => [])
  const failures = new Map<number, Sentence>()
  const total = plan.rounds * cases.length
  /** The process sees one device for a provider. */
  let device: Device | null = null
  let done = 0
  const resultOf = (i: number): TimingResult => {
    const failed = failures.get(i)
    return { ...cases[i]!, ...(failed ? { failed } : { time: measuredTime(rounds[i]!), device }) }
  }
  try {
    for (let round = 0; round < plan.rounds; round++) {
      for (const i of permutation(cases.length, stream(0, 'order', round))) {
        if (failures.has(i)) continue
        await quiet?.()
        signal?.throwIfAborted()
        const answer = await measure(requestOf(plan, cases[i]!), signal)
        if ('failed' in answer) {
          failures.set(i, answer.failed)
          // None of its later visits takes place.
          done += plan.rounds - round
        } else {
          rounds[i]!.push(answer.round)
          device = answer.device
          done++
        }
        onVisit?.(done, total, resultOf(i))
      }
    }
  } catch (error) {
    if (!signal?.aborted) throw error
  }
  return cases.flatMap((_, i) => (failures.has(i) || rounds[i]!.length > 0 ? [resultOf(i)] : []))
}

/** Every case of a plan: network by network, mode by mode, batch size by batch size. */
function casesOf({ networks, modes, batchSizes }: TimingPlan): TimingCase[] {
  return networks.flatMap((_, network) =>
    modes.flatMap((mode) => batchSizes.map((batchSize) => ({ network, mode, batchSize }))),
  )
}

function requestOf(plan: TimingPlan, { network, mode, batchSize }: TimingCase): RoundRequest {
  const { provider, threads, warmUp, passes, leastMs } = plan
  return {
    ...{ network: plan.networks[network]!, mode, batchSize, provider, threads, warmUp, passes, leastMs },
    plan: mode === 'training' ? plan.plan : null,
  }
}
