/**
 * The finished errors followed by `divergedCount` errors of `worstErrorPercent`. Statistics here take the errors of
 * finished runs and diverged runs are counted apart; a caller who wants a space to pay for its diverged runs (in the
 * mean, in an EDF that reaches 1 only at 100 %) passes this instead and says so beside the number.
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
