import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { samplePopulation } from '#shared/designspaces/sampling/samplePopulation.ts'
import { presets, scales, scaleSpace } from '#shared/designspaces/presets.ts'
import { blocks } from './blocks/blocks.ts'
import { networkComplexity } from './complexity.ts'
import { blockIds, stemIds, type Network } from './network.ts'
import { complexityOfStages, networkParts, sumOf } from './networkParts.ts'

const space = scaleSpace(presets.AnyNetX_A, scales.tiny16)
const regime = { imageSize: 16, classes: 10, convention: 'paper' as const }
const [sampled] = samplePopulation({ space, regime, count: 1, seed: 3 }).networks
const base = sampled!.network

const variants = fc.record({
  block: fc.constantFrom(...blockIds),
  stem: fc.constantFrom(...stemIds),
  headWidth: fc.constantFrom(0, 48),
  convention: fc.constantFrom('paper' as const, 'pycls' as const),
})

describe('networkParts', () => {
  it('sums to the complexity of the network for any block, stem and head', () => {
    fc.assert(
      fc.property(variants, ({ convention, ...variant }) => {
        const seRatio = blocks[variant.block].squeezeExcitation ? 0.25 : 0
        const network: Network = { ...base, ...variant, imageSize: 32, seRatio }
        const parts = networkParts(network, convention)
        expect(sumOf(parts.map(({ complexity }) => complexity))).toEqual(networkComplexity(network, convention))
      }),
      { numRuns: 60 },
    )
  })
  it('lists the stem, every block and the head, each starting at the output of the previous part', () => {
    const parts = networkParts(base)
    expect(parts.map(({ kind }) => kind)).toEqual([
      'stem',
      ...base.stages.flatMap(({ depth }) => new Array<string>(depth).fill('block')),
      'head',
    ])
    for (const [i, part] of parts.slice(1).entries()) expect(part.input).toEqual(parts[i]!.output)
  })
  it('counts stages and blocks from 1; stem and head have 0', () => {
    const blocksOfBase = base.stages.flatMap(({ depth }, i) => Array.from({ length: depth }, (_, j) => [i + 1, j + 1]))
    expect(networkParts(base).map(({ stage, block }) => [stage, block])).toEqual([[0, 0], ...blocksOfBase, [0, 0]])
  })
  it('includes the 3x3 max-pool of the ResNet stem', () => {
    const [stem] = networkParts({ ...base, stem: 'resnet' })
    expect(stem!.layers.map(({ kind, kernel, stride, groups }) => [kind, kernel, stride, groups])).toEqual([
      ['convolution', 7, 2, 1],
      ['maxPool', 3, 2, 1],
    ])
  })
  it('sums complexities', () => {
    const [a, b] = [
      { flops: 1, parameters: 20, activations: 300 },
      { flops: 2, parameters: 10, activations: 100 },
    ]
    expect([sumOf([]), sumOf([a, b])]).toEqual([
      { flops: 0, parameters: 0, activations: 0 },
      { flops: 3, parameters: 30, activations: 400 },
    ])
  })
  it('projects where the shape changes and uses the identity elsewhere', () => {
    for (const { kind, input, output, shortcut } of networkParts(base)) {
      if (kind !== 'block') continue
      const keeps = input.width === output.width && input.size === output.size
      expect(shortcut).toBe(keeps ? 'identity' : 'projection')
    }
  })
  it('activates the first two layers of an X block and its sum, but not the end of the branch', () => {
    const block = networkParts({ ...base, block: 'x' }).find(({ kind }) => kind === 'block')!
    const branch = block.layers.filter(({ name }) => !name.endsWith('.proj'))
    expect(branch.map(({ kernel, activated }) => [kernel, activated])).toEqual([
      [1, true],
      [3, true],
      [1, false],
    ])
    expect(block.activated).toBe(true)
  })
  it('counts a block as the difference between networks with and without it', () => {
    const deeper = {
      ...base,
      stages: base.stages.map((stage, i) => (i === 1 ? { ...stage, depth: stage.depth + 1 } : stage)),
    }
    const [before, after] = [base, deeper].map((network) => complexityOfStages(networkParts(network)))
    expect(after![1]!.flops - before![1]!.flops).toBe(networkComplexity(deeper).flops - networkComplexity(base).flops)
    expect(after![2]).toEqual(before![2])
  })
})
