import { OnnxGraph } from '#shared/onnx/onnxGraph.ts'
import type { LoweredGraph } from './lowerGraph.ts'
import { plainSlot } from './packing.ts'

/** The graph that copies a vector `values` of that length to `copy`, for any plan with id `plan`. */
export function copyGraph(length: number, plan: string): LoweredGraph {
  const onnx = new OnnxGraph()
  const [values, copy] = [plainSlot('values', [length]), plainSlot('copy', [length])]
  onnx.input(values.name, values.shape)
  onnx.addNamed('Identity', [values.name], [copy.name])
  onnx.output(copy.name, copy.shape)
  return { plan, model: onnx.serialise('copy'), inputs: [values], outputs: [copy], nodes: 1, kernelNodes: 1 }
}
