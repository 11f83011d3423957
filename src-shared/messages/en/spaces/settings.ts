import { words } from '#shared/messages/en/words.ts'

/** Settings shared by all networks of a space. */
export const settings = {
  inCommon: 'Common to all networks',
  settings: {
    stages: 'Stages',
    strides: 'Stride',
    kernels: 'Kernel',
    block: words.block,
    stem: words.stem,
    activation: 'Activation',
    stemWidth: words.stemWidth,
    headWidth: 'Head width (0: none)',
    seRatio: 'Squeeze-and-excitation',
    bnEpsilon: 'Batch norm ε',
  },
  blocks: {
    x: { name: 'X: residual bottleneck, groups', short: 'X' },
    y: { name: 'Y: X with squeeze-and-excitation', short: 'Y' },
    r: { name: 'R: X without groups', short: 'R' },
    v: { name: 'V: one 3×3 convolution', short: 'V' },
    vr: { name: 'VR: V with a residual', short: 'VR' },
    vanilla: { name: 'Two 3×3 convolutions', short: 'two 3×3' },
    basic: { name: 'Two 3×3 convolutions, residual', short: 'basic' },
    linear: { name: 'Linear bottleneck', short: 'linear' },
    mbconv: { name: 'MBConv: inverted bottleneck (EfficientNet)', short: 'MBConv' },
  },
  stems: {
    cifar: '3×3, stride 1 (CIFAR)',
    imagenet: '3×3, stride 2 (ImageNet)',
    resnet: '7×7, stride 2, max-pool (ResNet)',
  },
  activations: { relu: 'ReLU', silu: 'SiLU' },
} as const
