import { z } from 'zod'

/**
 * Stem types by stable id: cifar 3x3 stride 1, imagenet 3x3 stride 2, resnet 7x7 stride 2 and a 3x3 stride 2 max-pool.
 */
export const stemIds = ['cifar', 'imagenet', 'resnet'] as const
/**
 * Block types by stable id. x: residual bottleneck with group convolution; y: x with squeeze-and-excitation; r: x
 * without groups; v: one 3x3 convolution; vr: v with a residual; vanilla, basic: pycls's two 3x3 convolutions without
 * and with a residual; linear: bottleneck without final activation (inverted if bottleneckRatio < 1); mbconv:
 * EfficientNet's inverted bottleneck, with a depthwise convolution of the stage's kernel.
 */
export const blockIds = ['x', 'y', 'r', 'v', 'vr', 'vanilla', 'basic', 'linear', 'mbconv'] as const
/** Activation functions by stable id; silu is also called swish. */
export const activationIds = ['relu', 'silu'] as const

export type StemId = (typeof stemIds)[number]
export type BlockId = (typeof blockIds)[number]

const count = z.int().min(1)

/** Sides of the depthwise kernels, in pixels, that a stage may have. */
export const kernelSides = [3, 5, 7] as const
export const kernelSchema = z.literal(kernelSides)
export type KernelSide = z.infer<typeof kernelSchema>

/**
 * One stage: `depth` blocks of `width` channels; the first block has the stride. Inner width = width / bottleneckRatio;
 * of mbconv the width of the block's input instead.
 */
const stageSchema = z.strictObject({
  depth: count,
  width: count,
  stride: z.int().min(1).max(4),
  bottleneckRatio: z.number().positive(),
  groupWidth: count,
  /** Side of the depthwise convolution of mbconv blocks; absent in all others, whose kernels are 3x3. */
  kernel: kernelSchema.optional(),
})
export type Stage = z.infer<typeof stageSchema>

/** The architecture of a network, without weights. `imageSize` is the side of the square RGB input in pixels. */
export const networkSchema = z.strictObject({
  stem: z.enum(stemIds),
  stemWidth: count,
  block: z.enum(blockIds),
  stages: z.array(stageSchema).min(1),
  /** Width of a 1x1 convolution before pooling; 0: none. */
  headWidth: z.int().min(0),
  /** Squeeze-and-excitation width over the block's input width; 0: none. */
  seRatio: z.number().min(0).max(1),
  classes: z.int().min(2),
  imageSize: count,
  activation: z.enum(activationIds),
  bnEpsilon: z.number().positive(),
})
export type Network = z.infer<typeof networkSchema>
