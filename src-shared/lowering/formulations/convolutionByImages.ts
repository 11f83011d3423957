import type { Kernel } from '#shared/graph/ops/shapes.ts'
import type { NodeOf } from '#shared/graph/ops/operators.ts'
import type { LoweringContext } from '#shared/lowering/loweringContext.ts'
import type { Formulation } from '#shared/lowering/planTypes.ts'
import { everyPosition } from './convolution.ts'
import { constantLike } from './half.ts'

/** Convolutions of [N, C, H, W] within channel-first layout, with one node for each where providers have one. */

/** Attributes of Conv and ConvTranspose with padding (k - 1) / 2. */
function window(kernel: number, stride: number, groups: number) {
  const padding = (kernel - 1) / 2
  return {
    kernel_shape: [kernel, kernel],
    strides: [stride, stride],
    pads: [padding, padding, padding, padding],
    group: groups,
  }
}

/** One Conv. */
export const convolutionByImages: Formulation<'conv2d'> = (context, node) => {
  const [x, w] = node.inputs
  const { stride, groups } = node.attributes
  const operands = [context.batchFirst(x), context.view(w, w.shape)]
  const y = context.onnx.add('Conv', operands, window(w.shape[2], stride, groups))
  return [context.emitBatchFirst(node.outputs[0], y)]
}

/** One ConvTranspose with the weight as it is; output_padding restores rows that the stride did not reach. */
export const inputGradientByTransposedConvolution: Formulation<'conv2dInputGradient'> = (context, node) => {
  const [dy, w] = node.inputs
  const { stride, groups, height, width } = node.attributes
  const [, , outHeight, outWidth] = dy.shape
  const dx = context.onnx.add('ConvTranspose', [context.batchFirst(dy), context.view(w, w.shape)], {
    ...window(w.shape[2], stride, groups),
    output_padding: [height - 1 - (outHeight - 1) * stride, width - 1 - (outWidth - 1) * stride],
  })
  return [context.emitBatchFirst(node.outputs[0], dx)]
}

/** Per group, dy [O / g, M] times the columns of x [M, I / g * k * k]: the elements that each tap meets at each output. */
export const weightGradientByColumns: Formulation<'conv2dWeightGradient'> = (context, node) => {
  const [x, dy] = node.inputs
  const { groups, kernel, stride } = node.attributes
  const { onnx } = context
  const [n, outputs, outHeight, outWidth] = dy.shape
  const inGroup = x.shape[1] / groups
  const [positions, taps] = [outHeight * outWidth, inGroup * kernel * kernel]
  const columns =
    kernel === 1
      ? onnx.add('Transpose', [context.viewOf(everyPosition(context, x, stride), [groups, inGroup, n * positions])], {
          perm: [0, 2, 1],
        })
      : onnx.add('Transpose', [onnx.reshape(elementsByTap(context, node), [n, groups, taps, positions])], {
          perm: [1, 0, 3, 2],
        })
  const rows = context.view(dy, [groups, outputs / groups, n * positions])
  const product = onnx.add('MatMul', [rows, onnx.reshape(columns, [groups, n * positions, taps])])
  return [{ name: product, shape: [groups, outputs / groups, taps] }]
}

/** The elements of x at each tap, [N, C * k * k, H', W']: one depthwise Conv whose kernels are each one at one tap. */
function elementsByTap(context: LoweringContext, node: NodeOf<'conv2dWeightGradient'>): string {
  const [x] = node.inputs
  const { kernel, stride } = node.attributes
  const { onnx } = context
  const [, channels] = x.shape
  const taps = kernel * kernel
  const shape: Kernel = [channels * taps, 1, kernel, kernel]
  const kernels = new Float32Array(channels * taps * taps)
  for (let row = 0; row < channels * taps; row++) kernels[row * taps + (row % taps)] = 1
  const atTaps = constantLike(context, x, onnx.floats(kernels, shape))
  return onnx.add('Conv', [context.batchFirst(x), atTaps], window(kernel, stride, channels))
}
