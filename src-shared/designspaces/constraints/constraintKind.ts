import { z } from 'zod'
import { saying } from '#shared/schema/parseStrictly.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { boundsSchema } from './bounds.ts'
import type { Candidate, SamplingModel } from '../sampling/candidate.ts'
import { orderIds } from '../sampling/stageChain.ts'
import type { ValueRange } from '../narrowDistribution.ts'

/** One entry of a constraint's data, from which its schema, its forms and its reading from typed text follow. */
export type ConstraintField = OrderField | NumberField

/** An order of the stages. */
interface OrderField {
  readonly kind: 'order'
  readonly isRequired: boolean
  readonly schema: z.ZodType
}

/** One end of a range: a number, or bounds that may be functions of FLOPs. */
export interface NumberField {
  readonly kind: 'number' | 'bounds'
  readonly end: keyof ValueRange
  /** What follows its numbers: F for FLOPs. */
  readonly unit?: string
  readonly isRequired: boolean
  readonly schema: z.ZodType
}
export type ConstraintFields = Readonly<Record<string, ConstraintField>>

const end = <S extends z.ZodType>(kind: 'number' | 'bounds', schema: S, unit: string | undefined) => {
  const field = { kind, ...(unit && { unit }), isRequired: false, schema: schema.optional() } as const
  return { min: { ...field, end: 'low' }, max: { ...field, end: 'high' } } as const
}

/** The fields of an order of stages. */
export const orderFields = { order: { kind: 'order', isRequired: true, schema: z.enum(orderIds) } } as const
/** A lower and an upper end, one of which is enough. */
export const limitFields = (unit?: string) => end('number', z.number(), unit)
/** The same, which may be functions of FLOPs. */
export const boundsFields = () => end('bounds', boundsSchema, undefined)
/** A largest e_fit. */
export const fitFields = {
  maxFitError: { kind: 'number', end: 'high', isRequired: true, schema: z.number().positive() },
} as const

type Shape<F extends ConstraintFields> = { -readonly [K in keyof F]: F[K]['schema'] }
/** The data of a constraint with these fields, but for its id. */
export type DataOf<F extends ConstraintFields> = z.infer<z.ZodObject<Shape<F>, z.core.$strict>>

/** What a range on the axis of a plot of networks means for a kind of constraint, and back. */
export interface ConstraintAxis<D> {
  /** The data that ask for a range, both ends included; undefined where the kind cannot. */
  asked(range: ValueRange): D | undefined
  /** The range that the data keep; undefined where they keep none of this axis alone. */
  kept(data: D): ValueRange | undefined
}

/**
 * One kind of constraint. It holds for the values drawn and, where compatibility with the groups could undo it (widths,
 * complexity), for the network that is built. Shared ratios and group widths are meant as drawn: a group width is later
 * cut to a narrow stage's inner width, in every space alike.
 */
export interface ConstraintKind<F extends ConstraintFields = ConstraintFields, D = DataOf<F>> {
  readonly fields: F
  /** The data of one that is added to a space and not yet edited. */
  readonly start: D
  /** The kind of space that it makes sense for; absent: every kind. */
  readonly only?: SamplingModel['kind']
  check(candidate: Candidate, constraint: D): boolean
  /**
   * The laws conditioned on what the draw alone decides, which is then drawn exactly instead of by rejection. `exact`
   * says that this is all the constraint asks of a draw. Absent: drawn by rejection and not counted.
   */
  condition?(laws: SamplingModel, constraint: D): { laws: SamplingModel; exact: boolean }
  /** The data that hold where both hold; undefined where nothing can fulfil both. Of one and itself: itself. */
  combine(a: D, b: D): D | undefined
  /** The constraint as a formula, in symbols that every language reads alike. */
  symbol(constraint: D): string
  /** Of the parameter of networks that it limits; absent: there is none. */
  readonly axis?: ConstraintAxis<D>
}

/** A kind as it is written down: the type of its data follows from its fields. */
export function constraintKind<F extends ConstraintFields>(kind: ConstraintKind<F>): ConstraintKind<F> {
  return kind
}

/** The schema of a constraint with these fields: of several ends one must be there. */
export function constraintDataSchema<const I extends string, F extends ConstraintFields>(id: I, fields: F) {
  const entries = Object.entries(fields)
  const shape = Object.fromEntries(entries.map(([name, { schema }]) => [name, schema])) as Shape<F>
  const schema = z.strictObject({ id: z.literal(id), ...shape })
  if (entries.length === 0 || entries.some(([, { isRequired }]) => isRequired)) return schema
  const hasEnd = (data: Record<string, unknown>) => entries.some(([name]) => data[name] !== undefined)
  return schema.refine(hasEnd, saying(sentence('noEnds')))
}
