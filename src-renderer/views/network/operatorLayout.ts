import type { OperatorGraph } from '#shared/contract/runs.ts'

export interface PlacedOperator {
  readonly id: string
  readonly operator: string
  /** Shape of its first output without the batch, where it is known: "16×8×8". */
  readonly shape: string
  readonly x: number
  readonly y: number
}

export interface OperatorLayout {
  readonly nodes: readonly PlacedOperator[]
  /** As SVG paths, from node to node. */
  readonly edges: readonly { readonly from: string; readonly to: string; readonly path: string }[]
  readonly width: number
  readonly height: number
}

export const operatorSize = { width: 92, height: 38 }
const pitch = { x: operatorSize.width + 26, y: operatorSize.height + 22 }
/** Above the first lane, for edges that go around. */
const skyline = 34

/**
 * The operators in layers from left to right: each one layer behind the latest of its inputs, the main way in the first
 * lane. An edge over several layers goes around above.
 */
export function operatorLayout({ nodes, shapes }: OperatorGraph): OperatorLayout {
  const producer = new Map(nodes.flatMap(({ id, outputs }) => outputs.map((output) => [output, id] as const)))
  const sources = new Map(
    nodes.map(({ id, inputs }) => [id, inputs.flatMap((input) => producer.get(input) ?? [])] as const),
  )
  const layers = layersOf([...sources.keys()], sources)
  const lanes = lanesOf(nodes, sources, layers)
  const place = (id: string) => ({ x: layers.get(id)! * pitch.x, y: skyline + lanes.get(id)! * pitch.y })

  const placed = nodes.map(({ id, operator, outputs }): PlacedOperator => {
    const shape = outputs[0] === undefined ? undefined : shapes[outputs[0]]
    return { id, operator, shape: shape ? shape.slice(1).join('×') : '', ...place(id) }
  })
  const edges = nodes.flatMap(({ id }) =>
    sources.get(id)!.map((from) => ({ from, to: id, path: way(place(from), place(id)) })),
  )
  return {
    nodes: placed,
    edges,
    width: Math.max(0, ...placed.map(({ x }) => x)) + operatorSize.width,
    height: Math.max(0, ...placed.map(({ y }) => y)) + operatorSize.height,
  }
}

/** The longest way from an input to each node. Nodes of an ONNX graph stand behind those that they use. */
function layersOf(ids: readonly string[], sources: ReadonlyMap<string, readonly string[]>): Map<string, number> {
  const layers = new Map<string, number>()
  for (const id of ids) layers.set(id, Math.max(-1, ...sources.get(id)!.map((from) => layers.get(from) ?? -1)) + 1)
  return layers
}

/** What lies on the longest way through the graph takes the first lane; the others the first that is free there. */
function lanesOf(
  nodes: OperatorGraph['nodes'],
  sources: ReadonlyMap<string, readonly string[]>,
  layers: ReadonlyMap<string, number>,
): Map<string, number> {
  const lanes = new Map<string, number>()
  const taken = new Set<string>()
  const put = (id: string, lane: number) => {
    lanes.set(id, lane)
    taken.add(`${layers.get(id)!} ${lane}`)
  }
  let last = nodes.reduce<string | undefined>(
    (deepest, { id }) => (deepest === undefined || layers.get(id)! >= layers.get(deepest)! ? id : deepest),
    undefined,
  )
  while (last !== undefined) {
    put(last, 0)
    const layer: number = layers.get(last)!
    last = sources.get(last)!.find((from) => layers.get(from) === layer - 1)
  }
  for (const { id } of nodes) {
    if (lanes.has(id)) continue
    let lane = Math.max(1, ...sources.get(id)!.map((from) => lanes.get(from) ?? 0))
    while (taken.has(`${layers.get(id)!} ${lane}`)) lane++
    put(id, lane)
  }
  return lanes
}

interface Point {
  x: number
  y: number
}

function way(from: Point, to: Point): string {
  const half = operatorSize.height / 2
  const [x1, y1, x2, y2] = [from.x + operatorSize.width, from.y + half, to.x, to.y + half]
  const isFar = x2 - x1 > pitch.x - operatorSize.width + 1
  if (isFar && from.y === to.y) {
    const top = from.y - 14
    const [a, b] = [x1 - 12, x2 + 12]
    return `M${a} ${from.y}C${a} ${top} ${a + 10} ${top} ${a + 24} ${top}H${b - 24}C${b - 10} ${top} ${b} ${top} ${b} ${to.y}`
  }
  // Level as far as the turn, which stands just before the target.
  const turn = from.y < to.y ? x1 : x2 - 26
  return `M${x1} ${y1}H${turn}C${turn + 13} ${y1} ${turn + 13} ${y2} ${turn + 26} ${y2}H${x2}`
}
