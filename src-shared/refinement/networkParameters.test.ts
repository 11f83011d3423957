import { describe, expect, it } from 'vitest'
import { fittedLine } from '#shared/designspaces/fittedLine.ts'
import { presetIds } from '#shared/designspaces/presets.ts'
import { samplePopulation } from '#shared/designspaces/samplePopulation.ts'
import { asCandidate, type MeasuredNetwork } from './measuredRun.ts'
import {
  commonParameters,
  networkParameterIds,
  networkParameters,
  type NetworkParameterId,
} from './networkParameters.ts'
import { smallRegime, smallSpace } from './testing/syntheticRuns.ts'

const network: MeasuredNetwork['network'] = {
  ...{ stem: 'cifar', stemWidth: 8, block: 'x', headWidth: 0, seRatio: 0 },
  ...{ classes: 10, imageSize: 32, activation: 'relu', bnEpsilon: 1e-5 },
  stages: [
    { depth: 2, width: 16, stride: 1, bottleneckRatio: 2, groupWidth: 8 },
    { depth: 1, width: 64, stride: 2, bottleneckRatio: 1, groupWidth: 16 },
    { depth: 4, width: 32, stride: 2, bottleneckRatio: 1, groupWidth: 16 },
  ],
}
const measured: MeasuredNetwork = { network, complexity: { flops: 3e6, parameters: 4000, activations: 5000 } }

describe('networkParameters', () => {
  it.each<[NetworkParameterId, number]>([
    ['totalDepth', 7],
    ['depth1', 2],
    ['width3', 32],
    ['bottleneckRatio1', 2],
    ['groupWidth1', 8],
    ['depth4', NaN],
    ['lastWidth', 32],
    ['widthGrowth', 2],
    ['smallestWidthStep', -1],
    ['smallestDepthStep', -1],
    ['largestBottleneckRatio', 2],
    ['smallestBottleneckRatio', 1],
    ['bottleneckRatioSpread', 1],
    // The first stage has one group of its inner width 8: it may have been drawn with 16, as the others.
    ['largestGroupWidth', 16],
    ['smallestGroupWidth', 16],
    ['groupWidthSpread', 0],
    ['fitError', fittedLine(network).fitError],
    ['flops', 3e6],
    ['parameters', 4000],
    ['activations', 5000],
  ])('%s is %d', (id, value) => {
    expect(networkParameters[id].of(measured)).toBe(value)
  })
  it('takes the line of a RegNet as drawn where it is known', () => {
    const regNet = {
      depth: 7,
      initialWidth: 24,
      widthSlope: 5.5,
      widthMultiplier: 2.2,
      bottleneckRatio: 1,
      groupWidth: 8,
    }
    const drawn = { ...measured, regNet }
    expect([networkParameters.initialWidth.of(drawn), networkParameters.widthSlope.of(drawn)]).toEqual([24, 5.5])
    expect(networkParameters.widthMultiplier.of(measured)).toBe(fittedLine(network).widthMultiplier)
  })
  it('has a number for every network of three stages with groups, and none for what a plain block lacks', () => {
    const missing = networkParameterIds.filter((id) => /[456]$/.test(id))
    missing.push('lastWidth')
    expect(commonParameters([measured])).toEqual(networkParameterIds.filter((id) => !missing.includes(id)))
    const plain = { ...measured, network: { ...network, block: 'v' as const } }
    expect(commonParameters([plain]).filter((id) => /bottleneck|group/i.test(id))).toEqual([])
  })
  it('has stages from 1 in the ids of what describes a stage', () => {
    for (const id of networkParameterIds)
      expect(networkParameters[id].stage).toBe(Number(/\d$/.exec(id)?.[0]) || undefined)
  })
})

describe('asCandidate', () => {
  it.each(presetIds)('gives a draw of %s that the constraints of the space accept', (id) => {
    const space = smallSpace(id)
    for (const { network, complexity, drawn } of samplePopulation({ space, regime: smallRegime, count: 20, seed: 2 })
      .networks) {
      const candidate = asCandidate({ network, complexity })
      expect(candidate.drawn.depths).toEqual(drawn.depths)
      expect(candidate.drawn.bottleneckRatios).toEqual(drawn.bottleneckRatios)
      if (space.constraints.some((constraint) => constraint.id === 'sharedGroupWidth'))
        expect(new Set(candidate.drawn.groupWidths).size).toBe(1)
    }
  })
})
