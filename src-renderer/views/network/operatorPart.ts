import type { OperatorBox, OperatorPart } from './operatorBoxes.ts'
import { roundedPath, type Point } from './roundedPath.ts'

export interface PlacedBox {
  readonly box: OperatorBox
  readonly x: number
  readonly y: number
  readonly height: number
}

/** A part drawn from top to bottom; coordinates are relative to its upper left corner, where its input arrives. */
export interface PlacedPart {
  readonly name: string
  readonly boxes: readonly PlacedBox[]
  /** SVG paths between its boxes, and from its input to boxes beside the main path. */
  readonly edges: readonly string[]
  /** Position of the box that takes the input of the part, and of the one that gives its output. */
  readonly entry: Point
  readonly exit: Point
  readonly width: number
  readonly height: number
}

export const boxSize = { width: 124, first: 38, following: 20 }
const gap = { lane: 20, layer: 20 }
/** Px above the first layer, for edges that go around. */
const headroom = 18
/** Px right of the lanes, for shortcuts. */
const aside = 16
const middle = boxSize.width / 2

const heightOf = ({ operators }: OperatorBox) => boxSize.first + (operators.length - 1) * boxSize.following

/** Lays out its boxes layer by layer, the main path straight down, other boxes to its right. */
export function placePart({ name, boxes }: OperatorPart): PlacedPart {
  const layers = [...Map.groupBy(boxes, ({ layer }) => layer)].sort(([a], [b]) => a - b)
  const tops = new Map<number, number>()
  let bottom = headroom - gap.layer
  for (const [layer, members] of layers) {
    tops.set(layer, bottom + gap.layer)
    bottom = tops.get(layer)! + Math.max(...members.map(heightOf))
  }
  const placed = new Map(
    boxes.map((box): [OperatorBox, PlacedBox] => [
      box,
      { box, x: box.lane * (boxSize.width + gap.lane), y: tops.get(box.layer)!, height: heightOf(box) },
    ]),
  )
  const lanes = 1 + Math.max(...boxes.map(({ lane }) => lane))
  const right = lanes * (boxSize.width + gap.lane) - gap.lane
  const paths = boxes.flatMap((box) =>
    box.sources.map((source) => way(source && placed.get(source), placed.get(box)!, boxes, right + aside)),
  )
  const last = placed.get(boxes.at(-1)!)!
  return {
    name,
    boxes: [...placed.values()],
    edges: paths.filter((path) => path.length > 0).map(roundedPath),
    entry: [middle, headroom],
    exit: [middle, last.y + last.height],
    width: paths.some((path) => path.some(([x]) => x > right)) ? right + aside : right,
    height: bottom,
  }
}

const line = (...points: Point[]) => points

/**
 * The path from a box, or from the input of the part, to a box; empty for the entry itself, which the edge between
 * parts draws.
 */
function way(from: PlacedBox | undefined, to: PlacedBox, boxes: readonly OperatorBox[], channel: number): Point[] {
  const [x, y] = [to.x + middle, to.y]
  /** Enters on its right side, at the middle of its first line. */
  const [side, level] = [to.x + boxSize.width, to.y + boxSize.first / 2]
  if (!from) {
    if (to.box.lane === 0 && to.box.layer === 0) return []
    if (to.box.layer === 0) return line([middle, 0], [x, 0], [x, y])
    return line([middle, 0], [channel, 0], [channel, level], [side, level])
  }
  const [startX, startY] = [from.x + middle, from.y + from.height]
  if (from.box.lane === to.box.lane) return line([x, startY], [x, y])
  if (from.box.lane < to.box.lane) {
    const turn = y - gap.layer / 2
    return line([startX, startY], [startX, turn], [x, turn], [x, y])
  }
  const isBetween = ({ lane, layer }: OperatorBox) =>
    lane === from.box.lane && layer > from.box.layer && layer <= to.box.layer
  if (!boxes.some(isBetween)) return line([startX, startY], [startX, level], [side, level])
  const out = from.y + boxSize.first / 2
  return line([from.x + boxSize.width, out], [channel, out], [channel, level], [side, level])
}
