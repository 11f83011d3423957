/** ONNX element types (TensorProto.DataType) that graphs here use. */
export const elementTypes = { float32: 1, int32: 6, int64: 7, bool: 9 } as const
export type ElementType = keyof typeof elementTypes

/** Dimensions: numbers or, in exported models, symbols such as `batch`. */
export type OnnxShape = readonly (number | string)[]

/** A value in an ONNX graph, by name. */
export interface OnnxValue {
  name: string
  shape: OnnxShape
  type: ElementType
}

/** An attribute: number arrays and integers as such, floats marked by `float` because 1 and 1.0 differ in ONNX. */
export type OnnxAttribute = number | readonly number[] | string | { float: number } | { floats: readonly number[] }

/** An operator of an ONNX graph: the names of its inputs and outputs, its type in the operator set `domain`. */
export interface OnnxNode {
  type: string
  inputs: readonly string[]
  outputs: readonly string[]
  attributes: Readonly<Record<string, OnnxAttribute>>
  domain: string
  /** The part of the network that it belongs to; empty: none is told. */
  scope: string
}
