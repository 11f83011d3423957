import type { Regime } from './designSpace.ts'

/** Under what a plan samples a space, for a data set of so many classes. */
export function regimeOf(
  { imageSize, flops }: { readonly imageSize: number; readonly flops?: Regime['flops'] | null },
  classes: number,
): Regime {
  return { imageSize, classes, convention: 'paper', ...(flops && { flops }) }
}
