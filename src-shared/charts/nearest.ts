import type { ChartPoint } from './chartView.ts'

/** Px around a datum within which the pointer reaches it. */
const reach = 24

/**
 * The index of the datum read by a pointer at (x, y): the nearest within reach, a vertical line by x alone; -1 if none.
 */
export function nearestPoint(points: readonly ChartPoint[], x: number, y: number): number {
  let best = -1
  let least = Infinity
  for (let i = 0; i < points.length; i++) {
    const point = points[i]!
    const distance = Math.hypot(point.x - x, point.y === undefined ? 0 : point.y - y)
    if (distance < least && (point.y === undefined || distance <= reach)) {
      best = i
      least = distance
    }
  }
  return best
}

/** The spoken text of a datum: its title, then names with values. */
export function spoken({ title, rows = [] }: ChartPoint): string {
  const read = rows.map(({ name, value }) => (value === '' ? name : `${name} ${value}`))
  return read.length > 0 ? `${title}: ${read.join(', ')}` : title
}
