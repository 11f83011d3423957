import type { OnnxAttribute, OnnxNode, OnnxShape } from './onnxNode.ts'

type Rule = (inputs: readonly OnnxShape[], node: OnnxNode) => OnnxShape

const first: Rule = ([x]) => x!

/** The broadcast shape of two operands: axes aligned from the last, axes of size one stretched. */
function broadcast([a, b]: readonly OnnxShape[], { type }: Pick<OnnxNode, 'type'>): OnnxShape {
  const [long, short] = a!.length >= b!.length ? [a!, b!] : [b!, a!]
  return long.map((size, i) => {
    const other = short[i - (long.length - short.length)] ?? 1
    if (size === other || other === 1) return size
    if (size === 1) return other
    throw new RangeError(`invalid ${type}: shapes [${a!.join(', ')}] and [${b!.join(', ')}] do not go together`)
  })
}

/** The integers of an attribute; undefined if the node does not have it. */
function integers(node: OnnxNode, name: string): readonly number[] | undefined {
  const value: OnnxAttribute | undefined = node.attributes[name]
  return Array.isArray(value) ? (value as readonly number[]) : undefined
}

/**
 * Shape [N, channels, ...] after sliding windows of `kernel` with the node's strides and pads (all begins, then all
 * ends).
 */
function windowed(
  [batch, , ...sizes]: OnnxShape,
  channels: number | string,
  kernel: readonly number[],
  node: OnnxNode,
): OnnxShape {
  const [strides, pads] = [integers(node, 'strides'), integers(node, 'pads')]
  const out = sizes.map((size, i) => {
    const padding = (pads?.[i] ?? 0) + (pads?.[i + sizes.length] ?? 0)
    return Math.floor((Number(size) + padding - kernel[i]!) / (strides?.[i] ?? 1)) + 1
  })
  return [batch!, channels, ...out]
}

/** The output shape of each operator used by exported models. */
const rules: Readonly<Record<string, Rule>> = {
  Conv: ([x, weight], node) => windowed(x!, weight![0]!, weight!.slice(2).map(Number), node),
  MaxPool: ([x], node) => windowed(x!, x![1]!, integers(node, 'kernel_shape')!, node),
  GlobalAveragePool: ([x]) => [x![0]!, x![1]!, ...x!.slice(2).map(() => 1)],
  Flatten: ([x]) => [x![0]!, x!.slice(1).reduce<number>((product, size) => product * Number(size), 1)],
  // With transB, the weight is [outputs, inputs].
  Gemm: ([x, weight]) => [x![0]!, weight![0]!],
  Relu: first,
  Sigmoid: first,
  Identity: first,
  Mul: broadcast,
  Add: broadcast,
  Sub: broadcast,
  Div: broadcast,
}

/**
 * Shapes of the nodes' outputs by name, in order. `known` holds those of inputs and constants. Throws RangeError for an
 * operator that exported models do not use, and for operands whose shapes do not match.
 */
export function inferShapes(
  nodes: readonly OnnxNode[],
  known: ReadonlyMap<string, OnnxShape>,
): ReadonlyMap<string, OnnxShape> {
  const found = new Map<string, OnnxShape>()
  for (const node of nodes) {
    const rule = rules[node.type]
    if (!rule) throw new RangeError(`invalid operator: ${node.type} (the shape that it gives is not known)`)
    const inputs = node.inputs.map((name) => {
      const shape = found.get(name) ?? known.get(name)
      if (!shape) throw new RangeError(`invalid graph: ${name} is used before it is computed`)
      return shape
    })
    found.set(node.outputs[0]!, rule(inputs, node))
  }
  return found
}
