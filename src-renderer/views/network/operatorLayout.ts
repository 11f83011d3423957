import type { PlacedPart } from './operatorPart.ts'
import { roundedPath } from './roundedPath.ts'

/** A part in the drawing; its boxes and edges are relative to `x` and `y`. */
export interface PartPlace extends PlacedPart {
  readonly x: number
  readonly y: number
}

export interface OperatorLayout {
  readonly parts: readonly PartPlace[]
  /** From part to part, as SVG paths. */
  readonly edges: readonly string[]
  /** Headings above the parts of a stage in one row; a stage that spans several rows has one for each. */
  readonly stages: readonly { readonly stage: number; readonly from: number; readonly to: number; readonly y: number }[]
  readonly width: number
  readonly height: number
}

const gap = { part: 36, stage: 52, row: 32 }
/** Px above the parts of a row, for the line of its stage and the names of its blocks. */
const heading = 52
const rim = 28

/** The stage number in a part's name; 0 for stem and head. */
const stageOf = (name: string) => Number(/^s(\d+)\./.exec(name)?.[1] ?? 0)

/**
 * The parts of a network side by side, wrapped like text into lines of `room` px; a stage that does not fit behind the
 * previous one starts a new line.
 */
export function operatorLayout(parts: readonly PlacedPart[], room: number): OperatorLayout {
  const rows = brokenInto(parts, room - 2 * rim)
  let y = 0
  const places = rows.flatMap((row) => {
    const top = y + heading
    y = top + Math.max(...row.map(({ part }) => part.height)) + gap.row
    return row.map(({ part, x }): PartPlace => ({ ...part, x: rim + x, y: top }))
  })
  return {
    parts: places,
    edges: places.slice(1).map((part, i) => edge(places[i]!, part, places)),
    stages: spans(places),
    width: rim + Math.max(...places.map((place) => place.x + place.width)),
    height: y,
  }
}

interface Placed {
  readonly part: PlacedPart
  readonly x: number
}

function brokenInto(parts: readonly PlacedPart[], room: number): Placed[][] {
  const rows: Placed[][] = [[]]
  let x = 0
  const widthOf = (members: readonly PlacedPart[]) =>
    members.reduce((sum, { width }) => sum + width + gap.part, -gap.part)
  // Stem and head are stages of their own here, both with number 0.
  const stages = parts.reduce<PlacedPart[][]>((found, part) => {
    const last = found.at(-1)
    if (last && stageOf(last[0]!.name) === stageOf(part.name)) last.push(part)
    else found.push([part])
    return found
  }, [])
  for (const stage of stages) {
    if (x > 0 && x + widthOf(stage) > room) {
      rows.push([])
      x = 0
    }
    for (const part of stage) {
      if (x > 0 && x + part.width > room) {
        rows.push([])
        x = 0
      }
      rows.at(-1)!.push({ part, x })
      x += part.width + gap.part
    }
    x += gap.stage - gap.part
  }
  return rows
}

/** From the exit of a part to the first box of the next one: up beside it, or along the end of its row. */
function edge(from: PartPlace, to: PartPlace, places: readonly PartPlace[]): string {
  const [startX, startY] = [from.x + from.exit[0], from.y + from.exit[1]]
  const [x, y] = [to.x + to.entry[0], to.y + to.entry[1]]
  const isSameRow = from.y === to.y
  const rowEnd = Math.max(...places.filter((place) => place.y === from.y).map((place) => place.y + place.height))
  const turn = (isSameRow ? startY : rowEnd) + 14
  const up = to.x - gap.part / 2
  return roundedPath([
    [startX, startY],
    [startX, turn],
    [up, turn],
    [up, to.y],
    [x, to.y],
    [x, y],
  ])
}

function spans(places: readonly PartPlace[]): OperatorLayout['stages'] {
  const staged = places.filter(({ name }) => stageOf(name) > 0)
  return [...Map.groupBy(staged, ({ name, y }) => `${stageOf(name)} ${y}`).values()].map((members) => {
    const [first, last] = [members[0]!, members.at(-1)!]
    return { stage: stageOf(first.name), from: first.x, to: last.x + last.width, y: first.y - heading }
  })
}
