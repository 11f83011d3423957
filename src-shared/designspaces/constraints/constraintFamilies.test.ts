import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { networkComplexity } from '#shared/networks/complexity.ts'
import type { RegNetParameters } from '#shared/networks/regNet.ts'
import type { Candidate, SamplingModel } from '../sampling/candidate.ts'
import { candidateSource } from '../sampling/candidateSource.ts'
import { inOrder, orderIds } from '../sampling/stageChain.ts'
import {
  combineConstraints,
  constraintIds,
  constraintSchema,
  kindOf,
  type Constraint,
  type ConstraintId,
} from './constraints.ts'
import type { TimingConditions } from '#shared/timing/timing.ts'
import { publishedTime, timeSource, type TimeLimit } from './timeLimits.ts'
import type { DrawnStages } from '../sampling/draw.ts'
import { freeModel } from '../sampling/samplingModel.ts'
import { presets, scales, scaleSpace } from '../presets.ts'
import { toNetwork } from '../toNetwork.ts'

const regime = { imageSize: 16, classes: 10, convention: 'paper' } as const
const spaces = {
  anyNet: scaleSpace(presets.AnyNetX_A, scales.tiny16),
  regNet: scaleSpace(presets.RegNetX, { ...scales.tiny16, maxDepth: 3 }),
}
type Kind = keyof typeof spaces

/** Candidates of a space without constraints. */
function candidatesOf(kind: Kind, count: number): Candidate[] {
  const source = candidateSource({ ...spaces[kind], constraints: [] }, regime)
  const found: Candidate[] = []
  for (let index = 0; found.length < count; index++) {
    const candidate = source.at(1, index)
    if (candidate) found.push(candidate)
  }
  return found
}
const candidates = { anyNet: candidatesOf('anyNet', 200), regNet: candidatesOf('regNet', 200) }
/** The candidates to try a kind of constraint with: few where each needs a fit. */
const triedWith = (id: ConstraintId, kind: Kind) =>
  candidates[kind].slice(0, id === 'quantizedLinearWidths' ? 12 : undefined)
const kindsOf = (id: ConstraintId): Kind[] => {
  const { only } = kindOf({ id })
  return only ? [only] : ['anyNet', 'regNet']
}

/** Ends of ranges within the values of the candidates. */
const around: Partial<Record<ConstraintId, readonly number[]>> = {
  widthMultiplierRange: [1.5, 1.8, 2, 2.5, 3],
  totalDepthRange: [3, 6, 9, 12, 20],
  widthRange: [8, 16, 32, 64, 128],
  bottleneckRatioRange: [1, 1.5, 2, 4],
  groupWidthRange: [1, 2, 3, 8, 16, 32],
  flops: [0.5, 1e5, 3e5, 1e6, 1e7],
  parameters: [0.5, 1e3, 1e4, 5e4, 2e5],
  activations: [0.5, 1e3, 4e3, 1e4, 4e4],
}
const small: TimingConditions = {
  mode: 'inference',
  ...{ batchSize: 1, provider: 'cpu', plan: null, device: 'CPU', driver: null, threads: 1, onnxruntime: '1' },
}
/** What times were measured under, with times of the candidates around 1 ms, and the published one. */
const sources = [
  timeSource({ constant: 0.2, perGigaFlops: 1000, perMegaActivations: 20 }, small),
  timeSource({ constant: 0, perGigaFlops: 0, perMegaActivations: 80 }, { ...small, mode: 'training', batchSize: 8 }),
  timeSource({ constant: 1, perGigaFlops: 0, perMegaActivations: 0 }, { ...small, device: 'another' }),
  publishedTime,
]
const anyTimes = (): fc.Arbitrary<TimeLimit[]> => {
  const end = fc.constantFrom(0.1, 0.5, 0.8, 1, 1.5, 3, 3.4, 6)
  const limit = fc.record({ min: end, max: end }, { requiredKeys: [] }).filter((ends) => Object.keys(ends).length > 0)
  const some = fc.uniqueArray(fc.nat(sources.length - 1), { minLength: 1, maxLength: 3 })
  return some.chain((places) =>
    fc.tuple(...places.map((place) => limit.map((ends) => ({ ...ends, ...sources[place]! })))),
  )
}
const anyConstraint = (id: ConstraintId): fc.Arbitrary<Constraint> => {
  if (id === 'predictedTime') return anyTimes().map((limits) => ({ id, limits }))
  const { fields } = kindOf({ id })
  if ('order' in fields) return fc.constantFrom(...orderIds).map((order) => ({ id, order }) as Constraint)
  if (id === 'quantizedLinearWidths') return fc.constantFrom(0.01, 0.1, 0.3).map((maxFitError) => ({ id, maxFitError }))
  if (!('min' in fields)) return fc.constant({ id } as Constraint)
  const number = fc.constantFrom(...around[id]!)
  const growing = fc.record({ offset: number, perGigaFlops: fc.constantFrom(-1e7, 0, 1e7), exponent: fc.constant(1) })
  const end = fields['min'].kind === 'bounds' ? fc.oneof(number, growing) : number
  return fc
    .record({ min: end, max: end }, { requiredKeys: [] })
    .filter((ends) => Object.keys(ends).length > 0)
    .map((ends) => ({ id, ...ends }) as Constraint)
}
const holds = (constraint: Constraint, candidate: Candidate) => kindOf(constraint).check(candidate, constraint)

