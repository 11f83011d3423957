import type { Interval } from './geometry.ts'
import { valueAt, type Scale } from './scale.ts'

/** The visible part after zooming by `factor` (below 1: closer) around `at`, a share of the visible part. */
export function zoomedAround(shown: Scale, factor: number, at: number): Interval {
  return { low: valueAt(shown, at - at * factor), high: valueAt(shown, at + (1 - at) * factor) }
}

/** The visible part after moving by `share` of it. */
export function moved(shown: Scale, share: number): Interval {
  return { low: valueAt(shown, share), high: valueAt(shown, 1 + share) }
}
