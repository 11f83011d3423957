import type { ChartPoint } from './chartView.ts'

/** Px around a datum within which a pointer reaches it. */
const reach = 24

/** The index of the datum that a pointer at (x, y) reads: the nearest in reach, a vertical line by its x alone; -1: none. */
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

/** What is spoken for a datum: its title, then names with values. */
export function spoken({ title, rows = [] }: ChartPoint): string {
  const read = rows.map(({ name, value }) => (value === '' ? name : `${name} ${value}`))
  return read.length > 0 ? `${title}: ${read.join(', ')}` : title
}
