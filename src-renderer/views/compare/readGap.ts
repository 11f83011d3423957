import type { Band } from '#shared/statistics/ranges/edfBand.ts'

export interface Span {
  readonly low: number
  readonly high: number
}

/** The errors between which the band of a difference first and last lies above zero, and below it; null where it never does. */
export function readGap({ grid, low, high }: Band): { readonly above: Span | null; readonly below: Span | null } {
  const span = (holds: (i: number) => boolean): Span | null => {
    const inside = Array.from(grid, (_, i) => i).filter(holds)
    return inside.length === 0 ? null : { low: grid[inside[0]!]!, high: grid[inside.at(-1)!]! }
  }
  return { above: span((i) => low[i]! > 0), below: span((i) => high[i]! < 0) }
}
