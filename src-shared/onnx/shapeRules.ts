import { numbersOf } from './numbersRules.ts'
import type { KnownValue, OnnxNode, OnnxShape } from './onnxNode.ts'
import { floats, integer, integers } from './attributes.ts'
import { pooled, transposed, windowed } from './windows.ts'

/** The shapes of an operator's outputs; undefined: not told by what is known of its inputs. */
export type ShapeRule = (
  inputs: readonly (KnownValue | undefined)[],
  node: OnnxNode,
) => readonly OnnxShape[] | undefined

/** The broadcast shape of two operands: axes aligned from the last, axes of size one stretched. Throws RangeError. */
export function broadcast(a: OnnxShape, b: OnnxShape, type: string): OnnxShape {
  const [long, short] = a.length >= b.length ? [a, b] : [b, a]
  return long.map((size, i) => {
    const other = short[i - (long.length - short.length)] ?? 1
    if (size === other || other === 1) return size
    if (size === 1) return other
    throw new RangeError(`invalid ${type}: shapes [${a.join(', ')}] and [${b.join(', ')}] do not go together`)
  })
}

/** One output, from the shapes of all inputs that are given. */
const rule =
  (of: (shapes: readonly OnnxShape[], node: OnnxNode) => OnnxShape | undefined): ShapeRule =>
  (inputs, node) => {
    if (!inputs[0]) return undefined
    const shape = of(
      inputs.map((input) => input?.shape ?? []),
      node,
    )
    return shape && [shape]
  }

const same = rule(([x]) => x)
const together: ShapeRule = (inputs, { type }) => {
  if (inputs.length === 0 || inputs.some((input) => !input)) return undefined
  return [inputs.map((input) => input!.shape).reduce((a, b) => broadcast(a, b, type))]
}
const globally = rule(([x]) => [x![0]!, x![1]!, ...x!.slice(2).map(() => 1)])
const at = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis)
const product = (shape: OnnxShape): number => shape.reduce<number>((total, size) => total * Number(size), 1)

/** Axes by an input or, in earlier versions, an attribute. */
const axesOf = (node: OnnxNode, input: KnownValue | undefined): readonly number[] | undefined =>
  input?.numbers ?? integers(node, 'axes')

const reduced: ShapeRule = ([x, axes], node) => {
  if (!x) return undefined
  if (axes && !axes.numbers) return undefined
  const rank = x.shape.length
  const given = axesOf(node, axes)?.map((axis) => at(axis, rank))
  const over = new Set(given && given.length > 0 ? given : x.shape.keys())
  const keeps = integer(node, 'keepdims', 1) === 1
  return [x.shape.flatMap((size, i) => (over.has(i) ? (keeps ? [1] : []) : [size]))]
}
const chosen: ShapeRule = ([x], node) => {
  if (!x) return undefined
  const axis = at(integer(node, 'axis', 0), x.shape.length)
  const keeps = integer(node, 'keepdims', 1) === 1
  return [x.shape.flatMap((size, i) => (i === axis ? (keeps ? [1] : []) : [size]))]
}

function multiplied([a, b]: readonly OnnxShape[], { type }: Pick<OnnxNode, 'type'>): OnnxShape {
  const [left, right] = [a!.length === 1 ? [1, a![0]!] : a!, b!.length === 1 ? [b![0]!, 1] : b!]
  const outer = broadcast(left.slice(0, -2), right.slice(0, -2), type)
  return [...outer, ...(a!.length === 1 ? [] : [left.at(-2)!]), ...(b!.length === 1 ? [] : [right.at(-1)!])]
}

function reshaped(shape: OnnxShape, wanted: readonly number[], keepsZero: boolean): OnnxShape {
  const sizes = wanted.map((size, i) => (size === 0 && !keepsZero ? (shape[i] ?? 0) : size))
  const rest = sizes.reduce<number>((total, size) => (size === -1 ? total : total * Number(size)), 1)
  return sizes.map((size) => (size === -1 ? product(shape) / rest : size))
}

function sliced(shape: OnnxShape, node: OnnxNode, [starts, ends, axes, steps]: (readonly number[] | undefined)[]) {
  if (!starts || !ends) return undefined
  const found = [...shape]
  starts.forEach((start, i) => {
    const axis = at(axes?.[i] ?? i, shape.length)
    const step = steps?.[i] ?? 1
    const size = Number(shape[axis])
    const bound = (value: number, low: number, high: number) =>
      Math.min(Math.max(value < 0 ? value + size : value, low), high)
    const [from, to] =
      step > 0
        ? [bound(start, 0, size), bound(ends[i]!, 0, size)]
        : [bound(start, 0, size - 1), bound(ends[i]!, -1, size - 1)]
    found[axis] = Math.max(0, Math.ceil((to - from) / step))
  })
  return found
}

