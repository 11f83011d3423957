import { integer } from './attributes.ts'
import type { OnnxModel, ReadNode } from './readModel.ts'
import { hasShapeRule } from './shapeRules.ts'
import { traceModel, type TracedModel } from './traceModel.ts'

/** Costs of one image as the paper counts them: convolutions and linear layers; see ComplexityConvention. */
export interface ModelCosts {
  /** Multiply-adds. */
  readonly flops: number
  /** Weights and biases of convolutions and linear layers, scales and shifts of batch normalisations. */
  readonly parameters: number
  /** Elements that convolutions put out. */
  readonly activations: number
}

/** All operators of one type. */
export interface OperatorCosts extends ModelCosts {
  readonly type: string
  /** Set of operators; empty for the standard's. */
  readonly domain: string
  readonly count: number
}

/**
 * Why costs are left out. unknownShape: of convolutions or linear layers whose shape does not follow from the graph;
 * computedProduct: products of two computed values, which are no linear layers; unknownOperator: of types that are not
 * known, which may hold such layers; ownGraph: operators that hold graphs; constants: other constants with a point, such as
 * the mean of the images or scales of layers, which may be parameters.
 */
export type UncountedReason = 'unknownShape' | 'computedProduct' | 'unknownOperator' | 'ownGraph' | 'constants'

export interface Uncounted {
  readonly reason: UncountedReason
  /** Types of the operators that it is about. */
  readonly types: readonly string[]
  /** Operators; for constants, their elements. */
  readonly count: number
}

export interface CountedModel extends ModelCosts {
  /** By costs, then by count, largest first. */
  readonly operators: readonly OperatorCosts[]
  readonly uncounted: readonly Uncounted[]
  readonly traced: TracedModel
}

/** Places of the weight and of the bias among the inputs of operators with weights. */
const weighted: Readonly<
  Partial<Record<string, { kind: 'convolution' | 'transposed' | 'linear'; weight: number; bias?: number }>>
> = {
  Conv: { kind: 'convolution', weight: 1, bias: 2 },
  FusedConv: { kind: 'convolution', weight: 1, bias: 2 },
  ConvInteger: { kind: 'convolution', weight: 1 },
  QLinearConv: { kind: 'convolution', weight: 3, bias: 8 },
  ConvTranspose: { kind: 'transposed', weight: 1, bias: 2 },
  Gemm: { kind: 'linear', weight: 1, bias: 2 },
  MatMul: { kind: 'linear', weight: 1 },
  FusedMatMul: { kind: 'linear', weight: 1 },
  MatMulInteger: { kind: 'linear', weight: 1 },
  QLinearMatMul: { kind: 'linear', weight: 3 },
}
const weightedOf = (type: string) => (Object.hasOwn(weighted, type) ? weighted[type] : undefined)
/** Operators whose computation has no multiply-adds of layers, beside those with a rule for their shape. */
const plain = new Set([
  ...['Constant', 'Range', 'NonZero', 'TopK', 'NonMaxSuppression', 'RoiAlign', 'OneHot', 'ScatterND', 'GatherND'],
  ...['ScatterElements', 'GatherElements', 'EyeLike', 'Trilu', 'DynamicQuantizeLinear', 'MaxUnpool', 'GridSample'],
])

const elements = (shape: readonly (number | string)[]): number =>
  shape.reduce<number>((total, size) => total * Number(size), 1)

/** The costs of a model for an image of `imageSize` pixels a side where it leaves that open. Throws ValueError. */
export function modelComplexity(model: OnnxModel, imageSize: number): CountedModel {
  const traced = traceModel(model, imageSize)
  const used = new Set<string>()
  const left = new Map<UncountedReason, Set<string>>()
  const counts = new Map<UncountedReason, number>()
  const leave = (reason: UncountedReason, type: string) => {
    left.set(reason, (left.get(reason) ?? new Set()).add(type))
    counts.set(reason, (counts.get(reason) ?? 0) + 1)
  }
  const operators = new Map<string, OperatorCosts>()
  for (const node of model.nodes) {
    const { reason, ...costs } = costsOf(node, traced, used)
    if (node.hasGraph) leave('ownGraph', node.type)
    else if (reason) leave(reason, node.type)
    else if (!weightedOf(node.type) && !hasShapeRule(node.type) && !plain.has(node.type))
      leave('unknownOperator', node.type)
    const key = `${node.domain} ${node.type}`
    const before = operators.get(key) ?? { type: node.type, domain: node.domain, count: 0, ...none }
    operators.set(key, { ...before, count: before.count + 1, ...sum(before, costs) })
  }
  const constants = otherConstants(model, used)
  const all = [...operators.values()].sort(
    (a, b) => b.flops - a.flops || b.parameters - a.parameters || b.count - a.count,
  )
  return {
    ...all.reduce<ModelCosts>(sum, none),
    operators: all,
    uncounted: [
      ...Array.from(left, ([reason, types]) => ({ reason, types: [...types], count: counts.get(reason)! })),
      ...(constants.count > 0 ? [{ reason: 'constants' as const, ...constants }] : []),
    ],
    traced,
  }
}

