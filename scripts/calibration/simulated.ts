import { stream, type Stream } from '#shared/random/stream.ts'
import type { Interval } from '#shared/statistics/ranges/interval.ts'
import { draw, type ShapeId } from './shapes.ts'

/** How often a range covers the true value, and its width. */
export interface Held {
  /** Number of studies. */
  readonly studies: number
  /** In percent. */
  readonly coverage: number
  /** Median width. */
  readonly width: number
  /** Share of studies, in percent, in which the program marks the range as possibly short. */
  readonly warned: number
  /** Share of studies, in percent, in which the range misses without being marked. */
  readonly missedSilently: number
}

/** Two populations of one or two shapes, or a single one if `older` is null. */
export interface Setting {
  readonly newer: ShapeId
  readonly older: ShapeId | null
  readonly n: number
  readonly m: number
}

/** A range from two samples, or from the first alone if the setting has one. */
export type RangeOf = (
  newer: readonly number[],
  older: readonly number[],
  random: Stream,
) => Interval & { isShort?: boolean }

/** Draws the setting `repetitions` times; all methods see the same samples. */
export function simulate<Id extends string>(
  { newer, older, n, m }: Setting,
  methods: Readonly<Record<Id, { readonly rangeOf: RangeOf; readonly truth: number }>>,
  repetitions: number,
  seed: number,
): Record<Id, Held> {
  const ids = Object.keys(methods) as Id[]
  const found = ids.map(() => ({ held: 0, warned: 0, silent: 0, widths: new Float64Array(repetitions) }))
  for (let k = 0; k < repetitions; k++) {
    const a = draw(newer, n, stream(seed, 'sample', 2 * k))
    const b = older ? draw(older, m, stream(seed, 'sample', 2 * k + 1)) : []
    ids.forEach((id, i) => {
      const { rangeOf, truth } = methods[id]
      const { low, high, isShort = false } = rangeOf(a, b, stream(seed, 'resample', k, i))
      // Tolerate rounding in a true value computed from many draws.
      const holds = low <= truth + 1e-9 && truth - 1e-9 <= high
      const tally = found[i]!
      tally.held += Number(holds)
      tally.warned += Number(isShort)
      tally.silent += Number(!holds && !isShort)
      tally.widths[k] = high - low
    })
  }
  const percent = (count: number) => (100 * count) / repetitions
  return Object.fromEntries(
    ids.map((id, i): [Id, Held] => {
      const { held, warned, silent, widths } = found[i]!
      const width = widths.sort()[repetitions >> 1]!
      return [
        id,
        {
          studies: repetitions,
          coverage: percent(held),
          width,
          warned: percent(warned),
          missedSilently: percent(silent),
        },
      ]
    }),
  ) as Record<Id, Held>
}
