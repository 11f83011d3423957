import type { Shaped } from '#shared/graph/graph.ts'
import type { NodeOf, OperatorId } from '#shared/graph/ops/operators.ts'
import type { FeatureMap } from '#shared/graph/ops/shapes.ts'
import { affineBatchNorm, affineBatchNormGradient, affineInferenceBatchNorm } from './formulations/affineBatchNorm.ts'
import {
  batchNormBySize,
  batchNormGradientByRows,
  composedBatchNorm,
  composedBatchNormGradient,
  inferenceBatchNorm,
} from './formulations/batchNorm.ts'
import { batchNormGradientBySums } from './formulations/batchNormGradientBySums.ts'
import {
  blockedConvolution,
  blockedDepthwiseWeightGradient,
  blockedInputGradient,
  fillsBlocks,
  isDepthwise,
} from './formulations/blockedConvolution.ts'
import {
  composedCrossEntropy,
  composedCrossEntropyGradient,
  linearByGemm,
  linearInputGradientByGemm,
  linearWeightGradientByGemm,
  sumOverBatch,
} from './formulations/classifier.ts'
import { direct, inputGradientByConvolution } from './formulations/convolution.ts'
import {
  convolutionByImages,
  inputGradientByTransposedConvolution,
  weightGradientByColumns,
} from './formulations/convolutionByImages.ts'
import {
  addInPass,
  maskByComparison,
  maskBySteepSigmoid,
  one,
  reluInPass,
  scaled,
  sigmoidGradientOfOutput,
  siluGradientOfSigmoid,
  siluOfSigmoid,
} from './formulations/elementwise.ts'
import { asFloat, asHalf, rounded } from './formulations/half.ts'
import { inputGradientByPhases } from './formulations/inputGradientByPhases.ts'
import { itself, timesScale } from './formulations/lossScaling.ts'
import {
  pointwise,
  pointwiseByProduct,
  pointwiseInputGradient,
  pointwiseWeightGradient,
} from './formulations/pointwise.ts'
import {
  dotOverSpace,
  maxPooling,
  maxPoolGradientByTaps,
  meanOverSpace,
  scaledPerImage,
  spreadOverSpace,
} from './formulations/pooling.ts'
import {
  portableWeightGradient,
  weightGradientByShifts,
  weightGradientOfImages,
} from './formulations/weightGradient.ts'
import { batchFirstLayout, batchLastLayout, channelFirstLayout } from './layout.ts'
import type { Formulation, LoweringPlan } from './planTypes.ts'
import { atOnce, bySlices, byTree } from './splits.ts'
import { lossScalingOnVectors, runningUpdateOnVectors, scaledSgdOnVectors, sgdOnVectors } from './updates.ts'

/** The formulation that `select` chooses for each node. */
function choose<Id extends OperatorId>(select: (node: NodeOf<Id>) => Formulation<Id>): Formulation<Id> {
  return (context, node) => select(node)(context, node)
}

type Convolution = NodeOf<'conv2d' | 'conv2dInputGradient' | 'conv2dWeightGradient'>

/** The side of a convolution's kernel. */
const kernelOf = ({ inputs: [, weight], attributes }: Convolution) =>
  'kernel' in attributes ? attributes.kernel : weight.shape[2]

/** Whether a convolution is a product of matrices: 1x1 with one group. */
const isProduct = (node: Convolution) => kernelOf(node) === 1 && node.attributes.groups === 1

const common = {
  silu: siluOfSigmoid,
  siluGradient: siluGradientOfSigmoid,
  sigmoid: one('Sigmoid'),
  sigmoidGradient: sigmoidGradientOfOutput,
  scale: scaled,
  scaleChannels: scaledPerImage,
  channelDot: dotOverSpace,
  globalAveragePool: meanOverSpace,
  spreadMean: spreadOverSpace,
  maxPool: maxPooling,
  maxPoolGradient: maxPoolGradientByTaps,
  linear: linearByGemm,
  linearInputGradient: linearInputGradientByGemm,
  linearWeightGradient: linearWeightGradientByGemm,
  batchSum: sumOverBatch,
  crossEntropy: composedCrossEntropy,
  crossEntropyGradient: composedCrossEntropyGradient,
  batchNormInference: inferenceBatchNorm,
  toHalf: rounded,
  fromHalf: rounded,
  scaleGradient: itself,
  timesLossScale: timesScale,
  lossScaling: lossScalingOnVectors,
  sgdUpdate: sgdOnVectors,
  scaledSgdUpdate: scaledSgdOnVectors,
  runningUpdate: runningUpdateOnVectors,
} satisfies Partial<LoweringPlan['formulations']>

