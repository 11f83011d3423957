import { shortcut, type Block } from './block.ts'

const plain = { bottleneck: false, groups: false, squeezeExcitation: false, depthwise: false }

/** One 3x3 convolution (paper, section 4, "V"). */
export const vBlock: Block = {
  ...plain,
  build: (layers, x, name, { width, stride }) =>
    layers.activation(layers.convBn(x, `${name}.a`, `${name}.a_bn`, { width, kernel: 3, stride, groups: 1 })),
}

/** V with a residual connection (paper, section 4, "VR"). */
export const vrBlock: Block = {
  ...plain,
  build: (layers, x, name, sizes) => {
    const { width, stride } = sizes
    const options = { width, kernel: 3, stride, groups: 1, finalInBranch: true }
    const f = layers.convBn(x, `${name}.f.a`, `${name}.f.a_bn`, options)
    return layers.activation(layers.add(shortcut(layers, x, name, sizes), f))
  },
}

/** pycls's vanilla_block: two 3x3 convolutions without a residual connection. */
export const vanillaBlock: Block = {
  ...plain,
  build: (layers, x, name, { width, stride }) => {
    const a = layers.convBn(x, `${name}.a`, `${name}.a_bn`, { width, kernel: 3, stride, groups: 1 })
    const options = { width, kernel: 3, stride: 1, groups: 1 }
    return layers.activation(layers.convBn(layers.activation(a), `${name}.b`, `${name}.b_bn`, options))
  },
}

/** pycls's res_basic_block: two 3x3 convolutions with a residual connection. */
export const basicBlock: Block = {
  ...plain,
  build: (layers, x, name, sizes) => {
    const { width, stride } = sizes
    const a = layers.convBn(x, `${name}.f.a`, `${name}.f.a_bn`, { width, kernel: 3, stride, groups: 1 })
    const options = { width, kernel: 3, stride: 1, groups: 1, finalInBranch: true }
    const b = layers.convBn(layers.activation(a), `${name}.f.b`, `${name}.f.b_bn`, options)
    return layers.activation(layers.add(shortcut(layers, x, name, sizes), b))
  },
}
