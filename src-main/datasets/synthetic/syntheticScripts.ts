import type { Stream } from '#shared/random/stream.ts'
import { stream } from '#shared/random/stream.ts'

export type Point = readonly [number, number]
/** The points that the pen connects in order. Neighbours are at most one step apart along each axis. */
export type Letter = readonly Point[]

export const scriptCount = 10
export const lettersPerScript = 10
/** With four strokes on a grid of three, no walk hits a dead end before its last. */
const strokesPerLetter = 4
const gridSide = 3

/**
 * The letters of each script of `seed`, centred on the origin. No two letters of a set are equal up to translation or
 * mirroring, so that flipping an image keeps its class.
 */
export function inventScripts(seed: number): Letter[][] {
  // Images use (split, index) with splits 0 and 1.
  const random = stream(seed, 'dataset', 2)
  const taken = new Set<string>()
  const invent = (): Letter => {
    for (;;) {
      const letter = centred(walk(random))
      const key = strokesKey(letter)
      if (taken.has(key)) continue
      taken.add(key).add(strokesKey(letter.map(([x, y]) => [-x, y])))
      return letter
    }
  }
  return Array.from({ length: scriptCount }, () => Array.from({ length: lettersPerScript }, invent))
}

/** A walk over the grid between neighbours, diagonals included, that never repeats an edge. */
function walk(random: Stream): Letter {
  const points: Point[] = [[random.below(gridSide), random.below(gridSide)]]
  const drawn = new Set<string>()
  while (points.length <= strokesPerLetter) {
    const here = points.at(-1)!
    const ways = neighbours(here).filter((there) => !drawn.has(strokeKey(here, there)))
    const there = ways[random.below(ways.length)]!
    drawn.add(strokeKey(here, there))
    points.push(there)
  }
  return points
}

const steps = [-1, 0, 1]
const moves = steps.flatMap((dx) => steps.map((dy): Point => [dx, dy])).filter(([dx, dy]) => dx !== 0 || dy !== 0)
const isOnGrid = (coordinate: number) => coordinate >= 0 && coordinate < gridSide

const neighbours = ([x, y]: Point): Point[] =>
  moves.map(([dx, dy]): Point => [x + dx, y + dy]).filter((point) => point.every(isOnGrid))

function centred(letter: Letter): Letter {
  const [middleX, middleY] = [0, 1].map((axis) => {
    const values = letter.map((point) => point[axis]!)
    return (Math.min(...values) + Math.max(...values)) / 2
  }) as [number, number]
  return letter.map(([x, y]) => [x - middleX, y - middleY])
}

const strokeKey = (a: Point, b: Point): string => [a.join(), b.join()].sort().join(' ')
/** A key that is equal for letters with the same lines, in whatever order they are drawn. */
const strokesKey = (letter: Letter): string =>
  letter
    .slice(1)
    .map((point, i) => strokeKey(letter[i]!, point))
    .sort()
    .join('; ')
