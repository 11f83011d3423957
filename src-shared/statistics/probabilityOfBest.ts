import { ascending, countBelow, countUpTo } from './ascending.ts'

/**
 * The exact probability that the best of `draws` networks from the first population has a lower error than the best of
 * as many from the second, drawn with replacement; ties count half. With one draw, the probability that a random
 * network of the first beats one of the second.
 */
export function probabilityBestLower(a: ArrayLike<number>, b: ArrayLike<number>, draws: number): number {
  if (!Number.isInteger(draws) || draws < 1) throw new RangeError(`invalid draws: ${draws} (an integer from 1)`)
  const sortedA = ascending(a, 'a')
  const sortedB = ascending(b, 'b')
  let probability = 0
  for (let i = 0, end; i < sortedA.length; i = end) {
    const lowest = sortedA[i]!
    end = countUpTo(sortedA, lowest)
    const chance = (1 - i / sortedA.length) ** draws - (1 - end / sortedA.length) ** draws
    const notBelow = (1 - countBelow(sortedB, lowest) / sortedB.length) ** draws
    const above = (1 - countUpTo(sortedB, lowest) / sortedB.length) ** draws
    probability += (chance * (notBelow + above)) / 2
  }
  return probability
}
