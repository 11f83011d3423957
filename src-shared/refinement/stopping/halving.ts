import type { Interval } from '#shared/statistics/ranges/interval.ts'
import { rankCorrelationRange } from '#shared/statistics/ranges/rankCorrelationRange.ts'
import { isCounted, type JudgedRun } from '#shared/statistics/countedRun.ts'
import { fewestInFull, type Halving } from '#shared/training/halving.ts'

/**
 * Networks are dropped at a rung only if their errors there order them much as their final errors do: if the whole 95 % range
 * of the rank correlation of the two, over the networks trained in full, lies at or above this.
 */
export const leastAgreement = 0.5

/** A run of a halved population. */
export interface HalvedRun extends JudgedRun {
  /** Position in the sample, from 0. */
  readonly position: number
  /** Its errors in percent by the rungs' epochs; null: it has not come to that one, or its error was not measured. */
  readonly early: readonly (number | null)[]
}

/** What the networks trained in full say about a rung. */
export interface Rung {
  /** Number of epochs after which networks are judged. */
  readonly epoch: number
  /** Number of finished networks behind it. */
  readonly n: number
  /** Rank correlation of the errors there with the final ones; null with fewer than `fewestInFull` networks. */
  readonly agreement: Interval | null
  /** The highest error, in percent, with which a network goes on; null: nothing is dropped, since early and final errors do not agree. */
  readonly highest: number | null
}

const open: ReadonlySet<string> = new Set(['queued', 'running', 'paused', 'interrupted'])

/**
 * The rungs of a halved population at `epochs`; undefined while a network to be trained in full is not over. They follow from
 * the first networks of the sample alone, so that it depends neither on how many train at once nor on when a run is looked
 * at whether it is dropped. A network goes on if it would be among the best keep^r of them at the r-th rung.
 */
export function rungsOf(
  { keep, inFull }: Halving,
  epochs: readonly number[],
  runs: readonly HalvedRun[],
): Rung[] | undefined {
  const first = runs.filter(({ position }) => position < inFull)
  if (first.length < inFull || first.some(({ status }) => open.has(status))) return undefined
  const finished = first.filter(isCounted)
  return epochs.map((epoch, i): Rung => {
    const known = finished.flatMap(({ early, errorPercent }) => {
      const error = early[i] ?? null
      return error === null ? [] : [{ error, errorPercent }]
    })
    const n = known.length
    if (n < fewestInFull) return { epoch, n, agreement: null, highest: null }
    const errors = known.map(({ error }) => error)
    const agreement = rankCorrelationRange(
      errors,
      known.map(({ errorPercent }) => errorPercent),
    )
    const kept = Math.max(1, Math.ceil(Number((n * keep ** (i + 1)).toFixed(9))))
    const highest = errors.toSorted((a, b) => a - b)[kept - 1]!
    return { epoch, n, agreement, highest: agreement.low >= leastAgreement ? highest : null }
  })
}

/** The number of epochs after which a run is dropped; undefined: it is not, as far as it has come. */
export function droppedAfter(run: HalvedRun, rungs: readonly Rung[], { inFull }: Halving): number | undefined {
  if (run.position < inFull) return undefined
  return rungs.find(({ highest }, i) => {
    const error = run.early[i] ?? null
    return highest !== null && error !== null && error > highest
  })?.epoch
}