const split: ShapeRule = ([x, sizes], node) => {
  if (!x || (sizes && !sizes.numbers)) return undefined
  const axis = at(integer(node, 'axis', 0), x.shape.length)
  const parts = sizes?.numbers ?? integers(node, 'split')
  const count = node.outputs.length
  const whole = Number(x.shape[axis])
  const each = Math.ceil(whole / count)
  return node.outputs.map((_, i) => {
    const size = parts?.[i] ?? Math.min(each, whole - i * each)
    return x.shape.map((other, j) => (j === axis ? size : other))
  })
}

const resized: ShapeRule = ([x, ...others], node) => {
  if (!x) return undefined
  // Upsample and the first Resize have the scales second; later ones third, and the sizes fourth.
  const sizes = others[2]?.numbers
  if (sizes && sizes.length === x.shape.length) return [sizes]
  const scales = [others[0], others[1]].find(
    ({ numbers } = { shape: [] }) => numbers?.length === x.shape.length,
  )?.numbers
  const factors = scales ?? floats(node, 'scales')
  return factors && [x.shape.map((size, i) => Math.floor(Number(size) * factors[i]!))]
}

const unary = [
  ...[
    'Relu',
    'Sigmoid',
    'Identity',
    'Tanh',
    'LeakyRelu',
    'Elu',
    'Selu',
    'Celu',
    'HardSigmoid',
    'HardSwish',
    'Softplus',
  ],
  ...[
    'Softsign',
    'Mish',
    'Gelu',
    'FastGelu',
    'QuickGelu',
    'BiasGelu',
    'Swish',
    'Erf',
    'Exp',
    'Log',
    'Sqrt',
    'Reciprocal',
  ],
  ...['Abs', 'Neg', 'Floor', 'Ceil', 'Round', 'Sign', 'Sin', 'Cos', 'Not', 'Cast', 'Clip', 'Softmax', 'LogSoftmax'],
  ...['BatchNormalization', 'InstanceNormalization', 'LayerNormalization', 'GroupNormalization', 'RMSNormalization'],
  ...['LRN', 'LpNormalization', 'Dropout', 'ThresholdedRelu', 'DequantizeLinear', 'QuantizeLinear', 'PRelu', 'CumSum'],
  ...['MeanVarianceNormalization', 'Shrink', 'IsNaN', 'IsInf', 'Hardmax', 'SimplifiedLayerNormalization'],
]
const binary = ['Add', 'Sub', 'Mul', 'Div', 'Pow', 'Max', 'Min', 'Mean', 'Sum', 'Mod', 'And', 'Or', 'Xor', 'Where']
const comparisons = ['Equal', 'Less', 'Greater', 'LessOrEqual', 'GreaterOrEqual']
const reductions = ['Mean', 'Sum', 'Max', 'Min', 'Prod', 'L1', 'L2', 'SumSquare', 'LogSum', 'LogSumExp']
const each = (names: readonly string[], one: ShapeRule) => Object.fromEntries(names.map((name) => [name, one]))

/** A convolution whose weight is the input at `place`. */
const convolved = (place: number): ShapeRule =>
  rule((shapes, node) => {
    const weight = shapes[place]
    return weight?.length ? windowed(shapes[0]!, weight[0]!, weight.slice(2).map(Number), node) : undefined
  })
/** A matrix product whose right operand is the input at `place`. */
const product2 = (place: number): ShapeRule =>
  rule((shapes, node) => (shapes[place]?.length ? multiplied([shapes[0]!, shapes[place]], node) : undefined))

