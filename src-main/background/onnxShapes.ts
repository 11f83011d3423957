import type { DecodedAttribute } from './operatorGraph.ts'

type Shape = (number | string)[]
interface ShapedNode {
  opType: string
  input?: string[]
  output: string[]
  attribute?: DecodedAttribute[]
}
type Rule = (inputs: Shape[], attribute: (name: string) => DecodedAttribute | undefined) => Shape

/** Spatial sizes after windows of `kernel` at `stride` with `pads` (top, left, bottom, right). */
function windowed(
  [batch, width, ...sizes]: Shape,
  channels: number | string | undefined,
  get: Parameters<Rule>[1],
): Shape {
  const [kernel, strides, pads] = ['kernel_shape', 'strides', 'pads'].map((name) => get(name)?.ints)
  const out = sizes.map((size, i) => {
    const padding = (pads?.[i] ?? 0) + (pads?.[i + sizes.length] ?? 0)
    return Math.floor((Number(size) + padding - (kernel?.[i] ?? 1)) / (strides?.[i] ?? 1)) + 1
  })
  return [batch!, channels ?? width!, ...out]
}

const first: Rule = ([x]) => x!

/** The shape of each operator's output, for the operators of exported models. */
const rules: Record<string, Rule> = {
  Conv: ([x, weight], get) => windowed(x!, weight![0], get),
  MaxPool: ([x], get) => windowed(x!, undefined, get),
  GlobalAveragePool: ([x]) => [x![0]!, x![1]!, ...x!.slice(2).map(() => 1)],
  Flatten: ([x]) => [x![0]!, x!.slice(1).reduce<number>((product, size) => product * Number(size), 1)],
  Gemm: ([x, weight]) => [x![0]!, weight![0]!],
  Relu: first,
  Sigmoid: first,
  Mul: first,
  Add: first,
  Sub: first,
  Div: first,
  Identity: first,
}

/** Shapes of all values that are not constants, by name, as far as the operators are known. */
export function onnxShapes(
  nodes: readonly ShapedNode[],
  inputs: ReadonlyMap<string, Shape>,
  constants: ReadonlyMap<string, Shape>,
): Map<string, Shape> {
  const known = new Map([...constants, ...inputs])
  for (const { opType, input = [], output, attribute = [] } of nodes) {
    const shapes = input.map((name) => known.get(name))
    const rule = rules[opType]
    if (!rule || shapes.includes(undefined)) continue
    known.set(
      output[0]!,
      rule(shapes as Shape[], (name) => attribute.find((entry) => entry.name === name)),
    )
  }
  for (const name of constants.keys()) known.delete(name)
  return known
}
