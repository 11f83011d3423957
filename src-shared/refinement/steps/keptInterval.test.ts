import { describe, expect, it } from 'vitest'
import { networkParameters, type NetworkParameterId } from '../evidence/networkParameters.ts'
import { fulfils, type Refinement } from './refinement.ts'
import { smallSpace, syntheticRuns } from '../testing/syntheticRuns.ts'
import { keptInterval } from './rangeToRefinement.ts'

const runs = syntheticRuns(smallSpace('AnyNetX_A'), 60, 4, () => 30)
const shown: [NetworkParameterId, Refinement][] = [
  ['bottleneckRatioSpread', { kind: 'constraint', constraint: { id: 'sharedBottleneckRatio' } }],
  ['groupWidthSpread', { kind: 'constraint', constraint: { id: 'sharedGroupWidth' } }],
  ['smallestWidthStep', { kind: 'constraint', constraint: { id: 'widthOrder', order: 'nonDecreasing' } }],
  ['smallestDepthStep', { kind: 'constraint', constraint: { id: 'depthOrder', order: 'nonDecreasing' } }],
  ['fitError', { kind: 'constraint', constraint: { id: 'quantizedLinearWidths', maxFitError: 0.4 } }],
  ['totalDepth', { kind: 'constraint', constraint: { id: 'totalDepthRange', min: 10, max: 20 } }],
  ['parameters', { kind: 'constraint', constraint: { id: 'parameters', min: 50_000 } }],
  ['largestBottleneckRatio', { kind: 'constraint', constraint: { id: 'bottleneckRatioRange', max: 2 } }],
  ['width2', { kind: 'range', size: 'width', stage: 2, low: 24, high: 64 }],
  ['depth4', { kind: 'range', size: 'depth', stage: 4, high: 3 }],
]

describe('keptInterval', () => {
  it.each(shown)('is the interval of %s that contains exactly the runs satisfying the refinement', (id, refinement) => {
    const { low, high } = keptInterval(refinement, id)!
    const inside = runs.filter((run) => {
      const value = networkParameters[id].of(run)
      return value >= low && value <= high
    })
    expect(inside).toEqual(runs.filter((run) => fulfils(refinement, run)))
    expect(inside.length).toBeLessThan(runs.length)
  })
  it('is undefined for another parameter', () => {
    for (const [id, refinement] of shown)
      for (const [other] of shown) if (other !== id) expect(keptInterval(refinement, other)).toBeUndefined()
  })
})
