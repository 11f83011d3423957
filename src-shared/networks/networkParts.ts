import { assemble, walkWithParts } from './assemble.ts'
import { countingLayers, type Complexity, type ComplexityConvention, type FeatureMap } from './complexity.ts'
import type { Layers } from './layers.ts'
import type { Network } from './network.ts'

/** A layer with weights, or a pooling, from one feature map to another. */
export interface NetworkLayer {
  kind: 'convolution' | 'squeezeExcitation' | 'maxPool' | 'classifier'
  /** Prefix of its parameter names, such as `s1.b2.f.a`; empty for a pooling. */
  name: string
  input: FeatureMap
  output: FeatureMap
  /** 1 if the layer has no kernel. */
  kernel: number
  stride: number
  groups: number
  /** Whether an activation function follows. */
  activated: boolean
  complexity: Complexity
}

/** The stem, one block or the head. */
export interface NetworkPart {
  kind: 'stem' | 'block' | 'head'
  /** Both count from 1; 0 for stem and head. */
  stage: number
  block: number
  layers: NetworkLayer[]
  /** What is added to the branch: nothing, the input, or the input through a 1x1 convolution (named `….proj`). */
  shortcut: 'none' | 'identity' | 'projection'
  /** Whether an activation function follows the sum. */
  activated: boolean
  input: FeatureMap
  output: FeatureMap
  complexity: Complexity
}

const none: Complexity = { flops: 0, parameters: 0, activations: 0 }

/** The parts of `network` from input to output; their complexities sum to networkComplexity's. */
export function networkParts(network: Network, convention: ComplexityConvention = 'paper'): NetworkPart[] {
  const { layers, total } = countingLayers(convention)
  const parts: NetworkPart[] = []
  const begin = (kind: NetworkPart['kind'], stage: number, block: number, input: FeatureMap) => {
    parts.push({
      kind,
      stage,
      block,
      layers: [],
      shortcut: 'none',
      activated: false,
      input,
      output: input,
      complexity: none,
    })
  }
  const passed = (
    kind: NetworkLayer['kind'],
    name: string,
    input: FeatureMap,
    sizes: Pick<NetworkLayer, 'kernel' | 'stride' | 'groups'>,
    pass: () => FeatureMap,
  ): FeatureMap => {
    const before = { ...total }
    // Copied, so that its identity marks this layer's output later.
    const output = { ...pass() }
    const part = parts.at(-1)!
    part.layers.push({ kind, name, input, output, ...sizes, activated: false, complexity: difference(total, before) })
    if (name.endsWith('.proj')) part.shortcut = 'projection'
    else part.output = output
    return output
  }
  const whole = { kernel: 1, stride: 1, groups: 1 }
  const recordingLayers: Layers<FeatureMap> = {
    ...layers,
    convBn: (x, name, bnName, options) =>
      passed('convolution', name, x, options, () => layers.convBn(x, name, bnName, options)),
    activation(x) {
      const part = parts.at(-1)!
      const layer = part.layers.find(({ output }) => output === x)
      if (layer) layer.activated = true
      else part.activated = true
      return x
    },
    add(a, b) {
      const part = parts.at(-1)!
      if (part.shortcut === 'none') part.shortcut = 'identity'
      return { ...layers.add(a, b) }
    },
    squeezeExcite: (x, name, inner) =>
      passed('squeezeExcitation', name, x, whole, () => layers.squeezeExcite(x, name, inner)),
    maxPool: (x) => passed('maxPool', '', x, { kernel: 3, stride: 2, groups: 1 }, () => layers.maxPool(x)),
    classify: (x, name, classes) => passed('classifier', name, x, whole, () => layers.classify(x, name, classes)),
  }
  const image = { width: 3, size: network.imageSize }
  begin('stem', 0, 0, image)
  const walk = walkWithParts<FeatureMap>(network, (stage, block, x) =>
    begin(stage > 0 ? 'block' : 'head', stage, block, x),
  )
  assemble(recordingLayers, network, image, walk)
  return parts.map((part) => ({ ...part, complexity: sumOf(part.layers.map(({ complexity }) => complexity)) }))
}

/** The complexity of each stage of `parts`, in order. */
export function complexityOfStages(parts: readonly NetworkPart[]): Complexity[] {
  const blocks = parts.filter(({ kind }) => kind === 'block')
  return [...Map.groupBy(blocks, ({ stage }) => stage).values()].map((stage) =>
    sumOf(stage.map(({ complexity }) => complexity)),
  )
}

function difference(a: Complexity, b: Complexity): Complexity {
  return {
    flops: a.flops - b.flops,
    parameters: a.parameters - b.parameters,
    activations: a.activations - b.activations,
  }
}

/** The sum of complexities; zero for an empty list. */
export function sumOf(complexities: readonly Complexity[]): Complexity {
  return complexities.reduce(
    (sum, { flops, parameters, activations }) => ({
      flops: sum.flops + flops,
      parameters: sum.parameters + parameters,
      activations: sum.activations + activations,
    }),
    none,
  )
}
