import { describe, expect, it } from 'vitest'
import { referenceData } from '#shared/testing/referenceData.ts'
import { Graph } from '#shared/graph/graph.ts'
import { graphComplexity } from '#shared/graph/graphComplexity.ts'
import { buildNetwork } from './buildNetwork.ts'
import { networkComplexity } from './complexity.ts'
import { blockIds, stemIds, type Network } from './network.ts'
import { fromNeutralForm, toNeutralForm, type NeutralNetwork } from './neutralForm.ts'

interface Record {
  id: string
  config: NeutralNetwork
  complexity: { flops: number; params: number; acts: number }
}
const reference = referenceData<{ records: Record[] }>('complexity.json')

describe.skipIf(!reference)('networkComplexity', () => {
  it.each(reference?.records ?? [])('counts $id as pycls does', ({ config, complexity }) => {
    const network = fromNeutralForm(config)
    expect(networkComplexity(network, 'pycls')).toEqual({
      flops: complexity.flops,
      parameters: complexity.params,
      activations: complexity.acts,
    })
    expect(fromNeutralForm(toNeutralForm(network))).toEqual(network)
  })
})

describe("networkComplexity in the paper's convention", () => {
  const stage = { bottleneckRatio: 2, groupWidth: 4 }
  const network: Network = {
    stem: 'imagenet',
    stemWidth: 8,
    block: 'y',
    stages: [
      { ...stage, depth: 3, width: 16, stride: 2 },
      { ...stage, depth: 1, width: 24, stride: 1 },
    ],
    headWidth: 20,
    seRatio: 0.25,
    classes: 10,
    imageSize: 17,
    activation: 'silu',
    bnEpsilon: 1e-5,
  }
  it.each([
    ...blockIds.map((block): [string, Network] => [`block ${block}`, { ...network, block }]),
    ...stemIds.map((stem): [string, Network] => [`stem ${stem}`, { ...network, stem }]),
    ['no head', { ...network, headWidth: 0 }],
  ])('matches counting by walking the graph, with %s', (_, described) => {
    const graph = new Graph()
    buildNetwork(graph, described, graph.input('images', [3, 3, 17, 17], 'batch'), 'train')
    expect(networkComplexity(described, 'paper')).toEqual(graphComplexity(graph, 3))
  })
})