describe('two constraints of one kind', () => {
  it.each(constraintIds)('%s: the combination holds exactly where both hold', (id) => {
    fc.assert(
      fc.property(anyConstraint(id), anyConstraint(id), (a, b) => {
        const both = combineConstraints(a, b)
        for (const kind of kindsOf(id))
          for (const candidate of triedWith(id, kind))
            expect(both !== undefined && holds(both, candidate)).toBe(holds(a, candidate) && holds(b, candidate))
      }),
      { numRuns: 40 },
    )
  })
  it.each(constraintIds)('%s: combined with itself it is unchanged', (id) => {
    fc.assert(
      fc.property(anyConstraint(id), (constraint) => {
        const both = combineConstraints(constraint, constraint)
        for (const kind of kindsOf(id))
          for (const candidate of triedWith(id, kind))
            expect(both !== undefined && holds(both, candidate)).toBe(holds(constraint, candidate))
        if (both) expect(both).toEqual(constraint)
      }),
      { numRuns: 20 },
    )
  })
})

/** Whether the laws can draw what was drawn for a candidate. */
function canDraw(laws: SamplingModel, { drawn, regNet }: Candidate): boolean {
  const values: Record<string, readonly number[]> = regNet
    ? {
        ...{ depth: [regNet.depth], line: [regNet.initialWidth, regNet.widthSlope] },
        ...{ widthMultiplier: [regNet.widthMultiplier], bottleneckRatio: [regNet.bottleneckRatio] },
        groupWidth: [regNet.groupWidth],
      }
    : {
        ...{ depth: drawn.depths, width: drawn.widths },
        ...{ bottleneckRatio: drawn.bottleneckRatios, groupWidth: drawn.groupWidths },
      }
  return Object.entries(laws.chains).every(
    ([name, { order, stages }]) =>
      values[name]!.every((value, i) => stages[i]!.values.includes(value)) &&
      (order === 'any' || inOrder(values[name]!, order)),
  )
}

