import { describe, expect, it } from 'vitest'
import { networkComplexity } from '#shared/networks/complexity.ts'
import { blocks } from '#shared/networks/blocks/blocks.ts'
import { blockIds, type KernelSide } from '#shared/networks/network.ts'
import { candidateSource, type AcceptedCandidate } from './candidateSource.ts'
import type { Constraint } from '../constraints/constraints.ts'
import type { DesignSpace, Regime } from '../designSpace.ts'
import { parseDesignSpace } from '../parse.ts'
import { presets } from '../presets.ts'
import { flopsCounter } from '../stageFlops.ts'

const open: Regime = { imageSize: 16, classes: 10, convention: 'paper' }

describe('candidateSource', () => {
  it.each(blockIds)('counts the FLOPs of block %s in closed form as by walking the network', (block) => {
    const { depthwise, squeezeExcitation } = blocks[block]
    const seRatio = squeezeExcitation ? 0.25 : 0
    for (const convention of ['paper', 'pycls'] as const)
      for (const stem of ['cifar', 'imagenet', 'resnet'] as const) {
        const space = {
          ...presets.AnyNetX_A,
          block,
          seRatio,
          stem,
          headWidth: stem === 'cifar' ? 40 : 0,
          strides: [1, 2, 3, 2],
          ...(depthwise && { kernels: [3, 5, 7, 5] as KernelSide[] }),
        }
        const anywhere = candidateSource(space, { imageSize: 37, classes: 1000, convention })
        expect(flopsCounter(space, { imageSize: 37, classes: 1000, convention })).toBeDefined()
        for (let index = 0; index < 40; index++) {
          const { network, complexity } = anywhere.at(1, index)!
          expect(complexity.flops).toBe(networkComplexity(network, convention).flops)
          const exactly = { low: complexity.flops, high: complexity.flops }
          expect(
            candidateSource(space, { imageSize: 37, classes: 1000, convention, flops: exactly }).at(1, index),
          ).toBeDefined()
        }
      }
  })

  const small = (constraints: Constraint[]): DesignSpace =>
    parseDesignSpace({
      id: 'small',
      name: 'small',
      strides: [1, 2, 2],
      parameters: {
        kind: 'anyNet',
        depth: { law: 'logUniform', low: 1, high: 2, quantum: 1 },
        width: { law: 'logUniform', low: 8, high: 24, quantum: 8 },
        bottleneckRatio: { law: 'choice', values: [1, 2] },
        groupWidth: { law: 'powerOf2OrLog', low: 4, high: 24, quantum: 8 },
      },
      constraints,
    })
  const line: Constraint[] = [{ id: 'initialWidthEqualsSlope' }, { id: 'widthMultiplierRange', min: 2 }]
  const regNet = parseDesignSpace({
    ...presets.RegNetX,
    id: 'smallRegNet',
    strides: [1, 2, 2],
    parameters: {
      kind: 'regNet',
      depth: { law: 'uniform', low: 3, high: 8, quantum: 1 },
      initialWidth: { law: 'logUniform', low: 8, high: 24, quantum: 8 },
      widthSlope: { law: 'uniform', low: 4, high: 24, quantum: 4 },
      widthMultiplier: { law: 'uniform', low: 1.5, high: 3, quantum: 0.5 },
      bottleneckRatio: { law: 'choice', values: [1] },
      groupWidth: { law: 'choice', values: [8] },
    },
    constraints: [...line, { id: 'totalDepthRange', max: 6 }],
  })
  type Key = (candidate: AcceptedCandidate) => unknown
  it.each<[string, DesignSpace, Key]>([
    [
      'shared ratio and group width',
      small([{ id: 'sharedBottleneckRatio' }, { id: 'sharedGroupWidth' }]),
      ({ drawn }) => [drawn.bottleneckRatios, drawn.groupWidths],
    ],
    [
      'non-decreasing widths, unequal groups',
      small([{ id: 'widthOrder', order: 'nonDecreasing' }]),
      ({ drawn }) => drawn.widths,
    ],
    [
      'constant widths, non-decreasing depths',
      small([
        { id: 'widthOrder', order: 'constant' },
        { id: 'depthOrder', order: 'nonDecreasing' },
      ]),
      ({ drawn }) => [drawn.widths, drawn.depths],
    ],
    [
      'ranges',
      small([
        { id: 'groupWidthRange', min: 8 },
        { id: 'bottleneckRatioRange', max: 1 },
        { id: 'totalDepthRange', max: 4 },
      ]),
      ({ drawn }) => [drawn.depths, drawn.groupWidths],
    ],
    ['w_0 = w_a, w_m >= 2, d <= 6', regNet, (candidate) => candidate.regNet],
  ])('draws exactly the distribution of plain rejection: %s', (_, space, keyOf) => {
    const tally = (exact: boolean, candidates: number) => {
      const source = candidateSource(space, open, { exact })
      const counts = new Map<string, number>()
      for (let index = 0; index < candidates; index++) {
        const candidate = source.at(exact ? 1 : 2, index)
        if (!candidate) continue
        const key = JSON.stringify(keyOf(candidate))
        counts.set(key, (counts.get(key) ?? 0) + 1)
      }
      return counts
    }
    const exact = tally(true, 20_000)
    const plain = tally(false, 120_000)
    const total = (counts: Map<string, number>) => [...counts.values()].reduce((a, b) => a + b, 0)
    // Two samples of one distribution: each cell splits between them in proportion to the totals.
    const share = total(exact) / (total(exact) + total(plain))
    const cells = [...new Set([...exact.keys(), ...plain.keys()])]
      .map((key) => [exact.get(key) ?? 0, plain.get(key) ?? 0] as const)
      .filter(([a, b]) => (a + b) * Math.min(share, 1 - share) >= 10)
    expect(cells.length).toBeGreaterThan(5)
    const statistic = cells.reduce((sum, [a, b]) => {
      const expected = (a + b) * share
      return sum + (a - expected) ** 2 / (expected * (1 - share))
    }, 0)
    expect(statistic).toBeLessThan(cells.length + 4 * Math.sqrt(2 * cells.length) + 10)
  })
  it('predicts the acceptance rate of plain rejection', () => {
    const space = presets.AnyNetX_C
    const exact = candidateSource(space, open)
    expect(exact.conditioning).toBeCloseTo((3 / 3 ** 4) * (6 / 6 ** 4), 12)
    expect(candidateSource(space, open, { exact: false }).conditioning).toBeCloseTo(1, 9)
  })
})
