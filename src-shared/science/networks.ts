/**
 * Networks as data: stages of residual blocks, the RegNet parametrisation, the published networks, complexity, and the
 * forms of pycls, timm and transformers.
 *
 * @module
 */
export { buildNetwork, type BuiltNetwork, type Parameter } from '#shared/networks/buildNetwork.ts'
export { compatibleSizesForRatio, type CompatibleSizes } from '#shared/networks/compatibility.ts'
export { networkComplexity, type Complexity, type ComplexityConvention } from '#shared/networks/complexity.ts'
export { looksLikeNetworks, readNetworks, type DescribedNetwork } from '#shared/networks/forms/readNetworks.ts'
export { networkSchema, type BlockId, type Network, type Stage, type StemId } from '#shared/networks/network.ts'
export { fromNeutralForm, toNeutralForm, type NeutralNetwork } from '#shared/networks/neutralForm.ts'
export {
  findPublished,
  publishedFamilies,
  publishedNetworks,
  type PublishedFamily,
  type PublishedNetwork,
} from '#shared/networks/published/publishedNetworks.ts'
export {
  publishedNetwork,
  publishedRegNet,
  publishedRegNets,
  type PublishedRegNet,
} from '#shared/networks/published/publishedRegNets.ts'
export {
  regNetStages,
  regNetWidths,
  type RegNetLine,
  type RegNetParameters,
  type RegNetWidths,
} from '#shared/networks/regNet.ts'
