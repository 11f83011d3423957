import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Constraint } from '#shared/designspaces/constraints/constraints.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { parseDesignSpace } from '#shared/designspaces/parse.ts'
import { describeRefinement } from './describeRefinement.ts'
import { networkParameterIds, networkParameters, type NetworkParameterId } from '../evidence/networkParameters.ts'
import { rangeToRefinement } from './rangeToRefinement.ts'
import { fulfils, refinementSchema, type Refinement } from './refinement.ts'
import { refineSpace } from './refineSpace.ts'
import { sampledNetworks, smallSpace, syntheticRuns } from '../testing/syntheticRuns.ts'

const identity = { id: 'refined', name: 'Refined' }
const constraint = (data: Constraint): Refinement => ({ kind: 'constraint', constraint: data })
const [anyA, anyB, anyE, regNet] = (['AnyNetX_A', 'AnyNetX_B', 'AnyNetX_E', 'RegNetX'] as const).map(smallSpace) as [
  DesignSpace,
  DesignSpace,
  DesignSpace,
  DesignSpace,
]

describe('rangeToRefinement', () => {
  it.each<[NetworkParameterId, { low?: number; high?: number }, DesignSpace, Refinement | null]>([
    ['totalDepth', { low: 12, high: 28 }, anyA, constraint({ id: 'totalDepthRange', min: 12, max: 28 })],
    ['smallestWidthStep', { low: -0.04 }, anyA, constraint({ id: 'widthOrder', order: 'nonDecreasing' })],
    ['smallestWidthStep', { low: -1 }, anyA, null],
    ['smallestWidthStep', { low: 0, high: 1 }, anyA, null],
    ['smallestDepthStep', { low: 0 }, anyA, constraint({ id: 'depthOrder', order: 'nonDecreasing' })],
    ['bottleneckRatioSpread', { high: 0.5 }, anyA, constraint({ id: 'sharedBottleneckRatio' })],
    ['bottleneckRatioSpread', { high: 0.5 }, anyB, null],
    ['groupWidthSpread', { high: 1.2 }, anyA, null],
    ['largestBottleneckRatio', { high: 2 }, anyA, constraint({ id: 'bottleneckRatioRange', max: 2 })],
    ['largestBottleneckRatio', { low: 2 }, anyA, null],
    ['largestBottleneckRatio', { low: 2 }, anyB, constraint({ id: 'bottleneckRatioRange', min: 2 })],
    ['smallestGroupWidth', { low: 4 }, anyA, constraint({ id: 'groupWidthRange', min: 4 })],
    ['groupWidth2', { low: 4 }, regNet, constraint({ id: 'groupWidthRange', min: 4 })],
    ['width2', { high: 64 }, anyA, { kind: 'range', size: 'width', stage: 2, high: 64 }],
    ['width2', { high: 64 }, regNet, null],
    ['lastWidth', { low: 32 }, anyA, { kind: 'range', size: 'width', stage: 4, low: 32 }],
    ['width5', { low: 32 }, anyA, null],
    ['width2', { low: 30, high: 75 }, anyA, { kind: 'range', size: 'width', stage: 2, low: 32, high: 72 }],
    ['largestGroupWidth', { high: 24 }, anyA, constraint({ id: 'groupWidthRange', max: 16 })],
    ['smallestGroupWidth', { low: 1 }, anyA, null],
    ['depth1', { low: 0, high: 99 }, anyA, null],
    ['depth1', { low: 2.1, high: 2.9 }, anyA, null],
    ['fitError', { high: 0.2 }, anyE, constraint({ id: 'quantizedLinearWidths', maxFitError: 0.2 })],
    ['fitError', { low: 0.1, high: 0.2 }, anyE, null],
    ['widthMultiplier', { low: 2 }, regNet, constraint({ id: 'widthMultiplierRange', min: 2 })],
    ['widthMultiplier', { low: 2 }, anyE, null],
    ['initialWidth', { low: 16, high: 40 }, regNet, { kind: 'range', size: 'initialWidth', low: 16, high: 40 }],
    ['widthGrowth', { low: 2 }, anyA, null],
    ['parameters', { high: 5e4 }, anyA, constraint({ id: 'parameters', max: 5e4 })],
    ['totalDepth', {}, anyA, null],
  ])('of %s %j', (id, range, space, expected) => {
    expect(rangeToRefinement(space, id, range)).toEqual(expected)
  })
  it('moves its ends to values of its own stage', () => {
    const usual = { law: 'logUniform', low: 8, high: 128, quantum: 8 } as const
    const last = { law: 'choice', values: [16, 48, 96] } as const
    const own = parseDesignSpace({ ...anyA, parameters: { ...anyA.parameters, width: [usual, usual, usual, last] } })
    expect(rangeToRefinement(own, 'width4', { low: 33, high: 95 })).toEqual({
      ...{ kind: 'range', size: 'width', stage: 4, low: 48, high: 48 },
    })
  })
  it('considers what its own stage draws', () => {
    const narrow = refineSpace(anyA, { kind: 'range', size: 'width', stage: 4, low: 40 }, identity)
    expect(rangeToRefinement(narrow, 'width4', { low: 32 })).toBeNull()
    expect(rangeToRefinement(narrow, 'width1', { low: 32 })).toEqual({
      kind: 'range',
      size: 'width',
      stage: 1,
      low: 32,
    })
  })
  const runs = [anyA, anyE].map((space) => ({ space, runs: syntheticRuns(space, 60, 4, () => 30) }))
  it('keeps exactly the networks inside a range whose ends lie between values', () => {
    // Steps and spreads are more than ranges, and sizes of the line have rows of their own.
    const ids = networkParameterIds.filter(
      (id) => !/Step|Spread|fitError|widthSlope|initialWidth|widthMultiplier/.test(id),
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...ids),
        fc.constantFrom(...runs),
        fc.nat(59),
        fc.boolean(),
        (id, { space, runs }, i, upper) => {
          const { of } = networkParameters[id]
          const end = of(runs[i]!)
          const range = upper ? { high: end } : { low: end }
          const refinement = rangeToRefinement(space, id, range)
          // Built group widths may be narrower than the drawn ones.
          if (!refinement || /group/i.test(id)) return
          expect(refinementSchema.parse(refinement)).toEqual(refinement)
          for (const run of runs) expect(fulfils(refinement, run)).toBe(upper ? of(run) <= end : of(run) >= end)
        },
      ),
    )
  })
})

