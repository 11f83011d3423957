import type { Regime } from './designSpace.ts'

/** The regime under which a plan samples a space, for a data set with this many classes. */
export function regimeOf(
  { imageSize, flops }: { readonly imageSize: number; readonly flops?: Regime['flops'] | null },
  classes: number,
): Regime {
  return { imageSize, classes, convention: 'paper', ...(flops && { flops }) }
}
