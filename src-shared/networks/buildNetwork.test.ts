import { describe, expect, it } from 'vitest'
import { Graph } from '#shared/graph/graph.ts'
import { buildNetwork } from './buildNetwork.ts'
import { blockIds, type Network } from './network.ts'

const network: Network = {
  ...{ stem: 'resnet', stemWidth: 8, block: 'y', headWidth: 12, seRatio: 0.25, classes: 5, imageSize: 16 },
  ...{ activation: 'silu', bnEpsilon: 1e-3 },
  stages: [{ depth: 2, width: 16, stride: 2, bottleneckRatio: 2, groupWidth: 4 }],
}

function built(described: Network, mode: 'train' | 'evaluate' = 'train') {
  const graph = new Graph()
  const images = graph.input('images', [2, 3, described.imageSize, described.imageSize], 'batch')
  return { graph, ...buildNetwork(graph, described, images, mode) }
}
const kernel = (k: number, width: number) => ({ normal: Math.sqrt(2 / (k * k * width)) })

describe('buildNetwork', () => {
  it("matches the reference's parameter names, shapes and initialisation", () => {
    const parameters = built(network).parameters.filter(({ kind }) => kind !== 'batchNorm')
    expect(parameters.map(({ name, kind, value, initial }) => [name, kind, value.shape, initial])).toEqual([
      ['stem.conv.weight', 'weight', [8, 3, 7, 7], kernel(7, 8)],
      ['s1.b1.f.a.weight', 'weight', [8, 8, 1, 1], kernel(1, 8)],
      ['s1.b1.f.b.weight', 'weight', [8, 4, 3, 3], kernel(3, 8)],
      ['s1.b1.f.se.f_ex.0.weight', 'weight', [2, 8, 1, 1], kernel(1, 2)],
      ['s1.b1.f.se.f_ex.0.bias', 'bias', [2], { uniform: 1 / Math.sqrt(8) }],
      ['s1.b1.f.se.f_ex.2.weight', 'weight', [8, 2, 1, 1], kernel(1, 8)],
      ['s1.b1.f.se.f_ex.2.bias', 'bias', [8], { uniform: 1 / Math.sqrt(2) }],
      ['s1.b1.f.c.weight', 'weight', [16, 8, 1, 1], kernel(1, 16)],
      ['s1.b1.proj.weight', 'weight', [16, 8, 1, 1], kernel(1, 16)],
      ['s1.b2.f.a.weight', 'weight', [8, 16, 1, 1], kernel(1, 8)],
      ['s1.b2.f.b.weight', 'weight', [8, 4, 3, 3], kernel(3, 8)],
      ['s1.b2.f.se.f_ex.0.weight', 'weight', [4, 8, 1, 1], kernel(1, 4)],
      ['s1.b2.f.se.f_ex.0.bias', 'bias', [4], { uniform: 1 / Math.sqrt(8) }],
      ['s1.b2.f.se.f_ex.2.weight', 'weight', [8, 4, 1, 1], kernel(1, 8)],
      ['s1.b2.f.se.f_ex.2.bias', 'bias', [8], { uniform: 1 / Math.sqrt(4) }],
      ['s1.b2.f.c.weight', 'weight', [16, 8, 1, 1], kernel(1, 16)],
      ['head.conv.weight', 'weight', [12, 16, 1, 1], kernel(1, 12)],
      ['head.fc.weight', 'weight', [5, 12], { normal: 0.01 }],
      ['head.fc.bias', 'bias', [5], { constant: 0 }],
    ])
  })
  it("matches the names of the reference's EfficientNets, in the order in which it loads them", () => {
    const { parameters } = built({
      ...{ ...network, block: 'mbconv', stem: 'imagenet', stemWidth: 16 },
      stages: [
        { depth: 1, width: 8, stride: 1, bottleneckRatio: 1, groupWidth: 1, kernel: 3 },
        { depth: 1, width: 16, stride: 2, bottleneckRatio: 1 / 6, groupWidth: 1, kernel: 5 },
      ],
    })
    const shapes = parameters.filter(({ name }) => !name.includes('bn.')).map(({ name, value }) => [name, value.shape])
    expect(shapes).toEqual([
      ['stem.conv.weight', [16, 3, 3, 3]],
      ['s1.b1.dwise.weight', [16, 1, 3, 3]],
      ['s1.b1.se.f_ex.0.weight', [4, 16, 1, 1]],
      ['s1.b1.se.f_ex.0.bias', [4]],
      ['s1.b1.se.f_ex.2.weight', [16, 4, 1, 1]],
      ['s1.b1.se.f_ex.2.bias', [16]],
      ['s1.b1.lin_proj.weight', [8, 16, 1, 1]],
      ['s2.b1.exp.weight', [48, 8, 1, 1]],
      ['s2.b1.dwise.weight', [48, 1, 5, 5]],
      ['s2.b1.se.f_ex.0.weight', [2, 48, 1, 1]],
      ['s2.b1.se.f_ex.0.bias', [2]],
      ['s2.b1.se.f_ex.2.weight', [48, 2, 1, 1]],
      ['s2.b1.se.f_ex.2.bias', [48]],
      ['s2.b1.lin_proj.weight', [16, 48, 1, 1]],
      ['head.conv.weight', [12, 16, 1, 1]],
      ['head.fc.weight', [5, 12]],
      ['head.fc.bias', [5]],
    ])
    const norms = parameters.filter(({ name }) => name.endsWith('bn.weight')).map(({ name }) => name.slice(0, -7))
    expect(norms).toEqual([
      ...['stem.bn', 's1.b1.dwise_bn', 's1.b1.lin_proj_bn', 's2.b1.exp_bn', 's2.b1.dwise_bn', 's2.b1.lin_proj_bn'],
      'head.conv_bn',
    ])
  })
  it('initialises normalisation as the identity and marks those that end a residual branch', () => {
    const norms = built(network).parameters.filter(({ kind }) => kind === 'batchNorm')
    expect(norms.map(({ name, initial }) => [name.split('.').at(-1), initial])).toEqual(
      norms.map((_, i) => (i % 2 === 0 ? ['weight', { constant: 1 }] : ['bias', { constant: 0 }])),
    )
    expect(norms.filter(({ finalGamma }) => finalGamma).map(({ name }) => name)).toEqual([
      's1.b1.f.c_bn.weight',
      's1.b2.f.c_bn.weight',
    ])
  })
  // As in pycls, the branch of a linear block ends in batch normalisation even where no shortcut is added.
  it.each(blockIds.filter((id) => id !== 'linear'))(
    'marks one final gamma per branch with a shortcut in %s blocks',
    (block) => {
      const { graph, parameters } = built({ ...network, block, seRatio: block === 'y' ? 0.25 : 0 })
      const sums = graph.nodes.filter(({ operator }) => operator.id === 'add').length
      expect(parameters.filter(({ finalGamma }) => finalGamma)).toHaveLength(sums)
    },
  )
  it('reports the element count of each normalisation: images times positions', () => {
    const { statistics } = built(network)
    expect(statistics.map(({ name, channels, count }) => [name, channels, count])).toEqual([
      ['stem.bn', 8, 2 * 8 * 8],
      ['s1.b1.f.a_bn', 8, 2 * 4 * 4],
      ['s1.b1.f.b_bn', 8, 2 * 2 * 2],
      ['s1.b1.f.c_bn', 16, 2 * 2 * 2],
      ['s1.b1.bn', 16, 2 * 2 * 2],
      ['s1.b2.f.a_bn', 8, 2 * 2 * 2],
      ['s1.b2.f.b_bn', 8, 2 * 2 * 2],
      ['s1.b2.f.c_bn', 16, 2 * 2 * 2],
      ['head.bn', 12, 2 * 2 * 2],
    ])
    for (const { mean, variance, channels } of statistics)
      expect([mean.shape, variance.shape]).toEqual([[channels], [channels]])
  })
  it('reads running statistics in evaluation mode and outputs none', () => {
    const { graph, statistics, parameters } = built(network, 'evaluate')
    expect(statistics).toEqual([])
    const trained = built(network)
    expect(graph.inputsWith('statistic').map(({ name, value }) => [name, value.shape])).toEqual(
      trained.statistics.flatMap(({ name, channels }) =>
        ['running_mean', 'running_var'].map((suffix) => [`${name}.${suffix}`, [channels]]),
      ),
    )
    expect(parameters.map(({ name }) => name)).toEqual(trained.parameters.map(({ name }) => name))
  })
  it('uses its own epsilon and activation', () => {
    const { graph, logits } = built(network)
    const ids = new Set(graph.nodes.map(({ operator }) => operator.id))
    expect([ids.has('silu'), ids.has('relu'), ids.has('sigmoid'), ids.has('maxPool')]).toEqual([
      true,
      false,
      true,
      true,
    ])
    for (const { operator, attributes } of [...graph.nodes, ...built(network, 'evaluate').graph.nodes])
      if (operator.id.startsWith('batchNorm')) expect(attributes).toEqual({ epsilon: 1e-3 })
    expect(logits.shape).toEqual([2, 5])
  })
})
