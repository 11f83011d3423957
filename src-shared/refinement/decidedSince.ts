const z = 1.959963984540054

/**
 * The smallest m from which on the first m networks of each population always gave the verdict that all of them give: a
 * difference of means beyond 1.96 standard errors, on the same side. Where one population is shorter, all of it counts.
 * Null where all of them give none, or m would be below `fewest`.
 */
export function decidedSince(
  newErrors: readonly number[],
  oldErrors: readonly number[],
  fewest: number,
): number | null {
  const newer = runningMoments(newErrors)
  const older = runningMoments(oldErrors)
  const longest = Math.max(newErrors.length, oldErrors.length)
  const verdictAt = (m: number): number => {
    const a = newer[Math.min(m, newer.length) - 1]!
    const b = older[Math.min(m, older.length) - 1]!
    const difference = a.mean - b.mean
    return Math.abs(difference) > z * Math.sqrt(a.meanVariance + b.meanVariance) ? Math.sign(difference) : 0
  }
  const verdict = verdictAt(longest)
  if (verdict === 0 || longest < fewest) return null
  let since = longest
  while (since > fewest && verdictAt(since - 1) === verdict) since--
  return since
}

/** Mean of the first m errors and the variance of that mean, for m from 1 (Welford's recurrence). */
function runningMoments(errors: readonly number[]): { mean: number; meanVariance: number }[] {
  let mean = 0
  let squares = 0
  return errors.map((error, i) => {
    const n = i + 1
    const step = error - mean
    mean += step / n
    squares += step * (error - mean)
    return { mean, meanVariance: n > 1 ? squares / (n - 1) / n : Infinity }
  })
}
