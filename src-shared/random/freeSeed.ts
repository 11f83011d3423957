/** The smallest seed from `first` on that is not taken. */
export function freeSeed(first: number, taken: Iterable<number>): number {
  const known = new Set(taken)
  let seed = first
  while (known.has(seed)) seed++
  return seed
}
