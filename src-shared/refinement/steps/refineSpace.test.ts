import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Bound } from '#shared/designspaces/constraints/bounds.ts'
import type { Candidate } from '#shared/designspaces/sampling/candidate.ts'
import { candidateSource } from '#shared/designspaces/sampling/candidateSource.ts'
import { cardinality } from '#shared/designspaces/sampling/cardinality.ts'
import { orderIds } from '#shared/designspaces/sampling/stageChain.ts'
import {
  combineConstraints,
  constraintIds,
  constraintSchema,
  kindOf,
  type Constraint,
  type ConstraintId,
} from '#shared/designspaces/constraints/constraints.ts'
import { publishedTime, sourceKey } from '#shared/designspaces/constraints/timeLimits.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { parseDesignSpace } from '#shared/designspaces/parse.ts'
import { presets } from '#shared/designspaces/presets.ts'
import { distributionPmf, type Distribution } from '#shared/random/distributions.ts'
import { ValueError } from '#shared/sentences/sentence.ts'
import { networkParameterIds } from '../evidence/networkParameters.ts'
import { rangeToRefinement } from './rangeToRefinement.ts'
import { drawnSizeIds, type DrawnSizeId, type Refinement } from './refinement.ts'
import { refineSpace } from './refineSpace.ts'

const regime = { imageSize: 16, classes: 10, convention: 'paper' } as const
const identity = { id: 'refined', name: 'Refined' }
const demands = (constraint: Constraint): Refinement => ({ kind: 'constraint', constraint })

const depth = { law: 'logUniform', low: 1, high: 4, quantum: 1 }
const width = { law: 'logUniform', low: 8, high: 64, quantum: 8 }
const ratio = { law: 'powerOf2', low: 1, high: 4 }
const groupWidth = { law: 'powerOf2OrLog', low: 2, high: 24, quantum: 8 }
const common = { name: 'Parent', strides: [1, 2, 2], stem: 'cifar', stemWidth: 8 }
const roots = [
  { kind: 'anyNet', depth, width, bottleneckRatio: ratio, groupWidth },
  {
    kind: 'anyNet',
    depth: [depth, { law: 'choice', values: [2, 3, 7] }, depth],
    width: [width, { ...width, low: 32 }, { law: 'normal', low: 16, high: 96, quantum: 16 }],
    bottleneckRatio: [ratio, ratio, { law: 'choice', values: [0.5, 2] }],
    groupWidth: { law: 'choice', values: [4, 16] },
  },
  {
    kind: 'regNet',
    depth: { law: 'uniform', low: 3, high: 12, quantum: 1 },
    initialWidth: { law: 'logUniform', low: 8, high: 32, quantum: 8 },
    widthSlope: { law: 'uniform', low: 4, high: 32, quantum: 4 },
    widthMultiplier: { law: 'logUniform', low: 1.5, high: 3, quantum: 0.1 },
    bottleneckRatio: ratio,
    groupWidth,
  },
].map((parameters, i) => parseDesignSpace({ ...common, id: `parent${i}`, parameters }))

/** Multiples of a constraint's initial numbers; most have root networks on either side. */
const parts = [0, 1 / 32, 1 / 16, 1 / 8, 1 / 4, 1 / 2, 0.9, 1, 1.2, 2, 4, 8, 32]
function numbersOf(id: ConstraintId): fc.Arbitrary<number> {
  const start = Object.values(kindOf({ id }).start).find((value) => typeof value === 'number') ?? 1
  return fc.constantFrom(...parts.map((part) => part * start))
}

/** Formulas of time that give the networks here from 1 to 20 ms, one of them without a constant. */
const formulas = [
  { constant: 1, perGigaFlops: 300, perMegaActivations: 50 },
  { constant: 0, perGigaFlops: 0, perMegaActivations: 200 },
  { constant: 3, perGigaFlops: 0, perMegaActivations: 0 },
]
const milliseconds = fc.option(fc.constantFrom(0.5, 1, 1.2, 2, 3, 4, 8, 16), { nil: undefined })
const anyTimes = fc.uniqueArray(
  fc
    .record({ formula: fc.constantFrom(...formulas), min: milliseconds, max: milliseconds })
    .map(({ formula, min, max }) => ({
      ...{ ...publishedTime, ...formula },
      ...{ ...(min !== undefined && { min }), ...(max !== undefined && { max }) },
    })),
  { minLength: 1, maxLength: 3, selector: sourceKey },
)

