/** A corner of a symbol in a box of about 2 x 2 around the origin, y downwards. */
export type Point = readonly [x: number, y: number]

/** A point at `degrees` clockwise from the top. */
function at(radius: number, degrees: number): Point {
  const angle = (degrees * Math.PI) / 180
  return [Number((radius * Math.sin(angle)).toFixed(3)), Number((-radius * Math.cos(angle)).toFixed(3))]
}

/** A regular polygon; without a turn its first corner points up. */
export function polygon(corners: number, radius: number, turn = 0): Point[] {
  return Array.from({ length: corners }, (_, i) => at(radius, turn + (360 * i) / corners))
}

/** A star with inner corners at distance `inner` from the centre. */
export function star(rays: number, inner: number): Point[] {
  return Array.from({ length: 2 * rays }, (_, i) => at(i % 2 === 0 ? 1.25 : inner, (180 * i) / rays))
}

/** The right half of a disc. */
export function halfDisc(): Point[] {
  return Array.from({ length: 13 }, (_, i) => at(1.15, 15 * i)).map(([x, y]) => [Number((x - 0.45).toFixed(3)), y])
}

/** `count` arms of equal width from the origin: a cross, a plus or a tripod. */
export function arms(count: number, turn: number): Point[] {
  const half = 0.26
  const inner = half / Math.sin(Math.PI / count)
  const tip = Math.hypot(1.2, half)
  const spread = (Math.atan2(half, 1.2) * 180) / Math.PI
  return Array.from({ length: count }, (_, i) => {
    const middle = turn + (360 * i) / count
    return [at(tip, middle - spread), at(tip, middle + spread), at(inner, middle + 180 / count)]
  }).flat()
}
