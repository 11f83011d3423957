import type { SpaceSize } from '../size/spaceSize.ts'

/** In what a new space is simpler than the old one, and in what it is not. */
export interface Simplicity {
  /** Number of combinations; unclear where the two estimated ranges overlap. */
  readonly size: 'smaller' | 'larger' | 'same' | 'unclear'
  readonly freedom: 'fewer' | 'more' | 'same'
}

/** What became of the size and of the degrees of freedom from one space to the other. */
export function simplicityOf(before: SpaceSize, after: SpaceSize): Simplicity {
  const difference = after.degreesOfFreedom - before.degreesOfFreedom
  return {
    size: sizeChange(before, after),
    freedom: difference < 0 ? 'fewer' : difference > 0 ? 'more' : 'same',
  }
}

/** Whether a step makes a space simpler: smaller, or with fewer degrees of freedom, which may both be said against each other. */
export const isSimpler = ({ size, freedom }: Simplicity): boolean => size === 'smaller' || freedom === 'fewer'

function sizeChange(before: SpaceSize, after: SpaceSize): Simplicity['size'] {
  if (after.high < before.low) return 'smaller'
  if (after.low > before.high) return 'larger'
  return before.exact && after.exact ? 'same' : 'unclear'
}
