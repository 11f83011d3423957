import { z } from 'zod'
import { issueMessage } from '#shared/schema/parseStrictly.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { boundsSchema } from './bounds.ts'
import { timeLimitsSchema, type TimeSource } from './timeLimits.ts'
import type { Candidate, SamplingModel } from '../sampling/candidate.ts'
import { orderIds } from '../sampling/stageChain.ts'
import type { ValueRange } from '../narrowDistribution.ts'

/** One field of a constraint's data; determines its schema, its form controls and how typed text is parsed. */
export type ConstraintField = OrderField | NumberField | TimesField

/** An order of a size over the stages. */
interface OrderField {
  readonly kind: 'order'
  readonly isRequired: boolean
  readonly schema: z.ZodType
}

/** Limits of predicted times, each with the measurement that it is predicted from. */
interface TimesField {
  readonly kind: 'times'
  readonly isRequired: boolean
  readonly schema: z.ZodType
}

/** One end of a range: a number, or bounds that may depend on FLOPs. */
export interface NumberField {
  readonly kind: 'number' | 'bounds'
  readonly end: keyof ValueRange
  /** Unit shown after the numbers; F for FLOPs. */
  readonly unit?: string
  readonly isRequired: boolean
  readonly schema: z.ZodType
}
export type ConstraintFields = Readonly<Record<string, ConstraintField>>

const end = <S extends z.ZodType>(kind: 'number' | 'bounds', schema: S, unit: string | undefined) => {
  const field = { kind, ...(unit && { unit }), isRequired: false, schema: schema.optional() } as const
  return { min: { ...field, end: 'low' }, max: { ...field, end: 'high' } } as const
}

/** The field of an order of stages. */
export const orderFields = { order: { kind: 'order', isRequired: true, schema: z.enum(orderIds) } } as const
/** The field of limits of predicted times. */
export const timeFields = { limits: { kind: 'times', isRequired: true, schema: timeLimitsSchema } } as const
/** A lower and an upper end, at least one of which is required. */
export const limitFields = (unit?: string) => end('number', z.number(), unit)
/** As limitFields, but the ends may depend on FLOPs. */
export const boundsFields = () => end('bounds', boundsSchema, undefined)
/** An upper limit on e_fit. */
export const fitFields = {
  maxFitError: { kind: 'number', end: 'high', isRequired: true, schema: z.number().positive() },
} as const

type Shape<F extends ConstraintFields> = { -readonly [K in keyof F]: F[K]['schema'] }
/** The data of a constraint with these fields, without its id. */
export type DataOf<F extends ConstraintFields> = z.infer<z.ZodObject<Shape<F>, z.core.$strict>>

/** Maps ranges on a plot axis of networks to a kind of constraint, and back. */
export interface ConstraintAxis<D> {
  /**
   * The data that require a range, both ends included; undefined if the kind cannot express it. `time`: what the values
   * of an axis of predicted times are predicted from.
   */
  dataFor(range: ValueRange, time?: TimeSource): D | undefined
  /** The range that the data keep; undefined if they do not restrict this axis alone. */
  kept(data: D): ValueRange | undefined
}

/**
 * One kind of constraint. It applies to the values drawn and, for widths and complexity, which group compatibility
 * could change, to the network as built. Shared ratios and group widths refer to the values drawn: any space later cuts
 * a group width to a narrow stage's inner width.
 */
export interface ConstraintKind<F extends ConstraintFields = ConstraintFields, D = DataOf<F>> {
  readonly fields: F
  /** Initial data of a constraint just added to a space. */
  readonly start: D
  /** The kind of space it applies to; absent: every kind. */
  readonly only?: SamplingModel['kind']
  check(candidate: Candidate, constraint: D): boolean
  /**
   * The laws conditioned on the part of the constraint that the draw alone decides, so that it is drawn exactly instead
   * of by rejection. `exact`: this covers the whole constraint. Absent: drawn by rejection and not counted.
   */
  condition?(laws: SamplingModel, constraint: D): { laws: SamplingModel; exact: boolean }
  /** The conjunction of two constraints' data; undefined if no network can satisfy both. Idempotent. */
  combine(a: D, b: D): D | undefined
  /** The constraint as a formula in language-neutral symbols. */
  symbol(constraint: D): string
  /** The axis of the network parameter that it limits; absent: none. */
  readonly axis?: ConstraintAxis<D>
}

/** Defines a kind of constraint; its data type follows from its fields. */
export function constraintKind<F extends ConstraintFields>(kind: ConstraintKind<F>): ConstraintKind<F> {
  return kind
}

/** The schema of a constraint with these fields; a range requires at least one end. */
export function constraintDataSchema<const I extends string, F extends ConstraintFields>(id: I, fields: F) {
  const entries = Object.entries(fields)
  const shape = Object.fromEntries(entries.map(([name, { schema }]) => [name, schema])) as Shape<F>
  const schema = z.strictObject({ id: z.literal(id), ...shape })
  if (entries.length === 0 || entries.some(([, { isRequired }]) => isRequired)) return schema
  const hasEnd = (data: Record<string, unknown>) => entries.some(([name]) => data[name] !== undefined)
  return schema.refine(hasEnd, issueMessage(sentence('noEnds')))
}
