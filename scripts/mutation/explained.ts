/** A fault that no test can notice, or that none should: why. */
export interface Explained {
  file: string
  /** The line of the file in which it begins. */
  line: string
  /** The text that is replaced, and by what. */
  from: string
  to: string
  why: string
}

/** Mutants that live on and are as they should be. Everything else that survives asks for a test. */
export const explained: readonly Explained[] = [
  {
    file: 'src-shared/statistics/summary.ts',
    line: 'const high = sorted[Math.min(i + 1, sorted.length - 1)]!',
    from: 'sorted.length - 1',
    to: 'sorted.length + 1',
    why: 'where i + 1 is beyond the end the position is whole, and what lies there is multiplied by 0',
  },
]