/** The rule of each operator by type, whatever its domain. */
const shapeRules: Readonly<Partial<Record<string, ShapeRule>>> = {
  ...each(unary, same),
  ...each([...binary, ...comparisons], together),
  ...each(
    reductions.map((name) => `Reduce${name}`),
    reduced,
  ),
  ...each(['ArgMax', 'ArgMin'], chosen),
  ...each(['GlobalAveragePool', 'GlobalMaxPool', 'GlobalLpPool'], globally),
  ...each(
    ['MaxPool', 'AveragePool', 'LpPool'],
    rule(([x], node) => pooled(x!, node)),
  ),
  ...each(['Conv', 'FusedConv', 'ConvInteger'], convolved(1)),
  QLinearConv: convolved(3),
  ConvTranspose: rule(([x, weight], node) => (weight?.length ? transposed(x!, weight, node) : undefined)),
  ...each(['MatMul', 'MatMulInteger', 'FusedMatMul'], product2(1)),
  QLinearMatMul: product2(3),
  Gemm: rule(([x, weight], node) => {
    const [rows, columns] = [
      integer(node, 'transA', 0) ? x![1]! : x![0]!,
      integer(node, 'transB', 0) ? weight![0]! : weight![1]!,
    ]
    return [rows, columns]
  }),
  Flatten: rule(([x], node) => {
    const axis = at(integer(node, 'axis', 1), x!.length)
    return [axis === 1 ? x![0]! : product(x!.slice(0, axis)), product(x!.slice(axis))]
  }),
  Reshape: ([x, shape], node) => {
    const wanted = shape?.numbers ?? integers(node, 'shape')
    return x && wanted && [reshaped(x.shape, wanted, integer(node, 'allowzero', 0) === 1)]
  },
  Transpose: rule(([x], node) => (integers(node, 'perm') ?? [...x!.keys()].reverse()).map((axis) => x![axis]!)),
  Squeeze: ([x, axes], node) => {
    if (!x || (axes && !axes.numbers)) return undefined
    const given = axesOf(node, axes)?.map((axis) => at(axis, x.shape.length))
    return [x.shape.filter((size, i) => (given ? !given.includes(i) : size !== 1))]
  },
  Unsqueeze: ([x, axes], node) => {
    const given = axesOf(node, axes)
    if (!x || !given) return undefined
    const rank = x.shape.length + given.length
    const added = new Set(given.map((axis) => at(axis, rank)))
    const rest = [...x.shape]
    return [Array.from({ length: rank }, (_, i) => (added.has(i) ? 1 : rest.shift()!))]
  },
  Concat: (inputs, node) => {
    if (inputs.some((input) => !input)) return undefined
    const shapes = inputs.map((input) => input!.shape)
    const axis = at(integer(node, 'axis', 0), shapes[0]!.length)
    const size = shapes.reduce((sum, shape) => sum + Number(shape[axis]), 0)
    return [shapes[0]!.map((other, i) => (i === axis ? size : other))]
  },
  Split: split,
  Slice: ([x, ...bounds], node) => {
    if (!x || bounds.some((bound) => bound && !bound.numbers)) return undefined
    const names = ['starts', 'ends', 'axes', 'steps']
    const found = sliced(
      x.shape,
      node,
      names.map((name, i) => bounds[i]?.numbers ?? integers(node, name)),
    )
    return found && [found]
  },
  Gather: ([x, indices], node) => {
    if (!x || !indices) return undefined
    const axis = at(integer(node, 'axis', 0), x.shape.length)
    return [[...x.shape.slice(0, axis), ...indices.shape, ...x.shape.slice(axis + 1)]]
  },
  Shape: ([x], node) => {
    if (!x) return undefined
    const rank = x.shape.length
    const [start, end] = [integer(node, 'start', 0), integer(node, 'end', rank)]
    return [[Math.max(0, Math.min(rank, at(end, rank)) - Math.max(0, at(start, rank)))]]
  },
  Size: () => [[]],
  ConstantOfShape: ([shape]) => shape?.numbers && [shape.numbers],
  Expand: ([x, shape], { type }) => x && shape?.numbers && [broadcast(x.shape, shape.numbers, type)],
  Tile: ([x, repeats]) => x && repeats?.numbers && [x.shape.map((size, i) => Number(size) * repeats.numbers![i]!)],
  Pad: ([x, input, , axes], node) => {
    const pads = input?.numbers ?? integers(node, 'pads')
    if (!x || !pads || (axes && !axes.numbers)) return undefined
    const padded = axes?.numbers?.map((axis) => at(axis, x.shape.length)) ?? [...x.shape.keys()]
    return [
      x.shape.map((size, i) => {
        const place = padded.indexOf(i)
        return place < 0 ? size : Number(size) + pads[place]! + pads[place + padded.length]!
      }),
    ]
  },
  ...each(['Resize', 'Upsample'], resized),
  DepthToSpace: rule(([x], node) => {
    const side = integer(node, 'blocksize', 1)
    return [x![0]!, Number(x![1]) / side ** 2, Number(x![2]) * side, Number(x![3]) * side]
  }),
  SpaceToDepth: rule(([x], node) => {
    const side = integer(node, 'blocksize', 1)
    return [x![0]!, Number(x![1]) * side ** 2, Number(x![2]) / side, Number(x![3]) / side]
  }),
}

/** Whether shapes follow from operators of this type. */
export const hasShapeRule = (type: string): boolean => Object.hasOwn(shapeRules, type)

/** What is known of an operator's outputs; undefined where its type or inputs do not tell. Throws RangeError. */
export function knownOutputs(
  inputs: readonly (KnownValue | undefined)[],
  node: OnnxNode,
): readonly (KnownValue | undefined)[] {
  const shapes = hasShapeRule(node.type) ? shapeRules[node.type]!(inputs, node) : undefined
  if (!shapes) return node.outputs.map(() => undefined)
  return node.outputs.map((_, i) => {
    // Further outputs of an operator with one rule (running statistics, masks) are of no use here.
    const shape = shapes[i]
    if (!shape || shape.some((size) => typeof size === 'number' && !(Number.isInteger(size) && size >= 0)))
      return undefined
    return { shape, numbers: i === 0 ? numbersOf(inputs, node) : undefined }
  })
}
