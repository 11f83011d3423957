/** The arrow keys along an axis of a list: to the entry before, to the one after. */
const arrows = { x: ['ArrowLeft', 'ArrowRight'], y: ['ArrowUp', 'ArrowDown'] } as const

/**
 * By how many entries a key moves in a list: an arrow along its axis, Page Up and Page Down (by `page`), Home and End
 * (infinite). Undefined for other keys.
 */
export function strideOf(key: string, along: 'x' | 'y', page = 10): number | undefined {
  const [back, on] = arrows[along]
  const strides: Readonly<Record<string, number>> = {
    [back]: -1,
    [on]: 1,
    PageUp: -page,
    PageDown: page,
    Home: -Infinity,
    End: Infinity,
  }
  return strides[key]
}

/** The index that a stride reaches from `at` among `count` entries, but not past the ends. */
export const strideTo = (stride: number, at: number, count: number): number =>
  Math.max(0, Math.min(count - 1, at + stride))

/** As strideTo, but a single step from one end reaches the other, as in menus. At least one entry. */
export const wrappedTo = (stride: number, at: number, count: number): number =>
  Math.abs(stride) === 1 ? (at + stride + count) % count : strideTo(stride, at, count)
