import { rangeOfPlacements } from '#shared/statistics/ranges/beatsRange.ts'
import { missed } from '#shared/statistics/ranges/interval.ts'

/**
 * The smallest m from which on the first m networks of each population always gave the final verdict: a range of P(new
 * beats old) on the same side of one half. A shorter population counts in full. Null if the final verdict is undecided
 * or m would be below `fewest`. `level`: as for compareSpaces.
 */
export function decidedSince(
  newErrors: readonly number[],
  oldErrors: readonly number[],
  fewest: number,
  level: number = missed,
): number | null {
  const longest = Math.max(newErrors.length, oldErrors.length)
  if (longest < fewest) return null
  const sides = sidesAsTheyGrow(newErrors, oldErrors, level)
  const verdict = sides[longest - 1]!
  if (verdict === 0) return null
  let since = longest
  while (since > fewest && sides[since - 2] === verdict) since--
  return since
}

/**
 * The side of one half on which the range of P lies for the first m networks of each, m from 1; 0 if it contains one
 * half.
 */
function sidesAsTheyGrow(newErrors: readonly number[], oldErrors: readonly number[], level: number): number[] {
  // How many networks of the other population each network beats so far (wins) or is beaten by (losses); ties count
  // half.
  const wins = new Float64Array(newErrors.length)
  const losses = new Float64Array(oldErrors.length)
  let [n, m] = [0, 0]
  const meet = (i: number, j: number) => {
    const [own, other] = [newErrors[i]!, oldErrors[j]!]
    const won = own < other ? 1 : own === other ? 0.5 : 0
    wins[i]! += won
    losses[j]! += won
  }
  return Array.from({ length: Math.max(newErrors.length, oldErrors.length) }, () => {
    if (n < newErrors.length) {
      for (let j = 0; j < m; j++) meet(n, j)
      n++
    }
    if (m < oldErrors.length) {
      for (let i = 0; i < n; i++) meet(i, m)
      m++
    }
    let won = 0
    for (let i = 0; i < n; i++) won += wins[i]!
    const value = won / (n * m)
    const squares = (counts: Float64Array, own: number, others: number) => {
      let sum = 0
      for (let i = 0; i < own; i++) sum += (counts[i]! / others - value) ** 2
      return { n: own, squares: sum }
    }
    const { low, high } = rangeOfPlacements(value, squares(wins, n, m), squares(losses, m, n), level)
    return low > 0.5 ? 1 : high < 0.5 ? -1 : 0
  })
}
