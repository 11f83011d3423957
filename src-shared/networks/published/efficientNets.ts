import type { KernelSide, Network } from '#shared/networks/network.ts'

type Stage = readonly [depth: number, width: number, expansion: number, kernel: KernelSide, stride: number]

/** The stages of EfficientNet-B0 (arXiv 1905.11946, Table 1). */
const stages: readonly Stage[] = [
  [1, 16, 1, 3, 1],
  [2, 24, 6, 3, 2],
  [2, 40, 6, 5, 2],
  [3, 80, 6, 3, 2],
  [3, 112, 6, 5, 1],
  [4, 192, 6, 5, 2],
  [1, 320, 6, 3, 1],
]
const stemWidth = 32
const headWidth = 1280

/**
 * Multipliers of widths and depths and the image's side of EfficientNet-B0 to B5, by name: the released scalings of
 * Section 5 of arXiv 1905.11946.
 */
export const efficientNetScalings = {
  'EfficientNet-B0': { width: 1, depth: 1, imageSize: 224 },
  'EfficientNet-B1': { width: 1, depth: 1.1, imageSize: 240 },
  'EfficientNet-B2': { width: 1.1, depth: 1.2, imageSize: 260 },
  'EfficientNet-B3': { width: 1.2, depth: 1.4, imageSize: 300 },
  'EfficientNet-B4': { width: 1.4, depth: 1.8, imageSize: 380 },
  'EfficientNet-B5': { width: 1.6, depth: 2.2, imageSize: 456 },
} as const

/** `width` times `multiplier` as the nearest multiple of 8 that is at least 8 and not below 90 % of the product. */
function scaledWidth(width: number, multiplier: number): number {
  const exact = width * multiplier
  const nearest = Math.max(8, Math.floor((exact + 4) / 8) * 8)
  return nearest < 0.9 * exact ? nearest + 8 : nearest
}

/**
 * An EfficientNet with 1000 classes. Its dropout and drop-connect have no effect in inference and on complexity and are
 * not part of the description; the paper's comparison trained without them.
 */
export function efficientNet(name: keyof typeof efficientNetScalings): Network {
  const { width: widths, depth: depths, imageSize } = efficientNetScalings[name]
  return {
    ...{ stem: 'imagenet', stemWidth: scaledWidth(stemWidth, widths), block: 'mbconv' },
    stages: stages.map(([depth, width, expansion, kernel, stride]) => ({
      ...{ depth: Math.ceil(depth * depths), width: scaledWidth(width, widths), stride },
      ...{ bottleneckRatio: 1 / expansion, groupWidth: 1, kernel },
    })),
    headWidth: scaledWidth(headWidth, widths),
    ...{ seRatio: 0.25, classes: 1000, imageSize, activation: 'silu', bnEpsilon: 1e-5 },
  }
}
