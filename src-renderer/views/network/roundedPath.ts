export type Point = readonly [x: number, y: number]

const radius = 6

/** An SVG path along `points` with rounded corners; consecutive points differ in x or in y only. */
export function roundedPath(points: readonly Point[]): string {
  const [start, ...rest] = points
  const [x, y] = start!
  return rest.reduce((path, corner, i) => {
    const next = rest[i + 1]
    if (!next) return `${path}L${corner.join(' ')}`
    return `${path}L${towards(corner, points[i]!).join(' ')}Q${corner.join(' ')} ${towards(corner, next).join(' ')}`
  }, `M${x} ${y}`)
}

/** The point on the way from `corner` to `other` where the rounding ends. */
function towards([x, y]: Point, [toX, toY]: Point): Point {
  const length = Math.hypot(toX - x, toY - y)
  const share = length === 0 ? 0 : Math.min(radius, length / 2) / length
  return [x + (toX - x) * share, y + (toY - y) * share]
}
