import { describe, expect, it } from 'vitest'
import { blockIds } from '#shared/networks/network.ts'
import { networkComplexity } from '#shared/networks/complexity.ts'
import { candidateSource, type AcceptedCandidate } from './candidateSource.ts'
import { constraintIds, type Constraint } from './constraints.ts'
import type { DesignSpace, Regime } from './designSpace.ts'
import { parseDesignSpace, parseRegime } from './parse.ts'
import { presetIds, presets, scales, scaleSpace } from './presets.ts'
import { samplePopulation } from './samplePopulation.ts'
import { networkKey } from './toNetwork.ts'

const imageNet = parseRegime({ imageSize: 224, classes: 1000, flops: { low: 360e6, high: 400e6 } })
const tiny = parseRegime({ imageSize: 16, classes: 10, flops: { low: 0.3e6, high: 0.5e6 } })
const open: Regime = { imageSize: 16, classes: 10, convention: 'paper' }

describe('samplePopulation', () => {
  it.each(presetIds)('gives 60 distinct networks of %s at 360 to 400 MF that fulfil every constraint', (id) => {
    const { networks, acceptanceRate } = samplePopulation({ space: presets[id], regime: imageNet, count: 60, seed: 3 })
    expect(new Set(networks.map((n) => networkKey(n.network))).size).toBe(60)
    for (const { network, complexity } of networks) {
      expect(complexity).toEqual(networkComplexity(network, 'paper'))
      expect(complexity.flops).toBeGreaterThanOrEqual(360e6)
      expect(complexity.flops).toBeLessThanOrEqual(400e6)
      expect(network.stages.length).toBe(4)
    }
    // Known acceptance: AnyNet about 2%, RegNet about 0.2%.
    expect(acceptanceRate).toBeGreaterThan(id.startsWith('Any') ? 0.015 : 0.0015)
    expect(acceptanceRate).toBeLessThan(id.startsWith('Any') ? 0.03 : 0.0035)
  })
  it.each(['tiny16', 'tiny32'] as const)('fills a window of 0.3 to 0.5 MF at scale %s from every preset', (scale) => {
    for (const id of presetIds) {
      const space = scaleSpace(presets[id], scales[scale])
      const regime = { ...tiny, imageSize: scale === 'tiny16' ? 16 : 32 }
      const { networks, acceptanceRate } = samplePopulation({ space, regime, count: 12, seed: 1 })
      expect(networks.length).toBe(12)
      expect(acceptanceRate).toBeGreaterThan(1e-3)
      for (const { network } of networks)
        expect(Math.max(...network.stages.map((s) => s.width))).toBeLessThanOrEqual(128)
    }
  })
  it('finds the same networks when the candidates are split over processes', () => {
    const space = presets.AnyNetX_E
    const whole = samplePopulation({ space, regime: imageNet, count: 20, seed: 9 })
    const halves = [0, 1].flatMap((part) => {
      const source = candidateSource(space, imageNet)
      const found = []
      for (let index = part; index < whole.candidates; index += 2) found.push(source.at(9, index))
      return found.filter((candidate) => candidate !== undefined)
    })
    expect(halves.sort((a, b) => a.index - b.index)).toEqual(whole.networks)
  })
  it('gives other networks for another seed', () => {
    const first = (seed: number) =>
      samplePopulation({ space: presets.RegNetX, regime: open, count: 1, seed }).networks[0]
    expect(first(1)).toEqual(first(1))
    expect(first(1)).not.toEqual(first(2))
  })
  it('keeps the six parameters of a RegNet', () => {
    const { networks } = samplePopulation({ space: presets.RegNetX, regime: open, count: 3, seed: 1 })
    for (const { regNet, drawn } of networks) expect(regNet?.depth).toBe(drawn.depths.reduce((a, b) => a + b))
  })
  it('tells networks apart as built, not as drawn', () => {
    const choice = (...values: number[]) => ({ law: 'choice', values })
    const space = parseDesignSpace({
      id: 'alike',
      name: 'alike',
      strides: [1, 1, 1],
      parameters: {
        kind: 'anyNet',
        depth: choice(1),
        width: choice(8),
        bottleneckRatio: choice(1),
        groupWidth: choice(8, 16),
      },
    })
    const { networks } = samplePopulation({ space, regime: open, count: 1, seed: 1 })
    expect(networks[0]?.network.stages.map((s) => s.groupWidth)).toEqual([8, 8, 8])
    expect(() => samplePopulation({ space, regime: open, count: 2, seed: 1, maxCandidates: 500 })).toThrow(
      '1 of 2 networks after 500 candidates of alike, acceptance rate 100%: most repeat a network already found.',
    )
  })
})

