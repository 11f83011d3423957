import type { Tensor } from '#shared/graph/graph.ts'

/** The element at a flat offset, which must lie within the tensor. */
export const at = (tensor: Tensor, offset: number): number => tensor.data[offset]!

/** Adds `value` to the element at an offset. */
export function addTo(data: Float64Array, offset: number, value: number): void {
  data[offset]! += value
}
