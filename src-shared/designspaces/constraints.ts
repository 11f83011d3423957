import { z } from 'zod'
import { saying } from '#shared/schema/parseStrictly.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import type { Candidate, ChainName, LawSet } from './candidate.ts'
import { inOrder, orderIds, restrict, type Chain } from './chain.ts'
import { fittedLine } from './fittedLine.ts'

/** offset + perGigaFlops * F^exponent with F in GFLOPs (10^9 multiply-adds): "params < 3 + 5.5 F M" of the paper. */
const functionOfFlopsSchema = z.strictObject({
  offset: z.number().default(0),
  perGigaFlops: z.number(),
  exponent: z.number().default(1),
})
const boundSchema = z.union([z.number(), functionOfFlopsSchema])
type Bound = z.infer<typeof boundSchema>
interface Range {
  min?: number | undefined
  max?: number | undefined
}

const needsBound = saying(sentence('noEnds'))
const hasBound = (range: { min?: unknown; max?: unknown }) => range.min !== undefined || range.max !== undefined
const range = { min: z.number().optional(), max: z.number().optional() }
const window = { min: boundSchema.optional(), max: boundSchema.optional() }
const id = <const I extends string>(value: I) => ({ id: z.literal(value) })
const order = { order: z.enum(orderIds) }

/**
 * One kind of constraint. It holds for the values drawn and, where compatibility with the groups could undo it (widths,
 * complexity), for the network that is built. Shared ratios and group widths are meant as drawn: a group width is later
 * cut to a narrow stage's inner width, in every space alike.
 */
interface ConstraintRule<S extends z.ZodType> {
  label: string
  schema: S
  /** The kind of space it makes sense for; absent: every kind. */
  only?: LawSet['kind']
  check(candidate: Candidate, constraint: z.infer<S>): boolean
  /**
   * The laws conditioned on what the draw alone decides, which is then drawn exactly instead of by rejection. `exact`
   * says that this is all the constraint asks of a draw. Absent: drawn by rejection and not counted.
   */
  condition?(laws: LawSet, constraint: z.infer<S>): { laws: LawSet; exact: boolean }
}

function rule<S extends z.ZodType>(entry: ConstraintRule<S>): ConstraintRule<S> {
  return entry
}

/** The constraints by stable id. To add one: an entry here. */
export const constraints = {
  sharedBottleneckRatio: rule({
    label: 'One bottleneck ratio for all stages',
    schema: z.strictObject(id('sharedBottleneckRatio')),
    check: ({ drawn }) => inOrder(drawn.bottleneckRatios, 'constant'),
    condition: (laws) => ({ laws: ordered(laws, 'bottleneckRatio', 'constant'), exact: true }),
  }),
  sharedGroupWidth: rule({
    label: 'One group width for all stages',
    schema: z.strictObject(id('sharedGroupWidth')),
    check: ({ drawn }) => inOrder(drawn.groupWidths, 'constant'),
    condition: (laws) => ({ laws: ordered(laws, 'groupWidth', 'constant'), exact: true }),
  }),
  widthOrder: rule({
    label: 'Order of the stage widths',
    schema: z.strictObject({ ...id('widthOrder'), ...order }),
    check: ({ drawn, network }, c) =>
      inOrder(drawn.widths, c.order) &&
      inOrder(
        network.stages.map((stage) => stage.width),
        c.order,
      ),
    condition: (laws, c) => ({ laws: ordered(laws, 'width', c.order), exact: laws.kind === 'anyNet' }),
  }),
  depthOrder: rule({
    label: 'Order of the stage depths',
    schema: z.strictObject({ ...id('depthOrder'), ...order }),
    check: ({ drawn }, c) => inOrder(drawn.depths, c.order),
    condition: (laws, c) => ({ laws: ordered(laws, 'depth', c.order), exact: laws.kind === 'anyNet' }),
  }),
  quantizedLinearWidths: rule({
    label: 'Block widths near a quantised line (largest e_fit)',
    schema: z.strictObject({ ...id('quantizedLinearWidths'), maxFitError: z.number().positive() }),
    check: ({ network }, c) => fittedLine(network).fitError <= c.maxFitError,
  }),
  initialWidthEqualsSlope: rule({
    label: 'w_0 = w_a',
    only: 'regNet',
    schema: z.strictObject(id('initialWidthEqualsSlope')),
    check: ({ regNet }) => regNet !== undefined && regNet.initialWidth === regNet.widthSlope,
    condition: (laws) => ({ laws: ordered(laws, 'line', 'constant'), exact: true }),
  }),
  widthMultiplierRange: rule({
    label: 'Range of w_m',
    only: 'regNet',
    schema: z.strictObject({ ...id('widthMultiplierRange'), ...range }).refine(hasBound, needsBound),
    check: ({ regNet }, c) => regNet !== undefined && within(regNet.widthMultiplier, c),
    condition: (laws, c) => ({ laws: ranged(laws, 'widthMultiplier', c), exact: true }),
  }),
  totalDepthRange: rule({
    label: 'Range of the number of blocks',
    schema: z.strictObject({ ...id('totalDepthRange'), ...range }).refine(hasBound, needsBound),
    check: ({ drawn }, c) =>
      within(
        drawn.depths.reduce((a, b) => a + b, 0),
        c,
      ),
    condition: (laws, c) =>
      laws.kind === 'regNet' ? { laws: ranged(laws, 'depth', c), exact: true } : { laws, exact: false },
  }),
  widthRange: rule({
    label: 'Range of the stage widths',
    schema: z.strictObject({ ...id('widthRange'), ...range }).refine(hasBound, needsBound),
    check: ({ drawn, network }, c) =>
      drawn.widths.every((width) => within(width, c)) && network.stages.every((stage) => within(stage.width, c)),
    condition: (laws, c) => ({ laws: ranged(laws, 'width', c), exact: laws.kind === 'anyNet' }),
  }),
  bottleneckRatioRange: rule({
    label: 'Range of the bottleneck ratio',
    schema: z.strictObject({ ...id('bottleneckRatioRange'), ...range }).refine(hasBound, needsBound),
    check: ({ drawn }, c) => drawn.bottleneckRatios.every((ratio) => within(ratio, c)),
    condition: (laws, c) => ({ laws: ranged(laws, 'bottleneckRatio', c), exact: true }),
  }),
  groupWidthRange: rule({
    label: 'Range of the group width',
    schema: z.strictObject({ ...id('groupWidthRange'), ...range }).refine(hasBound, needsBound),
    check: ({ drawn }, c) => drawn.groupWidths.every((width) => within(width, c)),
    condition: (laws, c) => ({ laws: ranged(laws, 'groupWidth', c), exact: true }),
  }),
  flops: rule({
    label: 'FLOPs (multiply-adds)',
    schema: z.strictObject({ ...id('flops'), ...range }).refine(hasBound, needsBound),
    check: ({ complexity }, c) => within(complexity.flops, c),
  }),
  parameters: rule({
    label: 'Parameters, a number or a function of FLOPs',
    schema: z.strictObject({ ...id('parameters'), ...window }).refine(hasBound, needsBound),
    check: ({ complexity }, c) => within(complexity.parameters, windowAt(c, complexity.flops)),
  }),
  activations: rule({
    label: 'Activations, a number or a function of FLOPs',
    schema: z.strictObject({ ...id('activations'), ...window }).refine(hasBound, needsBound),
    check: ({ complexity }, c) => within(complexity.activations, windowAt(c, complexity.flops)),
  }),
}