/** Any valid constraint of a kind, generated from its fields. */
function anyOf(id: ConstraintId): fc.Arbitrary<Constraint> {
  const number = numbersOf(id)
  const dependent = fc.record({
    offset: number,
    perGigaFlops: fc.constantFrom(-1e6, 0, 1e6, 3e7),
    exponent: fc.constantFrom(0.5, 1),
  })
  const bound: fc.Arbitrary<Bound> = fc.oneof(number, dependent)
  const values = { number, bounds: fc.oneof(bound, fc.array(bound, { minLength: 1, maxLength: 3 })), times: anyTimes }
  const fields = Object.entries(kindOf({ id }).fields).map(([name, { kind, isRequired }]) => {
    const value: fc.Arbitrary<unknown> = kind === 'order' ? fc.constantFrom(...orderIds) : values[kind]
    return [name, isRequired ? value : fc.option(value, { nil: undefined })] as const
  })
  return fc
    .record({ id: fc.constant(id), ...Object.fromEntries(fields) })
    .map((data) => Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)))
    .filter((data) => constraintSchema.safeParse(data).success)
    .map((data) => data as Constraint)
}
const anyConstraint = fc.constantFrom(...constraintIds).chain(anyOf)
const pair = fc.constantFrom(...constraintIds).chain((id) => fc.tuple(anyOf(id), anyOf(id)))

const end = fc.option(fc.constantFrom(0.5, 1, 1.8, 2, 3, 4, 8, 16, 20, 32, 48, 64), { nil: undefined })
const anyRange = fc
  .record({
    size: fc.constantFrom(...drawnSizeIds),
    stage: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
    low: end,
    high: end,
  })
  .map((range): Refinement => ({ kind: 'range', ...range }))
const anyRefinement = fc.oneof(anyConstraint.map(demands), anyRange)

/** The refined space, or undefined if refused with a message. */
function refined(space: DesignSpace, refinement: Refinement): DesignSpace | undefined {
  try {
    return refineSpace(space, refinement, identity)
  } catch (error) {
    if (error instanceof ValueError) return undefined
    throw error
  }
}
const anyParent = fc
  .tuple(fc.constantFrom(...roots), fc.array(anyRefinement, { maxLength: 4 }))
  .map(([root, refinements]) => refinements.reduce((space, next) => refined(space, next) ?? space, root))

/** Draws of a space that satisfy it; fewer if they are rare. */
function drawsOf(space: DesignSpace, count: number, tries = 20 * count): Candidate[] {
  const source = candidateSource(space, regime)
  const found: Candidate[] = []
  if (source.conditioning === 0) return found
  for (let index = 0; index < tries && found.length < count; index++) {
    const candidate = source.anyFlops(7, index)
    if (candidate) found.push(candidate)
  }
  return found
}

/** Whether a space could have drawn a candidate: all values are among its own and all constraints hold. */
function admits({ parameters, constraints }: DesignSpace, candidate: Candidate): boolean {
  const { drawn, regNet } = candidate
  const perStage = { depth: drawn.depths, width: drawn.widths, bottleneckRatio: drawn.bottleneckRatios }
  const values: Partial<Record<DrawnSizeId, readonly number[]>> = regNet
    ? Object.fromEntries(Object.entries(regNet).map(([size, value]: [string, number]) => [size, [value]]))
    : { ...perStage, groupWidth: drawn.groupWidths }
  const sizes = parameters as Partial<Record<DrawnSizeId, Distribution | Distribution[]>>
  const isDrawn = Object.entries(values).every(([size, list]) =>
    list.every((value, stage) => {
      const entry = sizes[size as DrawnSizeId]!
      return distributionPmf(Array.isArray(entry) ? entry[stage]! : entry).values.includes(value)
    }),
  )
  return isDrawn && constraints.every((constraint) => kindOf(constraint).check(candidate, constraint))
}

describe('refineSpace of any space by any refinement', () => {
  it('yields a non-empty part of it, or refuses', () => {
    let accepted = 0
    let refused = 0
    fc.assert(
      fc.property(anyParent, anyRefinement, (parent, refinement) => {
        const child = refined(parent, refinement)
        if (!child) {
          refused++
          return
        }
        accepted++
        const [before, after] = [cardinality(parent), cardinality(child)]
        expect(after.combinations).toBeLessThanOrEqual(before.combinations)
        expect(after.combinations).toBeGreaterThan(0n)
        for (const candidate of drawsOf(child, 10)) {
          expect(admits(child, candidate)).toBe(true)
          expect(admits(parent, candidate)).toBe(true)
        }
      }),
      { numRuns: 250 },
    )
    // Relative to the cases tried, because mutation runs end a property early.
    const tried = accepted + refused
    expect(accepted).toBeGreaterThan(0.3 * tried)
    expect(refused).toBeGreaterThanOrEqual(Math.floor(tried / 12))
  })
  it('refuses nothing that leaves a network', () => {
    fc.assert(
      fc.property(anyParent, anyConstraint, (parent, constraint) => {
        const { only = parent.parameters.kind } = kindOf(constraint)
        if (only !== parent.parameters.kind) return
        const together = { ...parent, constraints: parent.constraints.filter(({ id }) => id !== constraint.id) }
        const present = parent.constraints.find(({ id }) => id === constraint.id)
        const draws = drawsOf({ ...together, constraints: [...together.constraints, constraint] }, 10)
        const left = draws.filter((draw) => !present || kindOf(present).check(draw, present))
        if (left.length > 0) expect(refined(parent, demands(constraint))).toBeDefined()
      }),
      { numRuns: 150 },
    )
  })
  it('holds for ranges of every parameter, too', () => {
    fc.assert(
      fc.property(anyParent, fc.constantFrom(...networkParameterIds), end, end, (parent, id, low, high) => {
        const range = { ...(low !== undefined && { low }), ...(high !== undefined && { high }) }
        const refinement = rangeToRefinement(parent, id, range)
        const child = refinement && refined(parent, refinement)
        if (!child) return
        expect(cardinality(child).combinations).toBeLessThanOrEqual(cardinality(parent).combinations)
        for (const candidate of drawsOf(child, 5)) expect(admits(parent, candidate)).toBe(true)
      }),
      { numRuns: 150 },
    )
  })
})

