import { blocks } from './blocks/blocks.ts'
import type { Layers } from './layers.ts'
import type { Network, Stage } from './network.ts'
import { stems } from './stems.ts'

/**
 * The network's logits for `image` (stem, stages, head), in the representation of `layers`. `stage` may replace the
 * default walk over the blocks of a stage; `block(x, j)` builds block j, from 0.
 */
export function assemble<T>(
  layers: Layers<T>,
  network: Network,
  image: T,
  stage: (x: T, depth: number, block: (x: T, index: number) => T) => T = everyBlock,
): T {
  const block = blocks[network.block]
  let x = stems[network.stem].build(layers, image, network.stemWidth)
  network.stages.forEach((sizes: Stage, i) => {
    const { width, bottleneckRatio, groupWidth, kernel = 3 } = sizes
    x = stage(x, sizes.depth, (input, j) =>
      block.build(layers, input, `s${i + 1}.b${j + 1}`, {
        width,
        stride: j === 0 ? sizes.stride : 1,
        bottleneckRatio,
        groupWidth,
        seRatio: network.seRatio,
        kernel,
      }),
    )
  })
  if (network.headWidth > 0) {
    const options = { width: network.headWidth, kernel: 1, stride: 1, groups: 1 }
    // pycls names it so in its EfficientNets.
    const normalisation = network.block === 'mbconv' ? 'head.conv_bn' : 'head.bn'
    x = layers.activation(layers.convBn(x, 'head.conv', normalisation, options))
  }
  return layers.classify(x, 'head.fc', network.classes)
}

/**
 * A walk over every block that first calls `begin` with the part that starts at `x`. Stages and blocks count from 1;
 * both are 0 for the head.
 */
export function walkWithParts<T>(
  { stages }: Network,
  begin: (stage: number, block: number, x: T) => void,
): (x: T, depth: number, block: (x: T, index: number) => T) => T {
  let stage = 0
  return (x, depth, block) => {
    stage++
    for (let j = 0; j < depth; j++) {
      begin(stage, j + 1, x)
      x = block(x, j)
    }
    if (stage === stages.length) begin(0, 0, x)
    return x
  }
}

function everyBlock<T>(x: T, depth: number, block: (x: T, index: number) => T): T {
  for (let j = 0; j < depth; j++) x = block(x, j)
  return x
}
