import { loweringPlans } from '#shared/lowering/planTable.ts'
import { messageOf } from '#shared/sentences/sentence.ts'
import { providers, type ProviderId } from './providers.ts'
import { followLifeline } from '../process/lifeline.ts'
import type { ProbeAnswer, ProbeMessage } from './probeProviders.ts'
import { requireRightStep } from './stepCheck.ts'

/** Entry of the probe process: checks a training step with the provider and reports to the parent. */

async function probe(provider: ProviderId): Promise<ProbeAnswer> {
  try {
    const plan = loweringPlans[providers[provider].plan]
    const loaded = () => process.send!({ loaded: true } satisfies ProbeMessage)
    return { engine: await requireRightStep(plan, { provider, threads: 1 }, loaded) }
  } catch (error) {
    return { reason: messageOf(error) }
  }
}

followLifeline()
process.send!(await probe(process.argv[2] as ProviderId))
