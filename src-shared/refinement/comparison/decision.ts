/** Minimum number of runs for a verdict, as effective number. */
export const fewestRunsForVerdict = 8

/**
 * Spaces count as equal if P(new beats old) lies this close to one half with 95 % confidence. Two normal error
 * distributions half a standard deviation apart have a P of 0.64.
 */
export const equalWithin = 0.14