describe('a sample that falls short', () => {
  const short = (space: DesignSpace, regime: Regime) => () =>
    samplePopulation({ space, regime, count: 5, seed: 1, maxCandidates: 3000 })
  it.each([
    [
      1e6,
      2e6,
      /0 of 5 networks after 3000 candidates of AnyNetX_A, acceptance rate 0 at 1 to 2 MF\. The nearest FLOPs reached are [\d.]+ MF: /,
    ],
    [1e12, 2e12, /The nearest FLOPs reached are \d+ MF: move the window there or change the ranges\./],
  ])('names the acceptance rate and the nearest FLOPs: %d to %d', (low, high, sentence) => {
    expect(short(presets.AnyNetX_A, { ...imageNet, flops: { low, high } })).toThrow(sentence)
  })
  it('says so when some networks were found', () => {
    const few = { ...imageNet, flops: { low: 380e6, high: 380.4e6 } }
    expect(short(presets.RegNetX, few)).toThrow(/^\d of 5 networks after 3000 candidates of RegNetX/)
  })
  it('says so when constraints contradict the ranges', () => {
    const space = (constraints: Constraint[]) => ({ ...presets.AnyNetX_A, constraints })
    expect(short(space([{ id: 'groupWidthRange', min: 64 }]), open)).toThrow('invalid space: AnyNetX_A is empty')
    expect(short(space([{ id: 'parameters', max: 10 }]), imageNet)).toThrow(
      'No candidate fulfils the constraints at any FLOPs',
    )
    expect(short(space([{ id: 'parameters', max: 10 }]), open)).toThrow('Loosen the constraints of the space.')
  })
  it('refuses a count that is no number of networks', () => {
    expect(() => samplePopulation({ space: presets.AnyNetX_A, regime: open, count: 0, seed: 1 })).toThrow(
      'invalid count: 0',
    )
  })
})

describe('candidateSource', () => {
  it.each(blockIds)('counts FLOPs of block %s in closed form as by walking the network', (block) => {
    const seRatio = block === 'y' || block === 'linear' ? 0.25 : 0
    for (const convention of ['paper', 'pycls'] as const)
      for (const stem of ['cifar', 'imagenet', 'resnet'] as const) {
        const space = {
          ...presets.AnyNetX_A,
          block,
          seRatio,
          stem,
          headWidth: stem === 'cifar' ? 40 : 0,
          strides: [1, 2, 3, 2],
        }
        const anywhere = candidateSource(space, { imageSize: 37, classes: 7, convention })
        for (let index = 0; index < 40; index++) {
          const { network, complexity } = anywhere.at(1, index)!
          expect(complexity.flops).toBe(networkComplexity(network, convention).flops)
          const exactly = { low: complexity.flops, high: complexity.flops }
          expect(
            candidateSource(space, { imageSize: 37, classes: 7, convention, flops: exactly }).at(1, index),
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
  ])('draws the same law exactly as by plain rejection: %s', (_, space, keyOf) => {
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
    // Two samples of one law: each cell splits between them as the totals do.
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
  it('knows what plain rejection would accept', () => {
    const space = presets.AnyNetX_C
    const exact = candidateSource(space, open)
    expect(exact.conditioning).toBeCloseTo((3 / 3 ** 4) * (6 / 6 ** 4), 12)
    expect(candidateSource(space, open, { exact: false }).conditioning).toBeCloseTo(1, 9)
  })
})

describe('constraints', () => {
  const examples: Record<(typeof constraintIds)[number], Constraint> = {
    sharedBottleneckRatio: { id: 'sharedBottleneckRatio' },
    sharedGroupWidth: { id: 'sharedGroupWidth' },
    widthOrder: { id: 'widthOrder', order: 'increasing' },
    depthOrder: { id: 'depthOrder', order: 'nonIncreasing' },
    quantizedLinearWidths: { id: 'quantizedLinearWidths', maxFitError: 0.5 },
    initialWidthEqualsSlope: { id: 'initialWidthEqualsSlope' },
    widthMultiplierRange: { id: 'widthMultiplierRange', min: 2 },
    totalDepthRange: { id: 'totalDepthRange', min: 6, max: 20 },
    widthRange: { id: 'widthRange', max: 512 },
    bottleneckRatioRange: { id: 'bottleneckRatioRange', max: 1 },
    groupWidthRange: { id: 'groupWidthRange', min: 8 },
    flops: { id: 'flops', max: 1e9 },
    parameters: { id: 'parameters', max: { offset: 3e6, perGigaFlops: 5.5e6, exponent: 1 } },
    activations: { id: 'activations', max: { offset: 0, perGigaFlops: 6.5e6, exponent: 0.5 } },
  }
  it.each(constraintIds)('%s samples alone, in a space of its kind', (id) => {
    const kind = id === 'initialWidthEqualsSlope' || id === 'widthMultiplierRange' ? 'RegNetX' : 'AnyNetX_A'
    const space = parseDesignSpace({ ...presets[kind], constraints: [examples[id]] })
    const regime = { ...imageNet, flops: { low: 100e6, high: 800e6 } }
    expect(samplePopulation({ space, regime, count: 2, seed: 1 }).networks.length).toBe(2)
  })
  it('bounds parameters and activations by functions of FLOPs', () => {
    const constraints = [examples.parameters, examples.activations]
    const space = parseDesignSpace({ ...presets.RegNetX, constraints })
    const { networks } = samplePopulation({ space, regime: imageNet, count: 20, seed: 1 })
    for (const { complexity } of networks) {
      const f = complexity.flops / 1e9
      expect(complexity.parameters).toBeLessThanOrEqual((3 + 5.5 * f) * 1e6)
      expect(complexity.activations).toBeLessThanOrEqual(6.5 * Math.sqrt(f) * 1e6)
    }
  })
  it('holds an order of widths for the network that is built, too', () => {
    const space = parseDesignSpace({ ...presets.AnyNetX_A, constraints: [{ id: 'widthOrder', order: 'increasing' }] })
    const { networks } = samplePopulation({ space, regime: imageNet, count: 30, seed: 1 })
    for (const { network } of networks)
      for (const [i, stage] of network.stages.entries())
        if (i > 0) expect(stage.width).toBeGreaterThan(network.stages[i - 1]!.width)
  })
})
