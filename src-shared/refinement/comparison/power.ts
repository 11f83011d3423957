/** Standard errors that a difference must measure to be found at 95 % in four of five studies: 1.96 + 0.84. */
const standardErrors = 2.8

/**
 * Networks of each of two spaces that show a difference of means with 80 % power, or P(new beats old) so far from one half
 * with the variances of the placements; Infinity where it is 0.
 */
export function networksOfEach(difference: number, newVariance: number, oldVariance: number): number {
  return difference === 0 ? Infinity : Math.ceil((standardErrors / difference) ** 2 * (newVariance + oldVariance))
}

/**
 * Networks of the new space that show the difference with 80 % power beside `oldCount` networks of the old one; null
 * where no number does, since the old ones alone scatter too much.
 */
export function networksOfNew(
  difference: number,
  newVariance: number,
  old: { readonly variance: number; readonly count: number },
): number | null {
  const left = (difference / standardErrors) ** 2 - old.variance / old.count
  return left > 0 ? Math.max(1, Math.ceil(newVariance / left)) : null
}