describe('refineSpace', () => {
  const refinements: [string, DesignSpace, Refinement][] = [
    ['a constraint', anyA, constraint({ id: 'sharedBottleneckRatio' })],
    ['an order', anyB, constraint({ id: 'widthOrder', order: 'nonDecreasing' })],
    ['a range of one stage', anyE, { kind: 'range', size: 'width', stage: 4, low: 40 }],
    ['a range of all stages', anyA, { kind: 'range', size: 'depth', high: 4 }],
    ['a range of the line', regNet, { kind: 'range', size: 'initialWidth', low: 16, high: 40 }],
    ['a range of w_m', regNet, constraint({ id: 'widthMultiplierRange', min: 2 })],
  ]
  it.each(refinements)('by %s yields networks that all satisfy it and the parent', (_, space, refinement) => {
    const refined = refineSpace(space, refinement, identity)
    expect(refined).toMatchObject(identity)
    for (const network of sampledNetworks(refined, 20, 5)) {
      expect(fulfils(refinement, network)).toBe(true)
      for (const old of space.constraints) expect(fulfils(constraint(old), network)).toBe(true)
    }
  })
  it('keeps the tighter of old and new limits', () => {
    const once = refineSpace(anyA, constraint({ id: 'totalDepthRange', min: 4, max: 20 }), identity)
    const twice = refineSpace(once, constraint({ id: 'totalDepthRange', min: 2, max: 12 }), identity)
    expect(twice.constraints).toEqual([{ id: 'totalDepthRange', min: 4, max: 12 }])
  })
  it.each<[Refinement, string]>([
    [{ kind: 'range', size: 'widthSlope', low: 1 }, 'AnyNetX_A draws no widthSlope'],
    [{ kind: 'range', size: 'depth', stage: 7, low: 1 }, 'there is no stage 7: AnyNetX_A has 4'],
    [{ kind: 'range', size: 'depth', low: 100 }, 'AnyNetX_A has no depth from 100: widen the range'],
    [{ kind: 'range', size: 'depth', high: 0.5 }, 'AnyNetX_A has no depth up to 0.5: widen the range'],
    [{ kind: 'range', size: 'depth', low: 2.2, high: 2.8 }, 'AnyNetX_A has no depth from 2.2 to 2.8: widen the range'],
    [constraint({ id: 'widthMultiplierRange', min: 2 }), 'widthMultiplierRange applies to regNet spaces only'],
  ])('refuses %j with a message', (refinement, message) => {
    expect(() => refineSpace(anyA, refinement, identity)).toThrow(message)
  })
})

describe('describeRefinement', () => {
  it('is empty for a space and itself under another name', () => {
    expect(describeRefinement(anyE, { ...anyE, ...identity })).toEqual({
      kind: null,
      added: [],
      removed: [],
      changed: [],
      ranges: [],
      settings: [],
    })
  })
  it('describes a refinement, and its reversal', () => {
    const order: Constraint = { id: 'widthOrder', order: 'nonDecreasing' }
    const child = refineSpace(
      refineSpace(anyA, constraint(order), identity),
      { kind: 'range', size: 'width', stage: 4, low: 40 },
      identity,
    )
    const widths = { law: 'logUniform', low: 8, high: 128, quantum: 8 }
    const forth = describeRefinement(anyA, child)
    expect(forth).toMatchObject({ kind: null, added: [order], removed: [], settings: [] })
    expect(forth.ranges).toEqual([{ size: 'width', stage: 4, from: widths, to: { ...widths, low: 40 } }])
    const back = describeRefinement(child, anyA)
    expect(back.removed).toEqual([order])
    expect(back.ranges).toEqual(forth.ranges.map((change) => ({ ...change, from: change.to, to: change.from })))
  })
  it('lists tighter limits, another kind and other settings', () => {
    const from: Constraint = { id: 'totalDepthRange', max: 20 }
    const to: Constraint = { id: 'totalDepthRange', max: 12 }
    expect(describeRefinement({ ...anyA, constraints: [from] }, { ...anyA, constraints: [to] }).changed).toEqual([
      { from, to },
    ])
    const step = describeRefinement(anyE, { ...regNet, block: 'y', seRatio: 0.25 })
    expect(step.kind).toEqual({ from: 'anyNet', to: 'regNet' })
    expect(step.removed).toEqual(anyE.constraints)
    expect(step.settings).toEqual([
      { key: 'block', from: 'x', to: 'y' },
      { key: 'seRatio', from: 0, to: 0.25 },
    ])
  })
})
