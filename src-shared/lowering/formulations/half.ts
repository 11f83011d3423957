import { sizeOf, type Value } from '#shared/graph/graph.ts'
import type { Emitted, LoweringContext } from '#shared/lowering/loweringContext.ts'
import type { Formulation } from '#shared/lowering/planTypes.ts'
import { elementTypes } from '#shared/onnx/onnxNode.ts'

/** Casts of mixed precision. Between the cast of operands and that of the result, a value's tensor may be float16. */

const cast = ({ onnx }: LoweringContext, name: string, to: 'float16' | 'float32') =>
  onnx.add('Cast', [name], { to: elementTypes[to] })

/** Emits a value's tensor as `y`'s through a map of tensors; once for each x. */
function mapped(context: LoweringContext, x: Value, y: Value, map: (tensor: Emitted) => Emitted): readonly Emitted[] {
  // An input in reference layout is mapped as such, so that formulations which read it like that need no transposition.
  if (x.producer === null && x.batched && context.layout.channelFirst) {
    context.placeInput(y, context.viewOf(map({ name: context.batchFirst(x), shape: x.shape }), x.shape))
    return []
  }
  return [context.memo(`cast ${x.id}`, () => map(context.tensor(x)))]
}

/**
 * Rounds to float16 and back: products take float32 numbers. Providers without float16 kernels compute like that anyway,
 * and kernels on channel blocks have no others.
 */
export const rounded: Formulation<'toHalf' | 'fromHalf'> = (context, { inputs: [x], outputs: [y] }) =>
  mapped(context, x, y, ({ name, shape }) => ({
    name: cast(context, cast(context, name, 'float16'), 'float32'),
    shape,
  }))

/**
 * Casts a view of another shape, so that a Reshape lies between the cast and the product, which costs a GPU nothing. Without it, the
 * casts that onnxruntime's CPU provider puts around a float16 node would cancel out the graph's own, and with them the
 * rounding.
 */
const castView = (to: 'float16' | 'float32'): Formulation<'toHalf' | 'fromHalf'> => {
  return (context, { inputs: [x], outputs: [y] }) =>
    mapped(context, x, y, (tensor) => {
      const size = sizeOf(x.shape)
      const shape = tensor.shape.length === 1 ? [1, size] : [size]
      return { name: cast(context, context.viewOf(tensor, shape), to), shape }
    })
}

/** A float16 tensor, for products in float16. */
export const asHalf = castView('float16')

/** A float32 tensor of a float16 one. */
export const asFloat = castView('float32')

/** The constant with that name in the element type of x, which is float16 for operands of products in mixed precision. */
export const constantLike = (context: LoweringContext, x: Value, name: string): string =>
  x.producer?.operator.id === 'toHalf' ? cast(context, name, 'float16') : name
