import type { Tensor } from '#shared/graph/graph.ts'

/** The element at a flat offset, which must be one of the tensor's. */
export const at = (tensor: Tensor, offset: number): number => tensor.data[offset]!

/** Adds to an element. */
export function addTo(data: Float64Array, offset: number, value: number): void {
  data[offset]! += value
}
