/**
 * The values sorted ascending, as an array of their own. Throws where there is none or one is no finite number: runs
 * that diverged have no error and are counted apart (see diverged.ts).
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

/** How many of the ascending `sorted` values are < `limit` (binary search). */
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
