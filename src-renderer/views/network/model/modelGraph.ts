import type { GraphOperator, OperatorGraph } from '#shared/contract/operatorGraph.ts'
import type { OnnxModel, ReadNode } from '#shared/onnx/readModel.ts'
import type { TracedModel } from '#shared/onnx/traceModel.ts'

/** The most operators in a row that are drawn as one part. */
const longest = 8

/**
 * The operators of a model that depend on its image, for drawing: part by part, where a part is a branch of the graph
 * between two places that one value alone passes, or a few operators in a row. Parts of the bench's own exports have
 * the names of its blocks, others the numbers of their operators: `12-17`.
 */
export function modelGraph(model: OnnxModel, { values, fixed, image }: TracedModel): OperatorGraph {
  const drawn = model.nodes.filter(({ outputs }) => outputs.some((name) => name !== '' && !fixed.has(name)))
  const parts = isOwn(drawn) ? drawn.map(({ scope }) => scope) : partsOf(drawn, fixed)
  return {
    nodes: drawn.map((node, i): GraphOperator => {
      const { type, inputs, outputs } = node
      const named = { inputs: inputs.filter((name) => name !== '' && !fixed.has(name)), outputs: [...outputs] }
      return { id: String(i), operator: type, part: parts[i]!, ...windowOf(node, values), ...named }
    }),
    inputs: [image.name],
    outputs: [...model.outputs],
    shapes: Object.fromEntries([...values].map(([name, { shape }]) => [name, [...shape]])),
  }
}

/** Whether the nodes are named by the bench's blocks, in order. */
function isOwn(nodes: readonly ReadNode[]): boolean {
  const scopes = nodes.map(({ scope }) => scope)
  const runs = scopes.filter((scope, i) => scope !== scopes[i - 1])
  return scopes.every((scope) => /^(stem|head|s\d+\.b\d+)$/.test(scope)) && new Set(runs).size === runs.length
}

function partsOf(nodes: readonly ReadNode[], fixed: ReadonlySet<string>): string[] {
  const lastUse = new Map<string, number>()
  nodes.forEach(({ inputs }, i) => inputs.forEach((name) => lastUse.set(name, i)))
  const ends: number[] = []
  const live = new Set<string>()
  nodes.forEach(({ inputs, outputs }, i) => {
    for (const name of inputs) if (lastUse.get(name) === i) live.delete(name)
    for (const name of outputs) if ((lastUse.get(name) ?? -1) > i && !fixed.has(name)) live.add(name)
    if (live.size <= 1) ends.push(i)
  })
  if (ends.at(-1) !== nodes.length - 1) ends.push(nodes.length - 1)
  return joined(ends).flatMap(([from, to]) =>
    new Array<string>(to - from + 1).fill(from === to ? String(from + 1) : `${from + 1}-${to + 1}`),
  )
}

/** Parts as first and last operator, from the ends of indivisible ones: single operators in a row become one part. */
function joined(ends: readonly number[]): [number, number][] {
  const parts: [number, number][] = []
  let isRow = false
  let from = 0
  for (const end of ends) {
    const last = parts.at(-1)
    if (end === from && isRow && last && end - last[0] < longest) last[1] = end
    else parts.push([from, end])
    isRow = end === from
    from = end + 1
  }
  return parts
}

function windowOf({ attributes, inputs }: ReadNode, values: TracedModel['values']): Pick<GraphOperator, 'window'> {
  const kernel = attributes['kernel_shape']
  const strides = attributes['strides']
  const first = (value: typeof kernel) => (Array.isArray(value) ? (value as readonly number[])[0] : undefined)
  // A convolution need not say its kernel, which its weight has.
  const side = first(kernel) ?? Number(values.get(inputs[1] ?? '')?.shape[2])
  const group = attributes['group']
  if (!(first(kernel) !== undefined || (group !== undefined && side > 0))) return {}
  return { window: { kernel: side, stride: first(strides) ?? 1, groups: typeof group === 'number' ? group : 1 } }
}