describe('laws conditioned on a constraint', () => {
  it.each(constraintIds)('%s: keep everything that fulfils it and, where exact, nothing else', (id) => {
    fc.assert(
      fc.property(anyConstraint(id), (constraint) => {
        for (const kind of kindsOf(id)) {
          const conditioned = kindOf(constraint).condition?.(freeModel(spaces[kind]), constraint)
          if (!conditioned) continue
          for (const candidate of triedWith(id, kind)) {
            const { drawn, network } = candidate
            const isDrawn = canDraw(conditioned.laws, candidate)
            if (holds(constraint, candidate)) expect(isDrawn).toBe(true)
            // Compatibility with the groups may undo what holds for the widths drawn.
            const isAsDrawn = network.stages.every(({ width }, i) => width === drawn.widths[i])
            if (conditioned.exact && isAsDrawn) expect(holds(constraint, candidate)).toBe(isDrawn)
          }
        }
      }),
      { numRuns: 30 },
    )
  })
  it.each<[Kind, Constraint, boolean | undefined]>([
    ['anyNet', { id: 'sharedGroupWidth' }, true],
    ['regNet', { id: 'sharedGroupWidth' }, true],
    ['anyNet', { id: 'widthOrder', order: 'increasing' }, true],
    ['regNet', { id: 'widthOrder', order: 'nonDecreasing' }, true],
    ['regNet', { id: 'widthOrder', order: 'increasing' }, false],
    ['anyNet', { id: 'depthOrder', order: 'nonDecreasing' }, true],
    ['regNet', { id: 'depthOrder', order: 'nonDecreasing' }, false],
    ['anyNet', { id: 'quantizedLinearWidths', maxFitError: 0.1 }, undefined],
    ['anyNet', { id: 'totalDepthRange', max: 9 }, false],
    ['regNet', { id: 'totalDepthRange', max: 9 }, true],
    ['anyNet', { id: 'widthRange', max: 64 }, true],
    ['regNet', { id: 'widthRange', max: 64 }, false],
    ['anyNet', { id: 'sharedBottleneckRatio' }, true],
    ['anyNet', { id: 'bottleneckRatioRange', max: 2 }, true],
    ['regNet', { id: 'groupWidthRange', min: 4 }, true],
    ['regNet', { id: 'widthMultiplierRange', min: 2 }, true],
    ['regNet', { id: 'initialWidthEqualsSlope' }, true],
    ['anyNet', { id: 'flops', max: 1e6 }, false],
    ['anyNet', { id: 'parameters', max: 1e6 }, undefined],
  ])('%s, %j: exact: %s', (kind, constraint, exact) => {
    const conditioned = kindOf(constraint).condition?.(freeModel(spaces[kind]), constraint)
    expect(conditioned?.exact).toBe(exact)
  })
  it.each<[Kind, Constraint, boolean]>([
    ['anyNet', { id: 'totalDepthRange', max: 4 }, true],
    ['anyNet', { id: 'totalDepthRange', max: 3 }, false],
    ['anyNet', { id: 'totalDepthRange', min: 32 }, true],
    ['anyNet', { id: 'totalDepthRange', min: 33 }, false],
    ['regNet', { id: 'totalDepthRange', min: 12 }, true],
    ['regNet', { id: 'totalDepthRange', min: 13 }, false],
    ['regNet', { id: 'widthRange', max: 8 }, true],
    ['regNet', { id: 'widthRange', max: 7 }, false],
    ['regNet', { id: 'widthRange', min: 129 }, false],
    ['anyNet', { id: 'flops', max: 1 }, true],
    ['anyNet', { id: 'flops', max: 0.5 }, false],
    ['anyNet', { id: 'flops', min: 5 }, true],
    ['anyNet', { id: 'predictedTime', limits: [{ ...publishedTime, max: 3.31 }] }, true],
    ['anyNet', { id: 'predictedTime', limits: [{ ...publishedTime, max: 3.3 }] }, false],
    ['regNet', { id: 'predictedTime', limits: [{ ...sources[2]!, min: 1.1 }] }, false],
  ])('%s, %j: can be fulfilled: %s', (kind, constraint, isPossible) => {
    const { laws } = kindOf(constraint).condition!(freeModel(spaces[kind]), constraint)
    const isEmpty = Object.values(laws.chains).map(({ stages }) => stages.some(({ values }) => values.length === 0))
    // An impossible constraint leaves some size without values.
    if (isPossible) expect(isEmpty).not.toContain(true)
    else expect(isEmpty).toContain(true)
  })
})

