import { describe, expect, it } from 'vitest'
import type { Regime } from '#shared/designspaces/designSpace.ts'
import { parseDesignSpace } from '#shared/designspaces/parse.ts'
import { samplePopulation } from '#shared/designspaces/sampling/samplePopulation.ts'
import type { Network } from '#shared/networks/network.ts'
import { diversity } from './diversity.ts'
import { nextNetwork, surveyed, surveySpace } from './surveySpace.ts'
import { smallRegime, smallSpace } from '../testing/syntheticRuns.ts'

const anyE = smallSpace('AnyNetX_E')

describe('surveySpace', () => {
  it('accepts the networks of a population with the same seed', () => {
    const { networks, candidates, accepted } = samplePopulation({
      space: anyE,
      regime: smallRegime,
      count: 20,
      seed: 3,
    })
    const survey = surveyed(anyE, smallRegime, { draws: candidates, seed: 3, examples: 20 })
    expect(survey).toMatchObject({
      draws: candidates,
      accepted,
      distinct: 20,
      window: 'reached',
      fulfilling: candidates,
    })
    expect(survey.examples.map(({ network }) => network)).toEqual(networks.map(({ network }) => network))
  })
  it('counts every draw that satisfies the constraints in the histogram', () => {
    const survey = surveyed(smallSpace('RegNetX'), smallRegime, { draws: 1000 })
    expect(survey.flops.counts.reduce((a, b) => a + b)).toBe(survey.fulfilling)
    expect(survey.flops.edges.length).toBe(survey.flops.counts.length + 1)
    expect(survey.fulfilling).toBeLessThan(1000)
    const inside = survey.flops.edges.findIndex((edge) => edge > smallRegime.flops!.low)
    expect(survey.flops.counts[inside]).toBeGreaterThan(0)
  })
  it('grows chunk by chunk to the same survey as at once', () => {
    const steps = [...surveySpace(anyE, smallRegime, { draws: 250, chunk: 100 })]
    expect(steps.map(({ draws }) => draws)).toEqual([100, 200, 250])
    expect(steps.at(-1)).toEqual(surveyed(anyE, smallRegime, { draws: 250 }))
  })
  it('reports the nearest FLOPs if the window lies outside the space', () => {
    const far: Regime = { ...smallRegime, flops: { low: 1e12, high: 2e12 } }
    const survey = surveyed(anyE, far, { draws: 200 })
    expect(survey).toMatchObject({ window: 'outside', accepted: 0, diversity: null, nearest: { above: null } })
    expect(survey.nearest.below).toBeGreaterThan(1e6)
    expect(survey.acceptance.high).toBeGreaterThan(0.005)
    expect(nextNetwork(anyE, far, { tries: 100 })).toBeNull()
  })
  it('accepts all draws that satisfy the constraints without a window', () => {
    const { imageSize, classes, convention } = smallRegime
    const open = { imageSize, classes, convention }
    const survey = surveyed(anyE, open, { draws: 60 })
    expect(survey).toMatchObject({
      window: 'reached',
      accepted: survey.fulfilling,
      nearest: { below: null, above: null },
    })
    expect(survey.accepted).toBeGreaterThan(0)
  })
  it('reports an empty space', () => {
    const empty = parseDesignSpace({ ...anyE, constraints: [{ id: 'widthRange', max: 1 }] })
    expect(surveyed(empty, smallRegime)).toMatchObject({ window: 'empty', draws: 0, flops: { counts: [] } })
    expect(nextNetwork(empty, smallRegime)).toBeNull()
  })
})

describe('nextNetwork', () => {
  it('iterates over the accepted candidates', () => {
    const { networks } = samplePopulation({ space: anyE, regime: smallRegime, count: 3, seed: 8 })
    let from = 0
    for (const expected of networks) {
      const found = nextNetwork(anyE, smallRegime, { seed: 8, from })!
      expect(found).toEqual(expected)
      from = found.index + 1
    }
  })
})

describe('diversity', () => {
  const twice = (stage: object) => {
    const [network] = samplePopulation({ space: anyE, regime: smallRegime, count: 1, seed: 1 }).networks
    const one = network!.network
    const other = { ...one, stages: one.stages.map((own, i) => (i === 0 ? { ...own, ...stage } : own)) }
    return diversity([one, other])
  }
  it('is in octaves per size, averaged over stages', () => {
    const [first] = samplePopulation({ space: anyE, regime: smallRegime, count: 1, seed: 1 }).networks
    const { stages } = first!.network
    const { depth, groupWidth, bottleneckRatio } = stages[0]!
    expect(twice({ depth: 4 * depth }).depth).toBeCloseTo(2 / stages.length, 12)
    expect(twice({ groupWidth: groupWidth / 2 }).groupWidth).toBeCloseTo(1 / stages.length, 12)
    expect(twice({ bottleneckRatio: 8 * bottleneckRatio })).toEqual({
      ...{ depth: 0, width: 0, groupWidth: 0 },
      bottleneckRatio: expect.closeTo(3 / stages.length, 12) as number,
    })
  })
  it('is 0 for sizes that the block does not have', () => {
    const [first] = samplePopulation({ space: anyE, regime: smallRegime, count: 1, seed: 1 }).networks
    const plain = (change: object): Network => ({
      ...first!.network,
      block: 'vanilla',
      stages: first!.network.stages.map((stage) => ({ ...stage, ...change })),
    })
    expect(diversity([plain({}), plain({ groupWidth: 1000, bottleneckRatio: 64 })])).toEqual({
      ...{ depth: 0, width: 0, bottleneckRatio: 0, groupWidth: 0 },
    })
  })
  it('is the mean distance over all pairs', () => {
    const networks: Network[] = samplePopulation({ space: anyE, regime: smallRegime, count: 12, seed: 1 }).networks.map(
      ({ network }) => network,
    )
    const pairs = networks.flatMap((a, i) => networks.slice(i + 1).map((b) => [a, b] as const))
    const distances = pairs.flatMap(([a, b]) =>
      a.stages.map((stage, i) => Math.abs(Math.log2(stage.width / b.stages[i]!.width))),
    )
    expect(diversity(networks).width).toBeCloseTo(distances.reduce((x, y) => x + y) / distances.length, 10)
    expect(diversity([networks[0]!, networks[0]!])).toEqual({ depth: 0, width: 0, bottleneckRatio: 0, groupWidth: 0 })
  })
})
