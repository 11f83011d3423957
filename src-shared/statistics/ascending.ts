/**
 * A sorted copy of the values, ascending. Throws RangeError if empty or if a value is not finite: diverged runs have no
 * error and are counted separately (see diverged.ts).
 */
export function ascending(values: ArrayLike<number>, name = 'errors'): Float64Array {
  const sorted = Float64Array.from(values)
  if (sorted.length === 0) throw new RangeError(`invalid ${name}: empty (at least one value)`)
  for (const value of sorted) {
    if (!Number.isFinite(value))
      throw new RangeError(`invalid ${name}: ${value} (finite numbers; count diverged runs apart)`)
  }
  return sorted.sort()
}

/** Distinct values, ascending, with the total weight at or below each. */
export interface CumulativeWeights {
  readonly values: Float64Array
  readonly upTo: Float64Array
}

/** Running sums of `weights` over the distinct `values`; weights[i] belongs to values[i]. */
export function cumulativeWeights(values: ArrayLike<number>, weights: ArrayLike<number>): CumulativeWeights {
  const order = ascendingOrder(values)
  const distinct: number[] = []
  const upTo: number[] = []
  let sum = 0
  order.forEach((index, i) => {
    sum += weights[index]!
    if (values[order[i + 1]!] === values[index]) return
    distinct.push(values[index]!)
    upTo.push(sum)
  })
  return { values: Float64Array.from(distinct), upTo: Float64Array.from(upTo) }
}

/** The indices that sort `values` ascending; stable for equal values. */
export function ascendingOrder(values: ArrayLike<number>): Uint32Array {
  return Uint32Array.from({ length: values.length }, (_, i) => i).sort((a, b) => values[a]! - values[b]!)
}

/** How many of the ascending `sorted` are < `limit` (binary search). */
export function countBelow(sorted: Float64Array, limit: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! < limit) low = middle + 1
    else high = middle
  }
  return low
}

/** How many of the ascending `sorted` are <= `limit`. */
export function countUpTo(sorted: Float64Array, limit: number): number {
  let count = countBelow(sorted, limit)
  while (sorted[count] === limit) count++
  return count
}
