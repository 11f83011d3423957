/** [N, C, H, W]. */
export type FeatureMap = readonly [images: number, channels: number, height: number, width: number]
/** [N, C]. */
export type PerImage = readonly [images: number, channels: number]
/** [C]. */
export type PerChannel = readonly [channels: number]
/** Weight of a convolution [O, C / groups, k, k], k odd. */
export type Kernel = readonly [outputs: number, inputsPerGroup: number, height: number, width: number]
/** Weight of a linear layer [O, C] or, as in squeeze-and-excitation, a 1x1 kernel [O, C, 1, 1]. */
export type LinearWeight = readonly [outputs: number, inputs: number, ...kernel: number[]]
export type Scalar = readonly []
