import { loweringPlans } from '#shared/lowering/planTable.ts'
import { messageOf } from '#shared/sentences/sentence.ts'
import { providers, type ProviderId } from './providers.ts'
import { followLifeline } from '../process/lifeline.ts'
import { mixedObstacle } from './mixedCheck.ts'
import type { ProbeMessage } from './probeProviders.ts'
import { requireRightStep } from './stepCheck.ts'

/**
 * Entry of the probe process: checks a training step with the provider, then products in float16, and reports to the
 * parent.
 */

const tell = (message: ProbeMessage) => process.send!(message)

async function probe(provider: ProviderId): Promise<void> {
  const plan = loweringPlans[providers[provider].plan]
  const options = { provider, threads: 1 }
  try {
    tell({ engine: await requireRightStep(plan, options, () => tell({ loaded: true })) })
  } catch (error) {
    tell({ reason: messageOf(error) })
    return
  }
  tell({ mixedFault: await mixedObstacle(plan, options) })
}

followLifeline()
await probe(process.argv[2] as ProviderId)