/** For onnxruntime's CPU provider: images innermost, matrix products for 1x1 kernels, weight gradients by shifts. */
const cpu: LoweringPlan = {
  id: 'cpu-2',
  processor: null,
  layout: batchLastLayout,
  hostPrecision: 'float64',
  formulations: {
    ...common,
    conv2d: choose((node) => (isProduct(node) ? pointwise : direct)),
    conv2dInputGradient: choose((node) => {
      if (isProduct(node)) return pointwiseInputGradient
      return kernelOf(node) === 3 && node.attributes.stride === 2 ? inputGradientByPhases : inputGradientByConvolution
    }),
    conv2dWeightGradient: choose((node) => (isProduct(node) ? pointwiseWeightGradient : weightGradientByShifts)),
    batchNorm: batchNormBySize,
    batchNormGradient: batchNormGradientBySums,
    reluGradient: maskBySteepSigmoid,
    add: addInPass,
    relu: reluInPass,
  },
  split: atOnce,
}

/** Whether rows and columns of a feature map can be halved. */
const isEven = ({ shape: [, , height, width] }: Shaped<FeatureMap>) => height % 2 === 0 && width % 2 === 0

/** The cpu plan with 3x3 convolutions in channel blocks if the channels fill them, and one product for images. */
const x64: LoweringPlan = {
  ...cpu,
  id: 'x64-2',
  processor: 'x64',
  formulations: {
    ...cpu.formulations,
    conv2d: choose((node) => {
      const { groups, stride } = node.attributes
      const [x, w] = node.inputs
      const fits = kernelOf(node) === 3 && fillsBlocks({ channels: x.shape[1], outputs: w.shape[0], groups })
      return fits && (stride === 1 || (stride === 2 && isEven(x))) ? blockedConvolution : cpu.formulations.conv2d
    }),
    conv2dInputGradient: choose((node) => {
      const { groups, stride } = node.attributes
      const [outputs, inGroup] = node.inputs[1].shape
      const fits = kernelOf(node) === 3 && fillsBlocks({ channels: inGroup * groups, outputs, groups })
      return fits && stride === 1 ? blockedInputGradient : cpu.formulations.conv2dInputGradient
    }),
    conv2dWeightGradient: choose((node) => {
      const { groups, stride, kernel } = node.attributes
      const [x, dy] = node.inputs
      const sizes = { channels: x.shape[1], outputs: dy.shape[1], groups }
      if (kernel > 1 && groups === 1 && sizes.channels < 4) return weightGradientOfImages
      const fits = kernel === 3 && isDepthwise(sizes) && fillsBlocks(sizes)
      return fits && (stride === 1 || (stride === 2 && isEven(x)))
        ? blockedDepthwiseWeightGradient
        : cpu.formulations.conv2dWeightGradient
    }),
  },
}

/** An earlier version of a plan for the CPU, for runs that began under it. */
const byRows = (plan: LoweringPlan, id: string): LoweringPlan => ({
  ...plan,
  id,
  formulations: { ...plan.formulations, batchNormGradient: batchNormGradientByRows },
})

/** Plain [N, C, H, W] and basic operators, which every provider supports. */
const portable: LoweringPlan = {
  id: 'portable-1',
  processor: null,
  layout: batchFirstLayout,
  hostPrecision: 'float64',
  formulations: {
    ...common,
    conv2d: direct,
    conv2dInputGradient: inputGradientByConvolution,
    conv2dWeightGradient: portableWeightGradient,
    batchNorm: composedBatchNorm,
    batchNormGradient: composedBatchNormGradient,
    reluGradient: maskByComparison,
    add: one('Add'),
    relu: one('Relu'),
  },
  // A Split with many outputs fails on some GPU adapters.
  split: bySlices,
}

/** The portable plan for onnxruntime's WebGPU provider, for runs that began under it; new ones take `gpu`. */
const webgpu: LoweringPlan = { ...portable, id: 'webgpu-1' }

/**
 * For GPUs, where the number of nodes decides: channels outermost, so that sums over a channel and both gradients of a
 * 1x1 convolution need no transposition. Other convolutions go through [N, C, H, W], which transposes whole images.
 */
const gpu: LoweringPlan = {
  id: 'gpu-2',
  processor: null,
  layout: channelFirstLayout,
  hostPrecision: 'float32',
  formulations: {
    ...common,
    conv2d: choose((node) => (isProduct(node) ? pointwiseByProduct : convolutionByImages)),
    conv2dInputGradient: choose((node) =>
      isProduct(node) ? pointwiseInputGradient : inputGradientByTransposedConvolution,
    ),
    conv2dWeightGradient: choose((node) => (isProduct(node) ? pointwiseWeightGradient : weightGradientByColumns)),
    toHalf: asHalf,
    fromHalf: asFloat,
    batchNorm: affineBatchNorm,
    batchNormGradient: affineBatchNormGradient,
    batchNormInference: affineInferenceBatchNorm,
    reluGradient: maskByComparison,
    add: one('Add'),
    relu: one('Relu'),
  },
  split: byTree,
}

/** The lowering plans by their name on the command line. */
export const loweringPlans = {
  ...{ cpu, x64, portable, webgpu, gpu },
  'cpu-1': byRows(cpu, 'cpu-1'),
  'x64-1': byRows(x64, 'x64-1'),
  // For runs that began when images were mixed and weights averaged in float64 everywhere.
  'gpu-1': { ...gpu, id: 'gpu-1', hostPrecision: 'float64' },
} satisfies Record<string, LoweringPlan>
export type LoweringPlanName = keyof typeof loweringPlans
