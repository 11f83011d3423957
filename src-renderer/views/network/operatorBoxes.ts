import type { GraphOperator, OperatorGraph } from '#shared/contract/operatorGraph.ts'

/** An operator with those that directly follow it on its output, drawn as one box. */
export interface OperatorBox {
  readonly operators: [GraphOperator, ...GraphOperator[]]
  /** The boxes of the same part that its inputs come from, in input order; undefined for the input of the part. */
  readonly sources: readonly (OperatorBox | undefined)[]
  /** Length of the longest path to it inside its part. */
  readonly layer: number
  /** 0: on the main path; above 0: beside it. */
  lane: number
}

export interface OperatorPart {
  /** `stem`, `s1.b2`, `head`. */
  readonly name: string
  readonly boxes: readonly OperatorBox[]
}

/** Elementwise operators that are drawn in the box of the preceding operator. */
const followers = new Set(['Relu', 'Sigmoid', 'Mul', 'Div', 'Identity'])

/**
 * The parts of a network in order, with each operator in its box. The only input of a part is the output of the
 * previous one.
 */
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
 * Puts the main path through a part into lane 0: back from its last box along the longest path, but past gates, whose
 * second input scales the first. Everything else gets a lane beside it.
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
