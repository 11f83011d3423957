import { OnnxGraph } from '#shared/onnx/onnxGraph.ts'
import type { LoweredGraph } from './lowerGraph.ts'
import type { Slot } from './packing.ts'

/** The name of a slot's copy in a graph of copyGraph. */
export const copyName = (name: string): string => `copy/${name}`

/** The graph that copies tensors, for any plan with id `plan`. */
export function copyGraph(slots: readonly Slot[], plan: string): LoweredGraph {
  const onnx = new OnnxGraph()
  const outputs = slots.map((slot) => ({ ...slot, name: copyName(slot.name) }))
  for (const { name, shape, type } of slots) {
    onnx.input(name, shape, type)
    onnx.addNamed('Identity', [name], [copyName(name)])
    onnx.output(copyName(name), shape, type)
  }
  const count = slots.length
  return { plan, model: onnx.serialise('copy'), inputs: slots, outputs, nodes: count, kernelNodes: count }
}
