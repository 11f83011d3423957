/** Fewer runs, counted by their effective number, decide nothing. */
export const fewestRunsForVerdict = 8

/**
 * Spaces are equal where P(new beats old) lies so near one half with 95 %: two normal laws of errors half a standard
 * deviation apart have a P of 0.64.
 */
export const equalWithin = 0.14
