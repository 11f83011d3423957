import type { DescribedNetwork } from '#shared/networks/forms/readNetworks.ts'
import { suggestion } from '#shared/schema/nearestName.ts'
import { said, t } from '#main/hosts/process/language.ts'
import { UserError } from '#main/hosts/process/userError.ts'
import type { ProviderId } from '#main/trainer/providers/providers.ts'

interface Options {
  only?: string
  provider: ProviderId
}

/** The networks to time: the named one, or all, without those reserved for GPUs if the provider is the CPU. */
export function networksToTime(networks: DescribedNetwork[], { only, provider }: Options): DescribedNetwork[] {
  if (only === undefined) return networks.filter(({ gpuOnly }) => !gpuOnly || provider !== 'cpu')
  const found = networks.filter(({ name }) => name === only)
  if (found.length > 0) return found
  const names = networks.map(({ name }) => name)
  throw new UserError(t('terminal.networkOfFileUnknown', { name: only, hint: said(suggestion(only, names)) }))
}
