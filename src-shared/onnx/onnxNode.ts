/** ONNX element types (TensorProto.DataType) used by these graphs. */
export const elementTypes = { float32: 1, int32: 6, int64: 7, bool: 9, float16: 10 } as const
export type ElementType = keyof typeof elementTypes

/** Dimensions: numbers or, in exported models, symbols such as `batch`. */
export type OnnxShape = readonly (number | string)[]

/** What is known of a value: its shape and, of a few integers such as axes and shapes, the numbers. */
export interface KnownValue {
  readonly shape: OnnxShape
  readonly numbers?: readonly number[] | undefined
}

/** A named value in an ONNX graph. */
export interface OnnxValue {
  name: string
  shape: OnnxShape
  type: ElementType
}

/**
 * An attribute: integers and integer arrays as such, floats wrapped in `float` or `floats` because ONNX distinguishes 1
 * from 1.0.
 */
export type OnnxAttribute = number | readonly number[] | string | { float: number } | { floats: readonly number[] }

/** A node of an ONNX graph: the names of its inputs and outputs, and its operator type in the operator set `domain`. */
export interface OnnxNode {
  type: string
  inputs: readonly string[]
  outputs: readonly string[]
  attributes: Readonly<Record<string, OnnxAttribute>>
  domain: string
  /** The part of the network that the node belongs to; empty if unspecified. */
  scope: string
}
