import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { networkComplexity } from '#shared/networks/complexity.ts'
import { candidateSource } from './candidateSource.ts'
import type { Constraint } from '../constraints/constraints.ts'
import type { DesignSpace, Regime } from '../designSpace.ts'
import { parseDesignSpace, parseRegime } from '../parse.ts'
import { presetIds, presets, scales, scaleSpace } from '../presets.ts'
import { samplePopulation } from './samplePopulation.ts'
import { networkKey } from '../toNetwork.ts'

const imageNet = parseRegime({ imageSize: 224, classes: 1000, flops: { low: 360e6, high: 400e6 } })
const tiny = parseRegime({ imageSize: 16, classes: 10, flops: { low: 0.3e6, high: 0.5e6 } })
const open: Regime = { imageSize: 16, classes: 10, convention: 'paper' }

describe('samplePopulation', () => {
  it.each(presetIds)('finds 60 distinct networks of %s at 360 to 400 MF that satisfy every constraint', (id) => {
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
  it('finds the same networks when candidates are split over processes', () => {
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
  it.each(presetIds)('continues a sample of %s as if drawn at once', (id) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 53 - 1 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 12 }),
        (seed, first, more) => {
          const request = { space: scaleSpace(presets[id], scales.tiny16), regime: tiny, seed }
          const after = samplePopulation({ ...request, count: first })
          const rest = samplePopulation({ ...request, count: more, after })
          const { networks, ...whole } = samplePopulation({ ...request, count: first + more })
          expect({ ...rest, networks: [...after.networks, ...rest.networks] }).toEqual({ ...whole, networks })
        },
      ),
      { numRuns: 8 },
    )
  })
  it('draws other networks for another seed', () => {
    const first = (seed: number) =>
      samplePopulation({ space: presets.RegNetX, regime: open, count: 1, seed }).networks[0]
    expect(first(1)).toEqual(first(1))
    expect(first(1)).not.toEqual(first(2))
  })
  it('keeps the six parameters of a RegNet', () => {
    const { networks } = samplePopulation({ space: presets.RegNetX, regime: open, count: 3, seed: 1 })
    for (const { regNet, drawn } of networks) expect(regNet?.depth).toBe(drawn.depths.reduce((a, b) => a + b))
  })
  it('distinguishes networks as built, not as drawn', () => {
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
    const after = samplePopulation({ space, regime: open, count: 1, seed: 1 })
    expect(() => samplePopulation({ space, regime: open, count: 1, seed: 1, maxCandidates: 500, after })).toThrow(
      '1 of 2 networks after 500 candidates of alike',
    )
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
      /0 of 5 networks after 3000 candidates of AnyNetX_A, acceptance rate 0% at 1 to 2 MF\. The nearest FLOPs reached: [\d.]+ MF\. /,
    ],
    [1e12, 2e12, /The nearest FLOPs reached: \d+ MF\. Move the window there or change the ranges\./],
  ])('reports the acceptance rate and the nearest FLOPs: %d to %d', (low, high, sentence) => {
    expect(short(presets.AnyNetX_A, { ...imageNet, flops: { low, high } })).toThrow(sentence)
  })
  it('reports the nearest FLOPs on both sides of the window', () => {
    const width = { law: 'choice', values: [8, 512] }
    const parameters = { ...presets.AnyNetX_A.parameters, width }
    const space = parseDesignSpace({ ...presets.AnyNetX_A, parameters })
    const source = candidateSource(space, open)
    const reached = Array.from({ length: 3000 }, (_, index) => source.anyFlops(1, index)!.complexity.flops)
    const mega = (flops: number) => String(Number((flops / 1e6).toPrecision(4)))
    const sorted = [...new Set(reached)].sort((a, b) => a - b)
    // The widest gap between two that are reached.
    const at = sorted.slice(1).reduce((best, _, i) => (ratio(i + 1) > ratio(best) ? i + 1 : best), 1)
    function ratio(i: number): number {
      return sorted[i]! / sorted[i - 1]!
    }
    const [below, above] = [sorted[at - 1]!, sorted[at]!]
    const flops = { low: below + 1, high: above - 1 }
    const error: unknown = (() => {
      try {
        return short(space, { ...open, flops })()
      } catch (caught) {
        return caught
      }
    })()
    expect(error).toMatchObject({
      sentence: {
        key: 'sampleOutside',
        values: { low: mega(flops.low), high: mega(flops.high), nearest: [mega(below), mega(above)] },
      },
    })
  })
  it('reports how many networks were found', () => {
    const few = { ...imageNet, flops: { low: 380e6, high: 380.4e6 } }
    expect(short(presets.RegNetX, few)).toThrow(/^\d of 5 networks after 3000 candidates of RegNetX/)
  })
  it('reports constraints that contradict the ranges', () => {
    const space = (constraints: Constraint[]) => ({ ...presets.AnyNetX_A, constraints })
    expect(short(space([{ id: 'groupWidthRange', min: 64 }]), open)).toThrow('AnyNetX_A is empty')
    expect(short(space([{ id: 'parameters', max: 10 }]), imageNet)).toThrow(
      'Of the first 3000 none satisfies the constraints at any FLOPs: loosen them.',
    )
    expect(short(space([{ id: 'parameters', max: 10 }]), open)).toThrow(
      /^0 of 5 networks after 3000 candidates of AnyNetX_A, acceptance rate 0%.* Loosen the constraints of the space\.$/,
    )
  })
  it('refuses an invalid count', () => {
    expect(() => samplePopulation({ space: presets.AnyNetX_A, regime: open, count: 0, seed: 1 })).toThrow(
      'invalid count: 0',
    )
  })
})
