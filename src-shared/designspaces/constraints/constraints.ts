import { z } from 'zod'
import { rangeOf, within } from './bounds.ts'
import { limitsText } from './boundText.ts'
import { counted, limited, ordering, shared } from './constraintFamilies.ts'
import { constraintDataSchema, constraintKind, fitFields, timeFields, type ConstraintKind } from './constraintKind.ts'
import { bothTimeLimits, canMeetTimes, meetsTimes, publishedTime, timeLimitOf, timeLimitsText } from './timeLimits.ts'
import { fittedLine } from '../fit/fittedLine.ts'
import { ordered, ranged, rejected } from '../sampling/conditionModel.ts'

/** The constraints by stable id. To add one: an entry here and its texts in messages. */
export const constraints = {
  sharedBottleneckRatio: shared('bottleneckRatio', 'bᵢ = b', ({ drawn }) => drawn.bottleneckRatios),
  sharedGroupWidth: shared('groupWidth', 'gᵢ = g', ({ drawn }) => drawn.groupWidths),
  widthOrder: ordering('width', 'w', ({ drawn, network }) => [drawn.widths, network.stages.map(({ width }) => width)], {
    // Because w_a >= 0 and w_m > 1.
    regNetHas: (order) => order === 'nonDecreasing',
  }),
  depthOrder: ordering('depth', 'd', ({ drawn }) => [drawn.depths]),
  quantizedLinearWidths: constraintKind({
    fields: fitFields,
    start: { maxFitError: 0.1 },
    check: ({ network }, c) => fittedLine(network).fitError <= c.maxFitError,
    combine: (a, b) => ({ maxFitError: Math.min(a.maxFitError, b.maxFitError) }),
    symbol: (c) => limitsText('e_fit', { max: c.maxFitError }),
    axis: {
      dataFor: ({ low, high }) =>
        low === undefined && high !== undefined && high > 0 ? { maxFitError: high } : undefined,
      kept: (c) => ({ high: c.maxFitError }),
    },
  }),
  initialWidthEqualsSlope: constraintKind({
    fields: {},
    start: {},
    only: 'regNet',
    check: ({ regNet }) => regNet !== undefined && regNet.initialWidth === regNet.widthSlope,
    condition: (laws) => ({ laws: ordered(laws, 'line', 'constant'), exact: true }),
    combine: () => ({}),
    symbol: () => 'w₀ = wₐ',
  }),
  widthMultiplierRange: limited('wₘ', {
    start: { min: 2 },
    only: 'regNet',
    check: ({ regNet }, c) => regNet !== undefined && within(regNet.widthMultiplier, c),
    condition: (laws, c) => ({ laws: ranged(laws, 'widthMultiplier', c), exact: true }),
  }),
  totalDepthRange: limited('d', {
    start: { max: 24 },
    check: ({ drawn }, c) => within(sum(drawn.depths), c),
    condition: (laws, c) => {
      if (laws.kind === 'regNet') return { laws: ranged(laws, 'depth', c), exact: true }
      const { stages } = laws.chains.depth
      const shallowest = sum(stages.map(({ values }) => Math.min(...values)))
      const deepest = sum(stages.map(({ values }) => Math.max(...values)))
      return rejected(laws, shallowest <= (c.max ?? Infinity) && deepest >= (c.min ?? -Infinity))
    },
  }),
  widthRange: limited('wᵢ', {
    start: { max: 128 },
    check: ({ drawn, network }, c) =>
      drawn.widths.every((width) => within(width, c)) && network.stages.every((stage) => within(stage.width, c)),
    condition: (laws, c) => {
      if (laws.kind === 'anyNet') return { laws: ranged(laws, 'width', c), exact: true }
      // The first stage has the line's initial width.
      const [initialWidth] = laws.chains.line.stages
      return rejected(
        laws,
        initialWidth!.values.some((width) => within(width, c)),
      )
    },
  }),
  bottleneckRatioRange: limited('b', {
    start: { max: 1 },
    check: ({ drawn }, c) => drawn.bottleneckRatios.every((ratio) => within(ratio, c)),
    condition: (laws, c) => ({ laws: ranged(laws, 'bottleneckRatio', c), exact: true }),
  }),
  groupWidthRange: limited('g', {
    start: { min: 4 },
    check: ({ drawn }, c) => drawn.groupWidths.every((width) => within(width, c)),
    condition: (laws, c) => ({ laws: ranged(laws, 'groupWidth', c), exact: true }),
  }),
  flops: limited(
    'FLOPs',
    {
      start: { max: 1e6 },
      check: ({ complexity }, c) => within(complexity.flops, c),
      condition: (laws, c) => rejected(laws, (c.max ?? Infinity) >= 1),
    },
    'F',
  ),
  parameters: counted('params', ({ complexity }) => complexity.parameters),
  activations: counted('acts', ({ complexity }) => complexity.activations),
  predictedTime: constraintKind({
    fields: timeFields,
    start: { limits: [{ ...publishedTime, max: 20 }] },
    check: ({ complexity }, c) => meetsTimes(complexity, c.limits),
    condition: (laws, c) => rejected(laws, canMeetTimes(c.limits)),
    combine: (a, b) => {
      const limits = bothTimeLimits(a.limits, b.limits)
      return limits && { limits }
    },
    symbol: (c) => timeLimitsText(c.limits),
    axis: {
      dataFor: (range, time) => {
        const limit = time && timeLimitOf(range, time)
        return limit && { limits: [limit] }
      },
      kept: ({ limits: [limit, ...others] }) => (limit && others.length === 0 ? rangeOf(limit) : undefined),
    },
  }),
}

export type ConstraintId = keyof typeof constraints
/** Ids of all constraints. */
export const constraintIds = Object.keys(constraints) as ConstraintId[]
const schemaOf = <I extends ConstraintId>(id: I) =>
  constraintDataSchema<I, (typeof constraints)[I]['fields']>(id, constraints[id].fields)
type Schemas = { [I in ConstraintId]: ReturnType<typeof schemaOf<I>> }[ConstraintId]
export type Constraint = z.infer<Schemas>
/** A constraint as data, by its id. */
export const constraintSchema = z.discriminatedUnion(
  'id',
  constraintIds.map((id) => schemaOf(id)) as [Schemas, ...Schemas[]],
)

/** The kind of a constraint. */
export function kindOf({ id }: Pick<Constraint, 'id'>): ConstraintKind {
  const kinds: Record<ConstraintId, unknown> = constraints
  return kinds[id] as ConstraintKind
}

/** The conjunction of two constraints of one kind; undefined if no network can satisfy both. */
export function combineConstraints(a: Constraint, b: Constraint): Constraint | undefined {
  const data = kindOf(a).combine(a, b)
  return data && ({ id: a.id, ...data } as Constraint)
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0)
}