const stages: DrawnStages = {
  depths: [1, 2, 4, 4],
  widths: [8, 16, 32, 64],
  bottleneckRatios: [1, 1, 1, 1],
  groupWidths: [8, 8, 8, 8],
}
const line: RegNetParameters = {
  ...{ depth: 11, initialWidth: 8, widthSlope: 6, widthMultiplier: 2 },
  ...{ bottleneckRatio: 1, groupWidth: 8 },
}
function candidate(drawn: Partial<DrawnStages>, regNet?: RegNetParameters): Candidate {
  const all = { ...stages, ...drawn }
  const network = toNetwork(spaces.anyNet, all, regime)
  return { drawn: all, network, complexity: networkComplexity(network, 'paper'), ...(regNet && { regNet }) }
}

describe('a constraint', () => {
  const { flops, parameters, activations } = candidate({}).complexity
  // 3.30696 + 7.13985 F / 10⁹ + 2.94021 A / 10⁶ of publishedTime.
  const predicted = 3.30696 + (7.13985 * flops) / 1e9 + (2.94021 * activations) / 1e6
  it.each<[Constraint, Partial<DrawnStages>, boolean]>([
    [{ id: 'sharedBottleneckRatio' }, {}, true],
    [{ id: 'sharedBottleneckRatio' }, { bottleneckRatios: [1, 1, 1, 2] }, false],
    [{ id: 'sharedGroupWidth' }, {}, true],
    [{ id: 'sharedGroupWidth' }, { groupWidths: [8, 8, 16, 8] }, false],
    [{ id: 'widthOrder', order: 'increasing' }, {}, true],
    [{ id: 'widthOrder', order: 'increasing' }, { widths: [8, 16, 16, 64] }, false],
    // 40 is built 32 wide in groups of 16, as wide as the stage before.
    [{ id: 'widthOrder', order: 'increasing' }, { widths: [8, 32, 40, 64], groupWidths: [8, 8, 16, 8] }, false],
    [{ id: 'widthOrder', order: 'nonDecreasing' }, { widths: [8, 16, 16, 64] }, true],
    [{ id: 'depthOrder', order: 'nonDecreasing' }, {}, true],
    [{ id: 'depthOrder', order: 'increasing' }, {}, false],
    [{ id: 'depthOrder', order: 'nonIncreasing' }, { depths: [4, 2, 2, 1] }, true],
    [{ id: 'quantizedLinearWidths', maxFitError: 0.01 }, { widths: [8, 8, 8, 8] }, true],
    [{ id: 'quantizedLinearWidths', maxFitError: 0.1 }, { widths: [64, 8, 64, 8] }, false],
    [{ id: 'totalDepthRange', min: 11, max: 11 }, {}, true],
    [{ id: 'totalDepthRange', min: 12 }, {}, false],
    [{ id: 'widthRange', min: 8, max: 64 }, {}, true],
    [{ id: 'widthRange', min: 9 }, {}, false],
    [{ id: 'widthRange', max: 63 }, {}, false],
    // 40 is built 32 wide in groups of 16.
    [{ id: 'widthRange', min: 40 }, { widths: [48, 40, 48, 48], groupWidths: [8, 16, 8, 8] }, false],
    [{ id: 'bottleneckRatioRange', max: 1 }, {}, true],
    [{ id: 'bottleneckRatioRange', max: 1 }, { bottleneckRatios: [1, 2, 1, 1] }, false],
    [{ id: 'groupWidthRange', min: 8 }, {}, true],
    [{ id: 'groupWidthRange', min: 8 }, { groupWidths: [8, 8, 8, 4] }, false],
    [{ id: 'flops', min: flops, max: flops }, {}, true],
    [{ id: 'flops', max: flops - 1 }, {}, false],
    [{ id: 'parameters', min: parameters, max: parameters }, {}, true],
    [{ id: 'parameters', min: parameters + 1 }, {}, false],
    [{ id: 'activations', min: activations, max: activations }, {}, true],
    [{ id: 'activations', max: { offset: 0, perGigaFlops: 1e9, exponent: 1 } }, {}, activations <= flops],
    [{ id: 'activations', max: { offset: 0, perGigaFlops: 1, exponent: 1 } }, {}, false],
    [{ id: 'predictedTime', limits: [{ ...publishedTime, max: predicted }] }, {}, true],
    [{ id: 'predictedTime', limits: [{ ...publishedTime, min: predicted, max: predicted }] }, {}, true],
    [{ id: 'predictedTime', limits: [{ ...publishedTime, max: 0.999 * predicted }] }, {}, false],
    [
      {
        id: 'predictedTime',
        limits: [
          { ...publishedTime, max: predicted },
          { ...sources[2]!, min: 1.001 },
        ],
      },
      {},
      false,
    ],
  ])('%j holds for %j: %s', (constraint, drawn, isFulfilled) => {
    expect(holds(constraint, candidate(drawn))).toBe(isFulfilled)
  })
  it.each<[Constraint, Partial<RegNetParameters>, boolean]>([
    [{ id: 'initialWidthEqualsSlope' }, {}, false],
    [{ id: 'initialWidthEqualsSlope' }, { widthSlope: 8 }, true],
    [{ id: 'widthMultiplierRange', min: 2, max: 2 }, {}, true],
    [{ id: 'widthMultiplierRange', min: 2 }, { widthMultiplier: 1.9 }, false],
  ])('%j holds for a line with %j: %s; never without a line', (constraint, changed, isFulfilled) => {
    expect(holds(constraint, candidate({}, { ...line, ...changed }))).toBe(isFulfilled)
    expect(holds(constraint, candidate({}))).toBe(false)
  })
})

