/** A limit of a constraint: a number, or offset + perGigaFlops · F^exponent with F in GF. */
export type Bound = number | { offset: number; perGigaFlops: number; exponent: number }

/** The same limit for a network of any FLOPs, to begin a function with. */
export function asFunction(bound: Bound | undefined): Bound {
  return typeof bound === 'object' ? bound : { offset: bound ?? 0, perGigaFlops: 0, exponent: 1 }
}
