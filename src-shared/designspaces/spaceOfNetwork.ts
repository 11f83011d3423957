import { blocks } from '#shared/networks/blocks/blocks.ts'
import type { Network, Stage } from '#shared/networks/network.ts'
import { designSpaceSchema, type DesignSpace } from './designSpace.ts'
import { networkKey, toNetwork } from './toNetwork.ts'

/**
 * The design space that contains only this network: every size is drawn from a single value. Undefined if none can:
 * more stages than spaces allow, or sizes that sampling would round.
 */
export function spaceOfNetwork(network: Network, name: string): DesignSpace | undefined {
  const { stages, stem, stemWidth, block, seRatio, activation, headWidth, bnEpsilon } = network
  const each = (size: Exclude<keyof Stage, 'stride' | 'kernel'>) =>
    stages.map((stage) => ({ law: 'choice', values: [stage[size]] }))
  const parsed = designSpaceSchema.safeParse({
    ...{ id: 'network', name, stem, stemWidth, block, seRatio, activation, headWidth, bnEpsilon },
    strides: stages.map(({ stride }) => stride),
    ...(blocks[block].depthwise && { kernels: stages.map(({ kernel = 3 }) => kernel) }),
    parameters: {
      kind: 'anyNet',
      ...{ depth: each('depth'), width: each('width') },
      ...{ bottleneckRatio: each('bottleneckRatio'), groupWidth: each('groupWidth') },
    },
  })
  if (!parsed.success) return undefined
  const drawn = {
    depths: stages.map(({ depth }) => depth),
    widths: stages.map(({ width }) => width),
    bottleneckRatios: stages.map(({ bottleneckRatio }) => bottleneckRatio),
    groupWidths: stages.map(({ groupWidth }) => groupWidth),
  }
  return networkKey(toNetwork(parsed.data, drawn, network)) === networkKey(network) ? parsed.data : undefined
}
