import type { OperatorBox, OperatorPart } from './operatorBoxes.ts'
import { roundedPath, type Point } from './roundedPath.ts'

export interface PlacedBox {
  readonly box: OperatorBox
  readonly x: number
  readonly y: number
  readonly height: number
}

/** A part drawn from top to bottom; all places are relative to its upper left corner, where what enters it arrives. */
export interface PlacedPart {
  readonly name: string
  readonly boxes: readonly PlacedBox[]
  /** SVG paths between its boxes, and from what enters it to a box beside the way. */
  readonly edges: readonly string[]
  /** Where the box stands that takes from the part before, and the one that gives to the part behind. */
  readonly entry: Point
  readonly exit: Point
  readonly width: number
  readonly height: number
}

export const boxSize = { width: 124, first: 38, following: 20 }
const gap = { lane: 20, layer: 20 }
/** Before the first layer, for what goes around. */
const headroom = 18
/** Right of the lanes, where shortcuts run. */
const aside = 16
const middle = boxSize.width / 2

const heightOf = ({ operators }: OperatorBox) => boxSize.first + (operators.length - 1) * boxSize.following

/** Its boxes layer under layer, the way through it straight down, what hangs beside it to the right. */
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

/** From a box, or from what enters the part, to a box; empty for the entry itself, which the way between parts draws. */
function way(from: PlacedBox | undefined, to: PlacedBox, boxes: readonly OperatorBox[], channel: number): Point[] {
  const [x, y] = [to.x + middle, to.y]
  /** Into its right side, below the middle of its first lines. */
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
