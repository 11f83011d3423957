import type { Stream } from '#shared/random/stream.ts'
import { ascending } from './ascending.ts'
import { resampler } from './resample.ts'
import { quantileOfSorted } from './summary.ts'

export interface BandOptions {
  /** Number of resamples. */
  readonly resamples?: number
  /** Share of resamples inside the band, at each error on its own. */
  readonly level?: number
}

/** A curve over a grid of errors with its pointwise band. */
export interface Band {
  readonly grid: Float64Array
  readonly value: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
}

/** `count` errors, equally far apart, from below the lowest to above the highest error of all populations. */
export function errorGrid(populations: readonly ArrayLike<number>[], count = 201): Float64Array {
  let low = Infinity
  let high = -Infinity
  for (const population of populations) {
    for (const error of ascending(population)) {
      low = Math.min(low, error)
      high = Math.max(high, error)
    }
  }
  const margin = Math.max((high - low) / 50, 1e-6)
  const step = (high - low + 2 * margin) / (count - 1)
  return Float64Array.from({ length: count }, (_, i) => low - margin + i * step)
}

/** The EDF of one population on the grid with its pointwise bootstrap band (95 % from 2000 resamples). */
export function edfBand(
  errors: ArrayLike<number>,
  grid: Float64Array,
  random: Stream,
  options: BandOptions = {},
): Band {
  const sorted = ascending(errors)
  const next = resampler(sorted, random)
  return bootstrapBand(grid, edfOnGrid(sorted, grid), () => edfOnGrid(next(), grid), options)
}

/**
 * EDF of the new minus EDF of the old population on the grid with its pointwise bootstrap band: both are resampled,
 * independently. Positive where a larger share of the new population lies below that error.
 */
export function edfDifferenceBand(
  newErrors: ArrayLike<number>,
  oldErrors: ArrayLike<number>,
  grid: Float64Array,
  random: Stream,
  options: BandOptions = {},
): Band {
  const sortedNew = ascending(newErrors)
  const sortedOld = ascending(oldErrors)
  const nextNew = resampler(sortedNew, random)
  const nextOld = resampler(sortedOld, random)
  const difference = (a: Float64Array, b: Float64Array): Float64Array => {
    const shares = edfOnGrid(a, grid)
    const others = edfOnGrid(b, grid)
    return shares.map((share, i) => share - others[i]!)
  }
  return bootstrapBand(grid, difference(sortedNew, sortedOld), () => difference(nextNew(), nextOld()), options)
}

function bootstrapBand(grid: Float64Array, value: Float64Array, draw: () => Float64Array, options: BandOptions): Band {
  const { resamples = 2000, level = 0.95 } = options
  const columns = Array.from(grid, () => new Float64Array(resamples))
  for (let b = 0; b < resamples; b++) {
    const curve = draw()
    for (let i = 0; i < grid.length; i++) columns[i]![b] = curve[i]!
  }
  for (const column of columns) column.sort()
  const at = (share: number) => Float64Array.from(columns, (column) => quantileOfSorted(column, share))
  return { grid, value, low: at((1 - level) / 2), high: at((1 + level) / 2) }
}

/** Share of the ascending errors strictly below each ascending grid point. */
function edfOnGrid(sorted: Float64Array, grid: Float64Array): Float64Array {
  let i = 0
  return Float64Array.from(grid, (threshold) => {
    while (i < sorted.length && sorted[i]! < threshold) i++
    return i / sorted.length
  })
}
