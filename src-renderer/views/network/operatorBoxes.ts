import type { GraphOperator, OperatorGraph } from '#shared/contract/operatorGraph.ts'

/** An operator and those that follow it at once on what it puts out, drawn as one box. */
export interface OperatorBox {
  readonly operators: [GraphOperator, ...GraphOperator[]]
  /** The boxes of its part that it takes from, in the order of its inputs; undefined: what enters the part. */
  readonly sources: readonly (OperatorBox | undefined)[]
  /** The longest way to it inside its part. */
  readonly layer: number
  /** 0: on the way from part to part; above: beside it. */
  lane: number
}

export interface OperatorPart {
  /** `stem`, `s1.b2`, `head`. */
  readonly name: string
  readonly boxes: readonly OperatorBox[]
}

/** Elementwise operators that stand in the box of the operator before. */
const followers = new Set(['Relu', 'Sigmoid', 'Mul', 'Div', 'Identity'])

/** The parts of a network in order, each operator in its box. Each part takes only what the part before it gives. */
export function operatorParts({ nodes }: OperatorGraph): OperatorPart[] {
  const users = Map.groupBy(
    nodes.flatMap((node) => node.inputs.map((value) => ({ value, node }))),
    ({ value }) => value,
  )
  const isInner = (value: string) => users.get(value)!.every(({ node }) => followers.has(node.operator))
  return [...Map.groupBy(nodes, ({ part }) => part)].map(([name, members]) => {
    const boxes: OperatorBox[] = []
    const boxOf = new Map<string, OperatorBox>()
    for (const node of members) {
      const sources = [...new Set(node.inputs.map((value) => boxOf.get(value)))]
      const [host] = sources
      const joins = host && sources.length === 1 && followers.has(node.operator) && node.inputs.every(isInner)
      const layer = 1 + Math.max(-1, ...sources.map((source) => source?.layer ?? -1))
      const box: OperatorBox = joins ? host : { operators: [node], sources, layer, lane: 0 }
      if (joins) host.operators.push(node)
      else boxes.push(box)
      for (const value of node.outputs) boxOf.set(value, box)
    }
    chooseLanes(boxes)
    return { name, boxes }
  })
}

/**
 * The way through a part stays in lane 0: back from its last box along the longest way, but past gates, whose second
 * input is what weighs the first. Everything else hangs beside it.
 */
function chooseLanes(boxes: readonly OperatorBox[]): void {
  const way = new Set<OperatorBox>()
  for (let box = boxes.at(-1); box;) {
    way.add(box)
    const sources = box.sources.filter((source) => source !== undefined)
    box = box.operators[0].operator === 'Mul' ? sources[0] : sources.sort((a, b) => b.layer - a.layer)[0]
  }
  const taken = new Set<string>()
  for (const box of boxes) {
    if (way.has(box)) continue
    do box.lane++
    while (taken.has(`${box.layer} ${box.lane}`))
    taken.add(`${box.layer} ${box.lane}`)
  }
}
