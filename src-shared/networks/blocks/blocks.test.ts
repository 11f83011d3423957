import { describe, expect, it } from 'vitest'
import { Graph } from '#shared/graph/graph.ts'
import { buildNetwork } from '#shared/networks/buildNetwork.ts'
import { networkComplexity } from '#shared/networks/complexity.ts'
import { blockIds, type BlockId, type Network, type Stage } from '#shared/networks/network.ts'
import { networkParts, type NetworkPart } from '#shared/networks/networkParts.ts'
import { blocks } from './blocks.ts'
import { innerWidth } from './bottleneck.ts'

const stage: Stage = { depth: 2, width: 16, stride: 2, bottleneckRatio: 2, groupWidth: 4 }

function network(block: BlockId, changes: Partial<Stage> = {}, seRatio = 0.25): Network {
  return {
    ...{ stem: 'cifar', stemWidth: 8, block, headWidth: 0, seRatio, classes: 5, imageSize: 16 },
    ...{ activation: 'relu', bnEpsilon: 1e-5, stages: [{ ...stage, ...changes }] },
  }
}
const blocksOf = (described: Network) => networkParts(described).filter(({ kind }) => kind === 'block')
/** Name, kernel, stride, groups and output width of each layer, with + where an activation follows. */
const layersOf = ({ layers }: NetworkPart) =>
  layers.map(({ name, kernel, stride, groups, output, activated }) =>
    [name.replace(/^s1\.b\d\./, ''), kernel, stride, groups, output.width, activated ? '+' : ''].join(' '),
  )

describe('blocks', () => {
  it.each<[BlockId, string[], NetworkPart['shortcut'], boolean]>([
    ['x', ['f.a 1 1 1 8 +', 'f.b 3 1 2 8 +', 'f.c 1 1 1 16 '], 'identity', true],
    ['y', ['f.a 1 1 1 8 +', 'f.b 3 1 2 8 +', 'f.se 1 1 1 8 ', 'f.c 1 1 1 16 '], 'identity', true],
    ['r', ['f.a 1 1 1 8 +', 'f.b 3 1 1 8 +', 'f.c 1 1 1 16 '], 'identity', true],
    ['linear', ['f.a 1 1 1 8 +', 'f.b 3 1 2 8 +', 'f.se 1 1 1 8 ', 'f.c 1 1 1 16 '], 'identity', false],
    ['mbconv', ['exp 1 1 1 8 +', 'dwise 3 1 8 8 +', 'se 1 1 1 8 ', 'lin_proj 1 1 1 16 '], 'identity', false],
    ['v', ['a 3 1 1 16 +'], 'none', false],
    ['vr', ['f.a 3 1 1 16 '], 'identity', true],
    ['vanilla', ['a 3 1 1 16 +', 'b 3 1 1 16 +'], 'none', false],
    ['basic', ['f.a 3 1 1 16 +', 'f.b 3 1 1 16 '], 'identity', true],
  ])('%s is %j', (id, layers, shortcut, activated) => {
    const [first, second] = blocksOf(network(id)) as [NetworkPart, NetworkPart]
    expect([layersOf(second), second.shortcut, second.activated]).toEqual([layers, shortcut, activated])
    // The first block goes from 8 to 16 channels with stride 2, carried by one of its 3x3 convolutions and its
    // projection.
    const strided = first.layers.filter(({ stride }) => stride === 2)
    const projects = shortcut === 'identity' && id !== 'linear' && id !== 'mbconv'
    expect(strided.map(({ kernel }) => kernel).sort()).toEqual(projects ? [1, 3] : [3])
    expect(first.shortcut).toBe(projects ? 'projection' : 'none')
    expect([first.output, second.output]).toEqual([
      { width: 16, size: 8 },
      { width: 16, size: 8 },
    ])
  })

  it.each(blockIds)('%s declares which sizes affect it', (id) => {
    const counts = (changes: Partial<Stage>, seRatio = 0) => networkComplexity(network(id, changes, seRatio)).parameters
    const plain = counts({})
    expect(blocks[id].bottleneck).toBe(counts({ bottleneckRatio: 1 }) !== plain)
    expect(blocks[id].groups).toBe(counts({ groupWidth: 2 }) !== plain)
    expect(blocks[id].squeezeExcitation).toBe(counts({}, 0.25) !== plain)
    expect(blocks[id].depthwise).toBe(counts({ kernel: 5 }) !== plain)
  })

  it.each(blockIds)('%s is counted as it is built', (id) => {
    const graph = new Graph()
    const { parameters } = buildNetwork(graph, network(id), graph.input('images', [1, 3, 16, 16], 'batch'), 'evaluate')
    const elements = parameters.reduce((sum, { value }) => sum + value.shape.reduce((a, b) => a * b, 1), 0)
    expect(elements).toBe(networkComplexity(network(id)).parameters)
  })

  it('size squeeze-and-excitation by their input width, and omit it if that rounds to 0', () => {
    const hidden = (seRatio: number) => {
      const graph = new Graph()
      const images = graph.input('images', [1, 3, 16, 16], 'batch')
      const { parameters } = buildNetwork(graph, network('y', {}, seRatio), images, 'evaluate')
      return parameters.filter(({ name }) => name.endsWith('f_ex.0.weight')).map(({ value }) => value.shape[0])
    }
    expect([hidden(0.25), hidden(0.0625), hidden(0.03)]).toEqual([[2, 4], [1], []])
  })

  it('have a group count that divides the inner width', () => {
    expect(() => networkComplexity(network('x', { width: 20, groupWidth: 4 }))).not.toThrow()
    expect(() => networkComplexity(network('x', { width: 22, groupWidth: 4 }))).toThrow(
      'invalid groupWidth: 4 (its 2 groups do not divide the inner width 11; choose a width that is a multiple of it)',
    )
    expect(() => networkComplexity(network('r', { width: 22, groupWidth: 4 }))).not.toThrow()
    // A group wider than the inner width takes all of it.
    expect(layersOf(blocksOf(network('x', { groupWidth: 64 }))[1]!)[1]).toBe('f.b 3 1 1 8 +')
  })

  it('halve the inner width, rounding half to even', () => {
    expect([5, 6, 7].map((width) => innerWidth(width, 2))).toEqual([2, 3, 4])
  })
})