describe('a constraint as a formula', () => {
  it.each<[string, Constraint]>([
    ['bᵢ = b', { id: 'sharedBottleneckRatio' }],
    ['gᵢ = g', { id: 'sharedGroupWidth' }],
    ['wᵢ₊₁ ≥ wᵢ', { id: 'widthOrder', order: 'nonDecreasing' }],
    ['wᵢ₊₁ > wᵢ', { id: 'widthOrder', order: 'increasing' }],
    ['dᵢ₊₁ = dᵢ', { id: 'depthOrder', order: 'constant' }],
    ['dᵢ₊₁ ≤ dᵢ', { id: 'depthOrder', order: 'nonIncreasing' }],
    ['dᵢ₊₁ < dᵢ', { id: 'depthOrder', order: 'decreasing' }],
    ['e_fit ≤ 0.1', { id: 'quantizedLinearWidths', maxFitError: 0.1 }],
    ['w₀ = wₐ', { id: 'initialWidthEqualsSlope' }],
    ['wₘ ≥ 2', { id: 'widthMultiplierRange', min: 2 }],
    ['12 ≤ d ≤ 24', { id: 'totalDepthRange', min: 12, max: 24 }],
    ['wᵢ ≤ 128', { id: 'widthRange', max: 128 }],
    ['b = 1', { id: 'bottleneckRatioRange', min: 1, max: 1 }],
    ['g ≥ 4', { id: 'groupWidthRange', min: 4 }],
    ['FLOPs ≤ 400 MF', { id: 'flops', max: 4e8 }],
    ['params ≤ 3.00 M', { id: 'parameters', max: 3e6 }],
    ['t ≤ 20 ms', { id: 'predictedTime', limits: [{ ...publishedTime, max: 20 }] }],
    [
      '12.5 ms ≤ t₁ ≤ 20 ms, t₂ ≥ 2 ms',
      {
        id: 'predictedTime',
        limits: [
          { ...publishedTime, min: 12.5, max: 20 },
          { ...sources[0]!, min: 2 },
        ],
      },
    ],
    ['acts ≤ 6.50 M (F/GF)^0.5', { id: 'activations', max: { offset: 0, perGigaFlops: 6.5e6, exponent: 0.5 } }],
  ])('%s', (symbol, constraint) => expect(kindOf(constraint).symbol(constraint)).toBe(symbol))
})

