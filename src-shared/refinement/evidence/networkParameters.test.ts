import { describe, expect, it } from 'vitest'
import { fittedLine } from '#shared/designspaces/fit/fittedLine.ts'
import type { MeasuredNetwork } from './measuredRun.ts'
import {
  commonParameters,
  networkParameterIds,
  networkParameters,
  type NetworkParameterId,
} from './networkParameters.ts'
import { recipeParameterIds } from './recipeParameters.ts'

const network: MeasuredNetwork['network'] = {
  ...{ stem: 'cifar', stemWidth: 8, block: 'x', headWidth: 0, seRatio: 0 },
  ...{ classes: 10, imageSize: 32, activation: 'relu', bnEpsilon: 1e-5 },
  stages: [
    { depth: 2, width: 16, stride: 1, bottleneckRatio: 2, groupWidth: 8 },
    { depth: 1, width: 64, stride: 2, bottleneckRatio: 1, groupWidth: 16 },
    { depth: 4, width: 32, stride: 2, bottleneckRatio: 1, groupWidth: 16 },
  ],
}
const complexity = { flops: 3e6, parameters: 4000, activations: 5000 }
/** A network without its draw. */
const measured: MeasuredNetwork = { network, draw: null, complexity }

describe('networkParameters', () => {
  it.each<[NetworkParameterId, number]>([
    ['totalDepth', 7],
    ['depth1', 2],
    ['width3', 32],
    ['bottleneckRatio1', 2],
    // The first stage has one group of its inner width 8; it may have been drawn with 16, as the others.
    ['groupWidth1', 16],
    ['depth4', NaN],
    ['lastWidth', 32],
    ['widthGrowth', 2],
    ['smallestWidthStep', -1],
    ['smallestDepthStep', -1],
    ['largestBottleneckRatio', 2],
    ['smallestBottleneckRatio', 1],
    ['bottleneckRatioSpread', 1],
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
  it('uses the drawn values if known, not the built ones', () => {
    const draw = {
      depths: [2, 1, 4],
      widths: [16, 72, 32],
      bottleneckRatios: [2, 1, 1],
      groupWidths: [16, 16, 8],
      regNet: {
        ...{ depth: 7, initialWidth: 24, widthSlope: 5.5, widthMultiplier: 2.2, bottleneckRatio: 1, groupWidth: 8 },
      },
    }
    const drawn = { ...measured, draw }
    const values = (ids: NetworkParameterId[]) => ids.map((id) => networkParameters[id].of(drawn))
    expect(values(['groupWidth1', 'groupWidth3', 'smallestGroupWidth', 'width2'])).toEqual([16, 8, 8, 72])
    expect(values(['initialWidth', 'widthSlope', 'widthMultiplier'])).toEqual([24, 5.5, 2.2])
    expect(networkParameters.widthMultiplier.of(measured)).toBe(fittedLine(network).widthMultiplier)
    // Widths fall from 72 to 32 as drawn and from 64 to 32 as built; an order applies to both.
    expect(values(['smallestWidthStep'])).toEqual([Math.log2(32 / 72)])
  })
  it('is a number for every three-stage network with groups, and NaN for sizes that a plain block lacks', () => {
    const missing = networkParameterIds.filter((id) => /[4567]$/.test(id))
    missing.push('lastWidth')
    // Nothing of its recipe was drawn.
    missing.push(...recipeParameterIds)
    expect(commonParameters([measured])).toEqual(networkParameterIds.filter((id) => !missing.includes(id)))
    const plain = { ...measured, network: { ...network, block: 'v' as const } }
    expect(commonParameters([plain]).filter((id) => /bottleneck|group/i.test(id))).toEqual([])
  })
  it('numbers stages from 1 in parameter ids', () => {
    for (const id of networkParameterIds)
      expect(networkParameters[id].stage).toBe(Number(/\d$/.exec(id)?.[0]) || undefined)
  })
  it('includes the width of the last stage if networks differ in their number of stages', () => {
    const shorter = { ...measured, network: { ...network, stages: network.stages.slice(0, 2) } }
    const common = commonParameters([measured, shorter])
    expect(common).toContain('lastWidth')
    expect(common).not.toContain('width3')
  })
  it('has a suitable axis', () => {
    const axis = (id: NetworkParameterId) => {
      const { scale, unit, integer } = networkParameters[id]
      return [scale, unit, integer]
    }
    expect(axis('totalDepth')).toEqual(['linear', 'blocks', true])
    expect(axis('width2')).toEqual(['log2', 'channels', true])
    expect(axis('widthGrowth')).toEqual(['log2', 'ratio', false])
    expect(axis('smallestWidthStep')).toEqual(['linear', 'octaves', false])
    expect(axis('fitError')).toEqual(['linear', 'nats', false])
    expect(axis('widthSlope')).toEqual(['log2', 'channelsPerBlock', false])
    expect(axis('flops')).toEqual(['log2', 'flops', true])
    expect([axis('parameters')[1], axis('activations')[1]]).toEqual(['parameters', 'activations'])
  })
})
