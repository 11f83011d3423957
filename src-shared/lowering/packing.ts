import { sizeOf, type Shape } from '#shared/graph/graph.ts'
import { moveBatchAxis } from './layout.ts'

/** A named tensor in a slot: its reference shape and its offset. */
export interface Part {
  name: string
  shape: Shape
  offset: number
}

/** An input or output of a lowered graph: an ONNX tensor and the named reference tensors in it. */
export interface Slot {
  name: string
  /** ONNX shape. */
  shape: readonly number[]
  parts: readonly Part[]
  /** Whether the batch axis, first in reference layout, is last in this tensor. */
  batchLast: boolean
  /** Element type; float32 if absent. */
  type?: 'int32'
}

/** The slot of one tensor that is the same in all layouts. */
export const plainSlot = (name: string, shape: readonly number[], type?: 'int32'): Slot => ({
  ...{ name, shape, parts: [{ name, shape: [...shape], offset: 0 }], batchLast: false },
  ...(type && { type }),
})

/** Names of the flat state vectors of every training graph. */
export const flatNames = { parameter: 'parameters', momentum: 'momenta', statistic: 'statistics' } as const

/** Names of the state vectors of the moving averages that a step can keep, by the role of what is averaged. */
export const averageNames = { parameter: 'average/parameters', statistic: 'average/statistics' } as const

/** Names of all flat state vectors of a lowered graph by role; `lossScale` only in mixed precision. */
export const stateNames = { ...flatNames, lossScale: 'lossScale' } as const

/** Names of the slots of a step that makes its batch or keeps its results on the device. */
export const deviceNames = {
  /** The labels against which images are judged. */
  labels: 'labels',
  /** Of mixed images: both shares, the partner of each image, its own label and its partner's. */
  mixup: { share: 'share', rest: 'rest', partners: 'partners', own: 'own labels', theirs: 'partner labels' },
  history: 'history',
  /** The weights of new values and of the average in a moving average. */
  average: { share: 'average share', rest: 'average rest' },
  columns: 'columns',
  rows: (part: number) => `rows/${part}`,
  pixels: (part: number) => `pixels/${part}`,
} as const

/** The name of the next value of a state input. */
export const nextName = (state: string): string => `next/${state}`

/** Named tensors in reference layout, row-major: the form of parameters, gradients and checkpoints outside a plan. */
export type NamedTensors = Map<string, Float32Array>

/** The slot of that name. Throws RangeError if there is none. */
export function slotNamed(slots: readonly Slot[], name: string): Slot {
  const slot = slots.find((candidate) => candidate.name === name)
  if (!slot) throw new RangeError(`invalid slot name: ${name} (one of ${slots.map((known) => known.name).join(', ')})`)
  return slot
}

/** The data of a slot from its named tensors. Throws RangeError for a missing or misshapen tensor. */
export function pack(slot: Slot, tensors: ReadonlyMap<string, Float32Array>): Float32Array {
  const out = new Float32Array(sizeOf(slot.shape))
  for (const { name, shape, offset } of slot.parts) {
    const data = tensors.get(name)
    if (data?.length !== sizeOf(shape))
      throw new RangeError(`invalid tensor ${name}: ${data?.length ?? 'none'} (expected ${sizeOf(shape)} elements)`)
    out.set(slot.batchLast ? moveBatchAxis(data, shape, true) : data, offset)
  }
  return out
}

/** The named tensors in a slot's data, as copies. */
export function unpack(slot: Slot, data: Float32Array): NamedTensors {
  return new Map(
    slot.parts.map(({ name, shape, offset }) => {
      const part = data.slice(offset, offset + sizeOf(shape))
      return [name, slot.batchLast ? moveBatchAxis(part, shape, false) : part]
    }),
  )
}
