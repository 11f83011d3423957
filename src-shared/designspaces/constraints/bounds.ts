import { z } from 'zod'
import type { ValueRange } from '../narrowDistribution.ts'

/**
 * offset + perGigaFlops * F^exponent with F in GFLOPs (10^9 multiply-adds), such as the paper's "params < 3 + 5.5 F M".
 */
const functionOfFlopsSchema = z.strictObject({
  offset: z.number().default(0),
  perGigaFlops: z.number(),
  exponent: z.number().default(1),
})
type FunctionOfFlops = z.infer<typeof functionOfFlopsSchema>

/** One limit: a number or a function of FLOPs. */
export type Bound = number | FunctionOfFlops

/** One limit, or several that must all hold: the highest lower and the lowest upper limit are decisive. */
export const boundsSchema = z.union([
  z.number(),
  functionOfFlopsSchema,
  z.array(z.union([z.number(), functionOfFlopsSchema])).min(1),
])
export type Bounds = z.infer<typeof boundsSchema>

/** Lower and upper limits, both included; an absent one is open. */
export interface Limits<B = number> {
  min?: B | undefined
  max?: B | undefined
}

/** The limits of one end as a list; empty if open. */
export function boundList(bounds: Bounds | undefined): readonly Bound[] {
  return Array.isArray(bounds) ? bounds : bounds === undefined ? [] : [bounds]
}

/** The limits of one end as data: a single limit without a list, an empty list as undefined. */
export function asBounds(list: readonly Bound[]): Bounds | undefined {
  return list.length > 1 ? [...list] : list[0]
}

/**
 * Whether `value`, of a network with `flops` multiply-adds, lies within limits that may depend on FLOPs; ends included.
 */
export function withinBounds(value: number, { min, max }: Limits<Bounds>, flops: number): boolean {
  return (
    boundList(min).every((bound) => value >= boundAt(bound, flops)) &&
    boundList(max).every((bound) => value <= boundAt(bound, flops))
  )
}

/** Whether `value` lies within the limits, ends included. */
export function within(value: number, { min, max }: Limits): boolean {
  return (min === undefined || value >= min) && (max === undefined || value <= max)
}

/** A range on an axis as limits. */
export function limitsOf({ low, high }: ValueRange): Limits {
  return { ...(low !== undefined && { min: low }), ...(high !== undefined && { max: high }) }
}

/** Limits as a range on an axis. */
export function rangeOf({ min, max }: Limits): ValueRange {
  return { ...(min !== undefined && { low: min }), ...(max !== undefined && { high: max }) }
}

/** The intersection of two limits; undefined if empty. */
export function bothLimits(a: Limits, b: Limits): Limits | undefined {
  const min = Math.max(a.min ?? -Infinity, b.min ?? -Infinity)
  const max = Math.min(a.max ?? Infinity, b.max ?? Infinity)
  return min > max ? undefined : limits(finite(min), finite(max))
}

/**
 * The intersection of two limits of a count at all FLOPs, without redundant limits. Undefined if empty: some lower
 * limit (at least 1, as for every count) exceeds an upper limit at all FLOPs.
 */
export function bothCountLimits(a: Limits<Bounds>, b: Limits<Bounds>): Limits<Bounds> | undefined {
  const lower = tightest([...boundList(a.min), ...boundList(b.min)], (one, other) => isBelow(other, one))
  const upper = tightest([...boundList(a.max), ...boundList(b.max)], isBelow)
  const excluded = [1, ...lower].some((low) =>
    upper.some((high) => isBelow(high, low) && offsetOf(high) < offsetOf(low)),
  )
  return excluded ? undefined : limits(asBounds(lower), asBounds(upper))
}

/** The limits that imply all others; the first of equivalent ones. */
function tightest(list: readonly Bound[], implies: (one: Bound, other: Bound) => boolean): Bound[] {
  return list.filter((bound, i) => !list.some((other, k) => implies(other, bound) && (k < i || !implies(bound, other))))
}

/** Whether `a` is at most `b` at all FLOPs, judged by their terms. */
function isBelow(a: Bound, b: Bound): boolean {
  const [one, other] = [asFunction(a), asFunction(b)]
  if (one.offset > other.offset) return false
  return one.exponent === other.exponent
    ? one.perGigaFlops <= other.perGigaFlops
    : one.perGigaFlops <= 0 && other.perGigaFlops >= 0
}

/** The limit as a function of FLOPs; a number is constant. */
export function asFunction(bound: Bound | undefined): FunctionOfFlops {
  return typeof bound === 'object' ? bound : { offset: bound ?? 0, perGigaFlops: 0, exponent: 1 }
}

const offsetOf = (bound: Bound): number => asFunction(bound).offset

function boundAt(bound: Bound, flops: number): number {
  if (typeof bound === 'number') return bound
  return bound.offset + bound.perGigaFlops * (flops / 1e9) ** bound.exponent
}

function limits<B>(min: B | undefined, max: B | undefined): Limits<B> {
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) }
}

const finite = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined)
