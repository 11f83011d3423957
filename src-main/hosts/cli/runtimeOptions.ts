import { Option } from 'commander'
import type { LoweringPlanName } from '#shared/lowering/planTable.ts'
import { engineNames } from '#main/trainer/engine/createEngine.ts'
import { plansHere } from '#main/trainer/providers/plansHere.ts'
import { providerIds, providers, type ProviderId } from '#main/trainer/providers/providers.ts'
import { oneOf } from './arguments.ts'

const planNames = [...plansHere.keys()]

/** The option that chooses the execution provider. */
export function providerOption(): Option {
  return new Option('--provider <name>', `execution provider: ${providerIds.join(', ')}`)
    .argParser(oneOf(providerIds))
    .default('cpu')
}

/** The option that chooses the lowering plan; `otherwise` describes the default. */
export function loweringOption(otherwise = "the provider's"): Option {
  return new Option('--lowering <plan>', `lowering plan: ${planNames.join(', ')} (default: ${otherwise})`).argParser(
    oneOf(planNames),
  )
}

/** The option that chooses the engine that keeps a network's state and launches its steps. */
export function engineOption(): Option {
  return new Option(
    '--engine <name>',
    `where the state is kept: ${engineNames.join(', ')} (default: the provider's fastest)`,
  ).argParser(oneOf(engineNames))
}

/** The requested plan, or the provider's own. */
export function chosenPlan({
  provider,
  lowering,
}: {
  provider: ProviderId
  lowering?: LoweringPlanName
}): LoweringPlanName {
  return lowering ?? providers[provider].plan
}
