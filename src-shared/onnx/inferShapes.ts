import type { OnnxNode, OnnxShape } from './onnxNode.ts'
import { hasShapeRule, knownOutputs } from './shapeRules.ts'

/**
 * Shapes of the nodes' first outputs by name, in order. `known` holds those of inputs and constants. Throws RangeError
 * for an operator whose shape is not known, and for operands whose shapes do not match.
 */
export function inferShapes(
  nodes: readonly OnnxNode[],
  known: ReadonlyMap<string, OnnxShape>,
): ReadonlyMap<string, OnnxShape> {
  const found = new Map<string, OnnxShape>()
  for (const node of nodes) {
    const inputs = node.inputs.map((name) => {
      const shape = found.get(name) ?? known.get(name)
      if (!shape) throw new RangeError(`invalid graph: ${name} is used before it is computed`)
      return { shape }
    })
    const [output] = hasShapeRule(node.type) ? knownOutputs(inputs, node) : []
    if (!output) throw new RangeError(`invalid operator: ${node.type} (the shape that it gives is not known)`)
    found.set(node.outputs[0]!, output.shape)
  }
  return found
}
