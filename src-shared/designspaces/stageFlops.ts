import { innerWidth } from '#shared/networks/blocks/bottleneck.ts'
import type { BlockId } from '#shared/networks/network.ts'
import { networkComplexity, type ComplexityConvention } from '#shared/networks/complexity.ts'
import { roundHalfEven } from '#shared/random/rounding.ts'
import type { DesignSpace, Regime } from './designSpace.ts'

/** The stages of a candidate as columns, one entry per stage, after group compatibility. Reused between candidates. */
export interface StageColumns {
  depth: Float64Array
  width: Float64Array
  inner: Float64Array
  groupWidth: Float64Array
}

/** FLOPs of one block from `widthIn` channels at side `sizeIn` to `width` channels at side `size`. */
type BlockFlops = (
  widthIn: number,
  width: number,
  inner: number,
  groupWidth: number,
  sizeIn: number,
  size: number,
  stride: number,
  seRatio: number,
  bias: 0 | 1,
  kernel: number,
) => number

function bottleneck(grouped: boolean, excited: boolean, projected: boolean): BlockFlops {
  return (widthIn, width, inner, groupWidth, sizeIn, size, stride, seRatio, bias) => {
    const area = size * size
    const perGroup = grouped ? inner / Math.max(1, Math.floor(inner / groupWidth)) : inner
    const projection = projected && (widthIn !== width || stride !== 1) ? widthIn * width * area : 0
    const hidden = excited ? roundHalfEven(widthIn * seRatio) : 0
    const excitation = hidden > 0 ? 2 * inner * hidden + bias * (inner + hidden) : 0
    return widthIn * inner * sizeIn * sizeIn + (9 * perGroup + width) * inner * area + projection + excitation
  }
}

/** EfficientNet's block, whose inner width is that of its input times inner over width. */
const mbconv: BlockFlops = (widthIn, width, inner, _groupWidth, sizeIn, size, _stride, seRatio, bias, kernel) => {
  const expanded = Math.max(1, innerWidth(widthIn, width / inner))
  const expansion = expanded === widthIn ? 0 : widthIn * expanded * sizeIn * sizeIn
  const hidden = Math.floor(widthIn * seRatio)
  const excitation = hidden > 0 ? 2 * expanded * hidden + bias * (expanded + hidden) : 0
  return expansion + (kernel * kernel + width) * expanded * size * size + excitation
}

function plain(convolutions: 1 | 2, residual: boolean): BlockFlops {
  return (widthIn, width, _inner, _groupWidth, _sizeIn, size, stride) => {
    const projection = residual && (widthIn !== width || stride !== 1) ? widthIn : 0
    return (9 * (widthIn + (convolutions - 1) * width) + projection) * width * size * size
  }
}

/**
 * Closed-form FLOPs per block, for the sampling loop only. Other blocks are counted by networkComplexity, against which
 * tests check these forms.
 */
const blockFlops: Partial<Record<BlockId, BlockFlops>> = {
  x: bottleneck(true, false, true),
  y: bottleneck(true, true, true),
  r: bottleneck(false, false, true),
  linear: bottleneck(true, true, false),
  v: plain(1, false),
  vr: plain(1, true),
  vanilla: plain(2, false),
  basic: plain(2, true),
  mbconv,
}

/** A function from stages to the network's FLOPs without building it; undefined if the block has no closed form. */
export function flopsCounter(space: DesignSpace, regime: Regime): ((stages: StageColumns) => number) | undefined {
  const flops = blockFlops[space.block]
  if (!flops) return undefined
  const { strides, kernels, stemWidth, headWidth, seRatio } = space
  const bias = regime.convention === 'pycls' ? 1 : 0
  const stem = stemCost(space, regime)
  return ({ depth, width, inner, groupWidth }) => {
    let total = stem.flops
    let size = stem.size
    let widthIn = stemWidth
    for (let i = 0; i < strides.length; i++) {
      const stride = strides[i]!
      const w = width[i]!
      const sizeIn = size
      size = Math.floor((size - 1) / stride) + 1
      const [hidden, group, kernel] = [inner[i]!, groupWidth[i]!, kernels?.[i] ?? 3]
      total += flops(widthIn, w, hidden, group, sizeIn, size, stride, seRatio, bias, kernel)
      if (depth[i]! > 1) total += (depth[i]! - 1) * flops(w, w, hidden, group, size, size, 1, seRatio, bias, kernel)
      widthIn = w
    }
    const features = headWidth > 0 ? headWidth : widthIn
    return total + headWidth * widthIn * size * size + (features + bias) * regime.classes
  }
}

/** FLOPs of the stem and the side of its output, computed from two networks without stages by subtracting the head. */
function stemCost(space: DesignSpace, regime: Regime): { flops: number; size: number } {
  const { classes, convention } = regime
  const bias = convention === 'pycls' ? 1 : 0
  const bare = { ...space, classes, imageSize: regime.imageSize, stages: [] }
  const count = (headWidth: number, as: ComplexityConvention) => networkComplexity({ ...bare, headWidth }, as).flops
  const flops = count(0, convention) - (space.stemWidth + bias) * classes
  const area = (count(1, convention) - flops - (1 + bias) * classes) / space.stemWidth
  return { flops, size: Math.round(Math.sqrt(area)) }
}
