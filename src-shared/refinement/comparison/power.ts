/** Standard errors that a difference must span to be detected at 95 % in four of five studies: 1.96 + 0.84. */
const standardErrors = 2.8

/**
 * Networks per space that detect a difference of means with 80 % power, or a distance of P(new beats old) from one half
 * given the placement variances; Infinity for a difference of 0.
 */
export function networksOfEach(difference: number, newVariance: number, oldVariance: number): number {
  return difference === 0 ? Infinity : Math.ceil((standardErrors / difference) ** 2 * (newVariance + oldVariance))
}

/**
 * Networks of the new space that detect the difference with 80 % power beside `oldCount` networks of the old one; null
 * if no number suffices because of the variance of the old ones.
 */
export function networksOfNew(
  difference: number,
  newVariance: number,
  old: { readonly variance: number; readonly count: number },
): number | null {
  const left = (difference / standardErrors) ** 2 - old.variance / old.count
  return left > 0 ? Math.max(1, Math.ceil(newVariance / left)) : null
}
