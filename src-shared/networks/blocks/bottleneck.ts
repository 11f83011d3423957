import { roundHalfEven } from '#shared/random/rounding.ts'
import type { Layers } from '#shared/networks/layers.ts'
import { shortcut, type Block, type BlockSizes } from './block.ts'

/** Width between the two 1x1 convolutions: width / bottleneckRatio, rounded half to even. */
export function innerWidth(width: number, bottleneckRatio: number): number {
  return roundHalfEven(width / bottleneckRatio)
}

/**
 * 1x1 convolution, grouped 3x3 convolution with the stride, squeeze-and-excitation if seRatio > 0, 1x1 convolution
 * (paper, Figure 4).
 */
function branch<T>(layers: Layers<T>, x: T, name: string, sizes: BlockSizes, groups: number): T {
  const { width, stride, seRatio } = sizes
  const inner = innerWidth(width, sizes.bottleneckRatio)
  const a = layers.convBn(x, `${name}.f.a`, `${name}.f.a_bn`, { width: inner, kernel: 1, stride: 1, groups: 1 })
  const b = layers.activation(
    layers.convBn(layers.activation(a), `${name}.f.b`, `${name}.f.b_bn`, { width: inner, kernel: 3, stride, groups }),
  )
  const excitation = roundHalfEven(layers.width(x) * seRatio)
  const scaled = excitation > 0 ? layers.squeezeExcite(b, `${name}.f.se`, excitation) : b
  return layers.convBn(scaled, `${name}.f.c`, `${name}.f.c_bn`, {
    width,
    kernel: 1,
    stride: 1,
    groups: 1,
    finalInBranch: true,
  })
}

/** Number of groups of the 3x3 convolution in a grouped block: as many as fit into the inner width, at least one. */
export function groupCount(sizes: Pick<BlockSizes, 'width' | 'bottleneckRatio' | 'groupWidth'>): number {
  return Math.max(1, Math.floor(innerWidth(sizes.width, sizes.bottleneckRatio) / sizes.groupWidth))
}

/** As groupCount. Throws RangeError if the groups do not divide the inner width. */
function groupsOf(sizes: BlockSizes): number {
  const inner = innerWidth(sizes.width, sizes.bottleneckRatio)
  const groups = groupCount(sizes)
  if (inner % groups !== 0)
    throw new RangeError(
      `invalid groupWidth: ${sizes.groupWidth} (its ${groups} groups do not divide the inner width ${inner}; choose a width that is a multiple of it)`,
    )
  return groups
}

function residual(options: { groups: boolean; squeezeExcitation: boolean }): Block {
  return {
    bottleneck: true,
    depthwise: false,
    ...options,
    build: (layers, x, name, sizes) => {
      const effective = options.squeezeExcitation ? sizes : { ...sizes, seRatio: 0 }
      const f = branch(layers, x, name, effective, options.groups ? groupsOf(sizes) : 1)
      return layers.activation(layers.add(shortcut(layers, x, name, sizes), f))
    },
  }
}

/** The paper's X block: a residual bottleneck with group convolution (Figure 4). */
export const xBlock = residual({ groups: true, squeezeExcitation: false })
/** The paper's Y block: X with squeeze-and-excitation (section 5). */
export const yBlock = residual({ groups: true, squeezeExcitation: true })
/** X with one group: the bottleneck of ResNets (paper, section 4). */
export const rBlock = residual({ groups: false, squeezeExcitation: false })

/**
 * pycls's linear bottleneck, inverted if the ratio is below 1: no final activation, and a skip connection only where
 * the shape is kept.
 */
export const linearBlock: Block = {
  bottleneck: true,
  groups: true,
  squeezeExcitation: true,
  depthwise: false,
  build: (layers, x, name, sizes) => {
    const f = branch(layers, x, name, sizes, groupsOf(sizes))
    return layers.width(x) === sizes.width && sizes.stride === 1 ? layers.add(x, f) : f
  },
}
