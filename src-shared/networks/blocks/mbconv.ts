import { innerWidth } from './bottleneck.ts'
import type { Block } from './block.ts'

/**
 * EfficientNet's inverted bottleneck (arXiv 1905.11946; MBConv in pycls, whose parameter names it has): 1x1 convolution
 * to the input width over bottleneckRatio (no convolution where that is the input width), depthwise convolution with the
 * stage's kernel and stride, squeeze-and-excitation of floor(input width x seRatio) hidden units on the expanded width,
 * 1x1 convolution without activation, and a skip connection only where the shape is kept. Drop-connect is not part of
 * it: it has no effect in inference and on complexity.
 */
export const mbconvBlock: Block = {
  bottleneck: true,
  groups: false,
  squeezeExcitation: true,
  depthwise: true,
  build: (layers, x, name, { width, stride, bottleneckRatio, seRatio, kernel }) => {
    const input = layers.width(x)
    const inner = Math.max(1, innerWidth(input, bottleneckRatio))
    const expansion = { width: inner, kernel: 1, stride: 1, groups: 1 }
    const expanded =
      inner === input ? x : layers.activation(layers.convBn(x, `${name}.exp`, `${name}.exp_bn`, expansion))
    const depthwise = { width: inner, kernel, stride, groups: inner }
    const filtered = layers.activation(layers.convBn(expanded, `${name}.dwise`, `${name}.dwise_bn`, depthwise))
    const hidden = Math.floor(input * seRatio)
    const scaled = hidden > 0 ? layers.squeezeExcite(filtered, `${name}.se`, hidden) : filtered
    const keepsShape = input === width && stride === 1
    const projection = { width, kernel: 1, stride: 1, groups: 1, finalInBranch: keepsShape }
    const projected = layers.convBn(scaled, `${name}.lin_proj`, `${name}.lin_proj_bn`, projection)
    return keepsShape ? layers.add(x, projected) : projected
  },
}
