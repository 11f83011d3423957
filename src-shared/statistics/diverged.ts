/**
 * The finished errors followed by `divergedCount` errors of `worstErrorPercent`. Statistics normally use finished runs
 * only and report diverged runs separately; a caller that wants a space penalised for divergence (in the mean, or an
 * EDF that reaches 1 only at 100 %) passes this instead and says so beside the number.
 */
export function withDivergedAsWorst(
  errors: readonly number[],
  divergedCount: number,
  worstErrorPercent = 100,
): readonly number[] {
  if (!Number.isInteger(divergedCount) || divergedCount < 0) {
    throw new RangeError(`invalid divergedCount: ${divergedCount} (an integer from 0)`)
  }
  return [...errors, ...new Array<number>(divergedCount).fill(worstErrorPercent)]
}