export type ConstraintId = keyof typeof constraints
/** Ids of all constraints. */
export const constraintIds = Object.keys(constraints) as ConstraintId[]
export type Constraint = { [I in ConstraintId]: z.infer<(typeof constraints)[I]['schema']> }[ConstraintId]

type Schemas = (typeof constraints)[ConstraintId]['schema']
/** A constraint as data, by its id. */
export const constraintSchema = z.discriminatedUnion(
  'id',
  constraintIds.map((id) => constraints[id].schema) as [Schemas, ...Schemas[]],
)

/** The rule of a constraint, for its own kind. */
export function ruleOf(constraint: Constraint): ConstraintRule<z.ZodType<Constraint>> {
  const rules: Record<ConstraintId, unknown> = constraints
  return rules[constraint.id] as ConstraintRule<z.ZodType<Constraint>>
}

/** The value of `bound` for a network of `flops` multiply-adds. */
function boundAt(bound: Bound, flops: number): number {
  if (typeof bound === 'number') return bound
  return bound.offset + bound.perGigaFlops * (flops / 1e9) ** bound.exponent
}

function windowAt({ min, max }: { min?: Bound | undefined; max?: Bound | undefined }, flops: number): Range {
  const at = (bound: Bound | undefined) => (bound === undefined ? undefined : boundAt(bound, flops))
  return { min: at(min), max: at(max) }
}

function within(value: number, { min, max }: Range): boolean {
  return (min === undefined || value >= min) && (max === undefined || value <= max)
}

/** The laws with one chain in an order, where they have that chain over stages. */
function ordered(laws: LawSet, name: ChainName, to: Chain['order']): LawSet {
  return mapped(laws, name, (chain) => (chain.stages.length > 1 ? { ...chain, order: to } : chain))
}

function ranged(laws: LawSet, name: ChainName, limits: Range): LawSet {
  return mapped(laws, name, (chain) => restrict(chain, (value) => within(value, limits)))
}

function mapped(laws: LawSet, name: ChainName, change: (chain: Chain) => Chain): LawSet {
  const chain = (laws.chains as Partial<Record<ChainName, Chain>>)[name]
  return chain ? ({ ...laws, chains: { ...laws.chains, [name]: change(chain) } } as LawSet) : laws
}