describe('a range on the axis of a plot', () => {
  const dataFor = (id: ConstraintId, range: { low?: number; high?: number }) => kindOf({ id }).axis?.dataFor(range)
  const kept = (constraint: Constraint) => kindOf(constraint).axis?.kept(constraint)
  it.each(['totalDepthRange', 'widthRange', 'bottleneckRatioRange', 'groupWidthRange', 'flops', 'parameters'] as const)(
    'is what %s keeps',
    (id) => {
      const ends = fc.record({ low: fc.integer(), high: fc.integer() }, { requiredKeys: [] })
      fc.assert(
        fc.property(ends, (range) => {
          const data = dataFor(id, range)!
          expect(data).toEqual(
            Object.fromEntries(Object.entries(range).map(([end, value]) => [end === 'low' ? 'min' : 'max', value])),
          )
          if (Object.keys(range).length > 0) expect(kept({ id, ...data })).toEqual(range)
        }),
      )
    },
  )
  it('of predicted times means limits of the time that the source of the axis predicts, and nothing without one', () => {
    const { axis } = kindOf({ id: 'predictedTime' })
    const end = fc.double({ min: -5, max: 50, noNaN: true })
    fc.assert(
      fc.property(fc.record({ low: end, high: end }, { requiredKeys: [] }), (range) => {
        expect(axis!.dataFor(range)).toBeUndefined()
        const data = axis!.dataFor(range, publishedTime)
        const { low = 0, high = Infinity } = range
        if ((low <= 0 && high === Infinity) || high <= 0) {
          expect(data).toBeUndefined()
          return
        }
        expect(constraintSchema.safeParse({ id: 'predictedTime', ...data }).success).toBe(true)
        expect(data).toEqual({
          limits: [{ ...publishedTime, ...(low > 0 && { min: low }), ...(high < Infinity && { max: high }) }],
        })
        expect(axis!.kept(data!)).toEqual({ ...(low > 0 && { low }), ...(high < Infinity && { high }) })
      }),
    )
    const limit = { ...publishedTime, max: 5 }
    expect(kept({ id: 'predictedTime', limits: [limit, { ...limit, batchSize: 1 }] })).toBeUndefined()
  })
  it('of a spread means one shared value if it ends below an octave and includes 0', () => {
    const ranges = [{ high: 0 }, { low: 0, high: 0.9 }, { low: -1, high: 0.5 }]
    for (const range of ranges) expect(dataFor('sharedGroupWidth', range)).toEqual({})
    for (const range of [{}, { low: 0 }, { high: 1 }, { low: 0.1, high: 0.5 }])
      expect(dataFor('sharedBottleneckRatio', range)).toBeUndefined()
    expect(kept({ id: 'sharedGroupWidth' })).toEqual({ high: 0 })
  })
  it('of the smallest step means "never falls" if it starts near 0 and is open', () => {
    for (const low of [0, 0.1, -0.1]) expect(dataFor('widthOrder', { low })).toEqual({ order: 'nonDecreasing' })
    for (const range of [{}, { low: 0.11 }, { low: -0.11 }, { low: 0, high: 1 }, { high: 0 }])
      expect(dataFor('depthOrder', range)).toBeUndefined()
    expect(kept({ id: 'depthOrder', order: 'nonDecreasing' })).toEqual({ low: 0 })
    expect(kept({ id: 'depthOrder', order: 'increasing' })).toBeUndefined()
  })
  it('of e_fit is an upper end above 0', () => {
    expect(dataFor('quantizedLinearWidths', { high: 0.2 })).toEqual({ maxFitError: 0.2 })
    for (const range of [{}, { high: 0 }, { low: 0.1, high: 0.2 }, { low: 0.1 }])
      expect(dataFor('quantizedLinearWidths', range)).toBeUndefined()
    expect(kept({ id: 'quantizedLinearWidths', maxFitError: 0.2 })).toEqual({ high: 0.2 })
  })
  it('of a count shows its numbers, not functions of FLOPs', () => {
    const paper = { offset: 3e6, perGigaFlops: 5.5e6, exponent: 1 }
    expect(kept({ id: 'parameters', max: paper })).toBeUndefined()
    expect(kept({ id: 'parameters', max: [paper, 4e6] })).toEqual({ high: 4e6 })
    expect(kept({ id: 'activations', min: 5, max: paper })).toEqual({ low: 5 })
  })
})
