import type { Tensor } from 'onnxruntime-node'
import { slotNamed, type Slot } from '#shared/lowering/packing.ts'
import { stepNames } from '#shared/training/trainingGraph.ts'
import { zeros, type Session } from '../providers/session.ts'

/** The slots of a training graph's state: inputs whose next value is an output. */
export function stateSlots({ inputs, outputs }: Pick<Session, 'inputs' | 'outputs'>): Slot[] {
  return inputs.filter(({ name }) => outputs.some((other) => other.name === stepNames.next(name)))
}

/** The tensors that the host fills before each step, and the layout of the batch. */
export function batchTensors({ inputs }: Session): {
  images: Tensor
  targets: Tensor
  rate: Tensor
  batchLast: boolean
} {
  const images = slotNamed(inputs, stepNames.images)
  return {
    images: zeros(images.shape),
    targets: zeros(slotNamed(inputs, stepNames.targets).shape),
    rate: zeros([]),
    batchLast: images.batchLast,
  }
}
