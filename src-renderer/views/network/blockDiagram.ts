import type { NetworkPart } from '#shared/networks/networkParts.ts'

/** A part as a rectangle: its height shows the resolution, its width the channels, both logarithmic. */
export interface PartBox {
  readonly part: NetworkPart
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface StageSpan {
  readonly stage: number
  readonly from: number
  readonly to: number
  /** Number of channels and side length of the stage's output. */
  readonly width: number
  readonly size: number
}

export interface BlockDiagram {
  readonly boxes: readonly PartBox[]
  readonly stages: readonly StageSpan[]
  /** Total width in px: the given room, or more if the parts do not fit. */
  readonly width: number
  /** Y of the line through all parts. */
  readonly middle: number
}

export const diagramHeight = 196
const middle = 88
const tallest = 116
const shortest = 18
const gap = { block: 6, stage: 26 }
const thinnest = 6
/** Px per doubling of the channels, before everything is scaled to fit the room. */
const perOctave = 4
/** Maximum stretch: wider blocks would look like images, so further room goes into the gaps. */
const widest = 3

/** The parts from left to right across `room` px; wider if even the narrowest distinguishable parts need more. */
export function blockDiagram(parts: readonly NetworkPart[], room: number): BlockDiagram {
  const gaps = parts.slice(1).map((part, i) => (part.stage === parts[i]!.stage ? gap.block : gap.stage))
  const space = gaps.reduce((sum, px) => sum + px, 0)
  const natural = parts.map((part) =>
    part.kind === 'block' ? thinnest + perOctave * Math.log2(Math.max(1, part.output.width)) : 8,
  )
  const total = natural.reduce((sum, px) => sum + px, 0)
  const factor = Math.min(widest, Math.max(0, (room - space) / total))
  const stretch = Math.max(1, (room - factor * total) / space)
  const largest = Math.max(...parts.map(({ output }) => output.size), 2)
  let x = 0
  const boxes = parts.map((part, i): PartBox => {
    const width = Math.max(thinnest, natural[i]! * factor)
    const height =
      part.kind === 'head'
        ? shortest
        : shortest + (tallest - shortest) * (Math.log2(part.output.size) / Math.log2(largest))
    const box = { part, x, y: middle - height / 2, width, height }
    x += width + (gaps[i] ?? 0) * stretch
    return box
  })
  return { boxes, stages: spans(boxes), width: Math.max(room, x), middle }
}

function spans(boxes: readonly PartBox[]): StageSpan[] {
  const blocks = boxes.filter(({ part }) => part.kind === 'block')
  return [...Map.groupBy(blocks, ({ part }) => part.stage)].map(([stage, members]) => {
    const [first, last] = [members[0]!, members.at(-1)!]
    return { stage, from: first.x, to: last.x + last.width, ...last.part.output }
  })
}
