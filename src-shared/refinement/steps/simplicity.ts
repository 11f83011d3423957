import type { SpaceSize } from '../size/spaceSize.ts'

/** How the simplicity of a new space compares with the old one. */
export interface Simplicity {
  /** Number of combinations; unclear if the two estimated ranges overlap. */
  readonly size: 'smaller' | 'larger' | 'same' | 'unclear'
  readonly freedom: 'fewer' | 'more' | 'same'
}

/** How size and degrees of freedom change from one space to the other. */
export function simplicityOf(before: SpaceSize, after: SpaceSize): Simplicity {
  const difference = after.degreesOfFreedom - before.degreesOfFreedom
  return {
    size: sizeChange(before, after),
    freedom: difference < 0 ? 'fewer' : difference > 0 ? 'more' : 'same',
  }
}

/** Whether a step simplifies a space: it is smaller or has fewer degrees of freedom, even if the other grows. */
export const isSimpler = ({ size, freedom }: Simplicity): boolean => size === 'smaller' || freedom === 'fewer'

function sizeChange(before: SpaceSize, after: SpaceSize): Simplicity['size'] {
  if (after.high < before.low) return 'smaller'
  if (after.low > before.high) return 'larger'
  return before.exact && after.exact ? 'same' : 'unclear'
}