const none: ModelCosts = { flops: 0, parameters: 0, activations: 0 }
const sum = (a: ModelCosts, b: ModelCosts): ModelCosts => ({
  flops: a.flops + b.flops,
  parameters: a.parameters + b.parameters,
  activations: a.activations + b.activations,
})

function costsOf(node: ReadNode, traced: TracedModel, used: Set<string>): ModelCosts & { reason?: UncountedReason } {
  const { values, fixed, image } = traced
  /** Elements of parameters, each counted where it is first used. */
  const parametersAt = (...places: readonly (number | undefined)[]) =>
    places.reduce<number>((total, place) => {
      const name = place === undefined ? '' : (node.inputs[place] ?? '')
      if (name === '' || !fixed.has(name) || used.has(name)) return total
      used.add(name)
      return total + elements(values.get(name)?.shape ?? [0])
    }, 0)
  if (node.type === 'BatchNormalization') {
    // The running mean and variance are no parameters.
    for (const name of node.inputs.slice(3)) used.add(name)
    return { ...none, parameters: parametersAt(1, 2) }
  }
  const layer = weightedOf(node.type)
  // A product of constants alone is computed once, and not for each image.
  if (!layer || node.inputs.every((name) => name === '' || fixed.has(name))) return none
  const weight = weightOf(node, layer, traced)
  if (weight === undefined) return { ...none, reason: 'computedProduct' }
  const [shape, out] = [values.get(node.inputs[weight]!)?.shape, values.get(node.outputs[0]!)?.shape]
  const parameters = parametersAt(weight, layer.bias)
  if (!shape || !out) return { ...none, parameters, reason: 'unknownShape' }
  const [size, x] = [elements(out) / image.batch, values.get(node.inputs[0]!)?.shape]
  if (layer.kind === 'convolution') return { flops: size * elements(shape.slice(1)), parameters, activations: size }
  if (layer.kind === 'transposed') {
    if (!x) return { ...none, parameters, reason: 'unknownShape' }
    return { flops: (elements(x) / image.batch) * elements(shape.slice(1)), parameters, activations: size }
  }
  const isLast = weight === 0 || (node.type === 'Gemm' && integer(node, 'transB', 0) === 1)
  const inner = isLast ? shape.at(-1)! : (shape.at(-2) ?? shape.at(-1)!)
  return { flops: size * Number(inner), parameters, activations: 0 }
}

/** The place of the weight; of a matrix product either operand may be it: undefined if none is fixed. */
function weightOf(
  { type, inputs }: ReadNode,
  { weight, kind }: { weight: number; kind: string },
  { fixed }: TracedModel,
) {
  if (kind !== 'linear' || fixed.has(inputs[weight] ?? '')) return weight
  return type !== 'Gemm' && fixed.has(inputs[0]!) ? 0 : undefined
}

/** Operators whose constants are settings or scales of quantisation. */
const settings = new Set(['Resize', 'Upsample', 'Clip', 'Pad', 'Dropout', 'QuantizeLinear', 'DequantizeLinear'])

/** Constants of several numbers with a point that belong to no layer, with the types of operators that take them. */
function otherConstants(model: OnnxModel, used: ReadonlySet<string>): { types: string[]; count: number } {
  const types = new Set<string>()
  const found = new Set<string>()
  for (const { type, inputs } of model.nodes.filter(
    (node) => !settings.has(node.type) && !node.type.startsWith('QLinear'),
  ))
    for (const name of inputs) {
      const constant = model.constants.get(name)
      if (used.has(name) || !constant?.isFloat || elements(constant.shape) < 2) continue
      found.add(name)
      types.add(type)
    }
  return { types: [...types], count: [...found].reduce((n, name) => n + elements(model.constants.get(name)!.shape), 0) }
}
