import { expect, it } from 'vitest'
import { blockIds, type Network } from '#shared/networks/network.ts'
import { networkComplexity } from '#shared/networks/complexity.ts'
import { layerList, type ListedLayer } from './layerList.ts'

const network = (block: Network['block']): Network => ({
  ...{ stem: 'resnet', stemWidth: 8, block, headWidth: 12, seRatio: 0.25, classes: 5, imageSize: 32 },
  ...{ activation: 'silu', bnEpsilon: 1e-3 },
  stages: [{ depth: 2, width: 16, stride: 2, bottleneckRatio: 2, groupWidth: 4 }],
})

const parametersOf = (layer: ListedLayer): number => {
  if (layer.op === 'convBn') return (layer.kernel ** 2 * layer.from * layer.to) / layer.groups + 2 * layer.to
  if (layer.op === 'squeezeExcite') return 2 * layer.width * layer.inner + layer.width + layer.inner
  return layer.op === 'classify' ? (layer.from + 1) * layer.to : 0
}

it.each(blockIds)('lists every parameter of %s, each layer after its inputs', (block) => {
  const list = layerList(network(block))
  const parameters = list.reduce((sum, layer) => sum + parametersOf(layer), 0)
  expect(parameters).toBe(networkComplexity(network(block)).parameters)
  list.forEach(({ of }, i) => expect(of.every((at) => at < i)).toBe(true))
  expect(list.at(-1)).toMatchObject({ op: 'classify', to: 5, of: [list.length - 2] })
})
