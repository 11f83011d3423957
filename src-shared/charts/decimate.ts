/**
 * Indices of the points needed to draw a line at `pixels` px: the first, the last, and the lowest and highest of every
 * pixel column, so that single-point spikes remain. `x` ascends; points with non-finite y are omitted. At most 2 *
 * pixels + 2 indices, ascending.
 */
export function decimated(x: ArrayLike<number>, y: ArrayLike<number>, pixels: number): number[] {
  const finite: number[] = []
  for (let i = 0; i < y.length; i++) if (Number.isFinite(y[i]!)) finite.push(i)
  const columns = Math.max(1, Math.floor(pixels))
  if (finite.length <= 2 * columns + 2) return finite
  const first = finite[0]!
  const last = finite.at(-1)!
  const span = x[last]! - x[first]!
  const columnOf = (i: number) => Math.min(columns - 1, Math.floor((columns * (x[i]! - x[first]!)) / span))
  const kept = [first]
  const keep = (...indices: number[]) => {
    for (const i of indices) if (i > kept.at(-1)!) kept.push(i)
  }
  let start = 0
  while (start < finite.length) {
    const column = columnOf(finite[start]!)
    let low = finite[start]!
    let high = low
    for (start++; start < finite.length && columnOf(finite[start]!) === column; start++) {
      const i = finite[start]!
      if (y[i]! < y[low]!) low = i
      if (y[i]! > y[high]!) high = i
    }
    keep(Math.min(low, high), Math.max(low, high))
  }
  keep(last)
  return kept
}

/** `count` equally spaced indices below `n`, including the first and last; all if n is not larger. */
export function everyNth(n: number, count: number): number[] {
  const length = Math.min(n, count)
  return Array.from({ length }, (_, i) => Math.round((i * (n - 1)) / Math.max(1, length - 1)))
}
