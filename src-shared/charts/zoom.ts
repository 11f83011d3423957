import type { Interval } from './geometry.ts'
import { valueAt, type Scale } from './scale.ts'

/** The part of an axis after zooming by `factor` (below 1: closer) around `at`, a share of what is shown. */
export function zoomedAround(shown: Scale, factor: number, at: number): Interval {
  return { low: valueAt(shown, at - at * factor), high: valueAt(shown, at + (1 - at) * factor) }
}

/** The part of an axis after moving by `share` of what is shown. */
export function moved(shown: Scale, share: number): Interval {
  return { low: valueAt(shown, share), high: valueAt(shown, 1 + share) }
}
