/**
 * Whether counts of draws fit their probabilities: the chi-square statistic is below its quantile at p = 1e-4
 * (Wilson-Hilferty). Cells expecting fewer than 5 draws are pooled. A cell with probability 0 must be empty.
 */
export function fitsLaw(counts: readonly number[], probabilities: readonly number[]): boolean {
  const total = counts.reduce((a, b) => a + b, 0)
  let statistic = 0
  let cells = 0
  let pooledCount = 0
  let pooledExpected = 0
  const add = (count: number, expected: number) => {
    statistic += (count - expected) ** 2 / expected
    cells++
  }
  for (const [i, probability] of probabilities.entries()) {
    const count = counts[i]!
    const expected = probability * total
    if (expected === 0 && count > 0) return false
    if (expected >= 5) add(count, expected)
    else {
      pooledCount += count
      pooledExpected += expected
    }
  }
  if (pooledExpected > 0) add(pooledCount, pooledExpected)
  const freedom = cells - 1
  const spread = 2 / (9 * freedom)
  return freedom === 0 || statistic < freedom * (1 - spread + 3.719 * Math.sqrt(spread)) ** 3
}
