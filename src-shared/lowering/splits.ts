import { sizeOf } from '#shared/graph/graph.ts'
import type { PlanLayout } from './loweringContext.ts'
import type { Part } from './packing.ts'

/** Ways to emit the parts of a flat vector. */
type Splitting = PlanLayout['split']

/** One Slice for each part, which every provider supports. */
export const bySlices: Splitting = ({ onnx }, flat, parts) =>
  parts.map(({ shape, offset }) => {
    const end = offset + sizeOf(shape)
    return onnx.add('Slice', [flat, onnx.integers([offset]), onnx.integers([end]), onnx.integers([0])])
  })

/** One Split. */
export const atOnce: Splitting = ({ onnx }, flat, parts) => [
  ...onnx.addNamed(
    'Split',
    [flat, onnx.integers(parts.map(({ shape }) => sizeOf(shape)))],
    parts.map(({ name }) => onnx.fresh(name)),
    { axis: 0 },
  ),
]

/** Most outputs of a Split that every GPU adapter supports: each is a storage buffer, and so is its input. */
const mostOutputs = 7

/** A tree of Splits with at most `mostOutputs` outputs. */
export const byTree: Splitting = (context, flat, parts) => {
  if (parts.length === 1) return [flat]
  if (parts.length <= mostOutputs) return atOnce(context, flat, parts)
  // Full subtrees, so that only the last one at each level is smaller.
  let perBranch = mostOutputs
  while (perBranch * mostOutputs < parts.length) perBranch *= mostOutputs
  const branches: Part[][] = []
  for (let i = 0; i < parts.length; i += perBranch) branches.push(parts.slice(i, i + perBranch))
  const trunk = branches.map((branch): Part => {
    const size = branch.reduce((sum, { shape }) => sum + sizeOf(shape), 0)
    return { name: 'branch', shape: [size], offset: branch[0]!.offset }
  })
  return atOnce(context, flat, trunk).flatMap((name, i) => byTree(context, name, branches[i]!))
}
