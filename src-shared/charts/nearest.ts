import type { ChartPoint } from './chartView.ts'

/** Px around a datum within which the pointer reaches it. */
const reach = 24

/**
 * The index of the datum read by a pointer at (x, y): the nearest within reach, a vertical line by x alone, a cell by
 * its area; -1 if none.
 */
export function nearestPoint(points: readonly ChartPoint[], x: number, y: number): number {
  let best = -1
  let least = Infinity
  for (let i = 0; i < points.length; i++) {
    const point = points[i]!
    const [dx, dy] = [point.x - x, point.y === undefined ? 0 : point.y - y]
    const distance = Math.hypot(dx, dy)
    if (distance < least && isWithin(point, dx, dy)) {
      best = i
      least = distance
    }
  }
  return best
}

function isWithin({ y, cell }: ChartPoint, dx: number, dy: number): boolean {
  if (cell) return Math.abs(dx) <= cell.width / 2 && Math.abs(dy) <= cell.height / 2
  return y === undefined || Math.hypot(dx, dy) <= reach
}

/** The spoken text of a datum: its title, then names with values. */
export function spoken({ title, rows = [] }: ChartPoint): string {
  const read = rows.map(({ name, value }) => (value === '' ? name : `${name} ${value}`))
  return read.length > 0 ? `${title}: ${read.join(', ')}` : title
}
