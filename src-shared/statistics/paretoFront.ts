/**
 * Indices of the points that no other point beats: none is at most as large in both `values` and `errors` and smaller
 * in one. Ascending in value; of equal points all are kept.
 */
export function paretoFront(values: ArrayLike<number>, errors: ArrayLike<number>): number[] {
  const order = Array.from({ length: values.length }, (_, i) => i).sort(
    (a, b) => values[a]! - values[b]! || errors[a]! - errors[b]!,
  )
  const front: number[] = []
  for (const i of order) {
    const last = front.at(-1)
    const equals = last !== undefined && values[last] === values[i] && errors[last] === errors[i]
    if (last === undefined || errors[i]! < errors[last]! || equals) front.push(i)
  }
  return front
}