describe('combineConstraints', () => {
  const candidates = roots.flatMap((root) => drawsOf(root, 60))
  it('of two constraints of one kind holds exactly where both do', () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const both = combineConstraints(a, b)
        if (both) expect(constraintSchema.parse(both)).toEqual(both)
        const holds = (candidate: Candidate, constraint: Constraint) => kindOf(a).check(candidate, constraint)
        for (const candidate of candidates)
          expect(both ? holds(candidate, both) : false).toBe(holds(candidate, a) && holds(candidate, b))
      }),
      { numRuns: 400 },
    )
  })
  it('refuses symmetrically, and is idempotent', () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const both = combineConstraints(a, b)
        expect(both === undefined).toBe(combineConstraints(b, a) === undefined)
        if (!both) return
        expect(combineConstraints(both, both)).toEqual(both)
        expect(combineConstraints(both, b)).toEqual(both)
      }),
      { numRuns: 400 },
    )
  })
  it.each(constraintIds)('of %s with itself is itself', (id) => {
    const start = { id, ...kindOf({ id }).start } as Constraint
    expect(constraintSchema.parse(start)).toEqual(start)
    expect(combineConstraints(start, start)).toEqual(start)
  })
})

describe('a refinement', () => {
  it('never loosens an order', () => {
    const space = parseDesignSpace({ ...presets.AnyNetX_C, constraints: [{ id: 'widthOrder', order: 'increasing' }] })
    expect(rangeToRefinement(space, 'smallestWidthStep', { low: 0 })).toBeNull()
    const looser = demands({ id: 'widthOrder', order: 'nonDecreasing' })
    expect(refineSpace(space, looser, identity).constraints).toEqual(space.constraints)
  })
  it("keeps the paper's bound beside a number", () => {
    const paper = { offset: 3e6, perGigaFlops: 5.5e6, exponent: 1 }
    const space = parseDesignSpace({ ...presets.RegNetX, constraints: [{ id: 'parameters', max: paper }] })
    const { constraints } = refineSpace(space, demands({ id: 'parameters', max: 1e9 }), identity)
    expect(constraints).toEqual([{ id: 'parameters', max: [paper, 1e9] }])
    const tighter = refineSpace(space, demands({ id: 'parameters', max: 2e6 }), identity)
    expect(tighter.constraints).toEqual([{ id: 'parameters', max: 2e6 }])
  })
  it.each<[Constraint[], Constraint, string]>([
    [
      [{ id: 'groupWidthRange', min: 8 }],
      { id: 'groupWidthRange', max: 4 },
      'g ≤ 4 contradicts g ≥ 8, a constraint of AnyNetX_A: choose limits that satisfy both',
    ],
    [
      [{ id: 'widthOrder', order: 'increasing' }],
      { id: 'widthOrder', order: 'nonIncreasing' },
      'wᵢ₊₁ ≤ wᵢ contradicts wᵢ₊₁ > wᵢ, a constraint of AnyNetX_A: choose limits that satisfy both',
    ],
    [
      [{ id: 'parameters', min: { offset: 2e6, perGigaFlops: 1e6, exponent: 1 } }],
      { id: 'parameters', max: 1e6 },
      'params ≤ 1.00 M contradicts params ≥ 2.00 M + 1.00 M F/GF, a constraint of AnyNetX_A',
    ],
    [[], { id: 'totalDepthRange', max: 3 }, 'd ≤ 3 leaves AnyNetX_A empty: choose wider limits'],
    [[], { id: 'flops', min: 2, max: 1 }, '2 F ≤ FLOPs ≤ 1 F leaves AnyNetX_A empty'],
    [[], { id: 'groupWidthRange', min: 64 }, 'g ≥ 64 leaves AnyNetX_A empty'],
  ])('of %j by %j is refused, naming both', (constraints, added, message) => {
    const space = parseDesignSpace({ ...presets.AnyNetX_A, constraints })
    expect(() => refineSpace(space, demands(added), identity)).toThrow(message)
  })
})
