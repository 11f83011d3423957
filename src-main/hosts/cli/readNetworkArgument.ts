import { existsSync } from 'node:fs'
import { readNetworks, type DescribedNetwork } from '#shared/networks/forms/readNetworks.ts'
import { readInput } from './readInput.ts'

/** Help text of a network argument. */
export const networkArgumentHelp =
  'JSON or YAML file of stages, RegNet parameters, a pycls, timm or transformers configuration or what sample --json prints; ' +
  'the name of a published network (RegNetX-200MF, regnety_032, ResNet-50, EfficientNet-B0; describe --list names all); ' +
  '- reads standard input'

/** The networks in a file or standard input (`-`), or the published network with that name if no such file exists. */
export async function readNetworkArgument(given: string): Promise<DescribedNetwork[]> {
  const isName = given !== '-' && !/\.(json|jsonl|ya?ml)$/i.test(given) && !existsSync(given)
  return readNetworks(isName ? given : await readInput(given))
}
