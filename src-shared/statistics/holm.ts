/**
 * The p values of several questions, corrected so that a wrong yes to any of them has at most the probability that a single
 * one would have (Holm, Scandinavian Journal of Statistics 6, 1979). In the order given.
 */
export function holm(ps: readonly number[]): number[] {
  const corrected = new Array<number>(ps.length)
  const smallestFirst = ps.map((p, i) => ({ p, i })).sort((a, b) => a.p - b.p)
  let reached = 0
  smallestFirst.forEach(({ p, i }, rank) => {
    reached = Math.max(reached, Math.min(1, (ps.length - rank) * p))
    corrected[i] = reached
  })
  return corrected
}
