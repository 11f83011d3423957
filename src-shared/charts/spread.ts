/**
 * Positions near the desired ones, in the same order and at least `gap` apart, inside [low, high] if they fit. Ties
 * keep the order of the list.
 */
export function spread(wished: readonly number[], gap: number, low: number, high: number): number[] {
  const order = wished.map((_, i) => i).sort((a, b) => wished[a]! - wished[b]!)
  const result = new Array<number>(wished.length)
  let floor = low
  for (const index of order) {
    result[index] = Math.max(wished[index]!, floor)
    floor = result[index] + gap
  }
  let ceiling = high
  for (const index of order.toReversed()) {
    result[index] = Math.min(result[index]!, ceiling)
    ceiling = result[index] - gap
  }
  return result
}
