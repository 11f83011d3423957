import type { Band } from './edfBand.ts'

/** First and last point of a stretch of the grid, both included. */
export type Span = readonly [low: number, high: number]

/** Where on its grid a band lies entirely above zero and where entirely below, ascending. */
export interface BandSides {
  readonly above: readonly Span[]
  readonly below: readonly Span[]
}

/** The stretches on which a band excludes zero. */
export function bandSides({ grid, low, high }: Pick<Band, 'grid' | 'low' | 'high'>): BandSides {
  return { above: spans(grid, (i) => low[i]! > 0), below: spans(grid, (i) => high[i]! < 0) }
}

function spans(grid: Float64Array, holds: (i: number) => boolean): Span[] {
  const found: [number, number][] = []
  let open: [number, number] | undefined
  grid.forEach((error, i) => {
    if (!holds(i)) {
      open = undefined
    } else if (open) {
      open[1] = error
    } else {
      open = [error, error]
      found.push(open)
    }
  })
  return found
}
