import { limits } from '#shared/schema/limits.ts'
import { withPath, issueMessage, type Fault } from '#shared/schema/parseStrictly.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { blocks } from './blocks/blocks.ts'
import { groupCount, innerWidth } from './blocks/bottleneck.ts'
import { networkSchema, type BlockId, type Network, type Stage } from './network.ts'

/** Why a network cannot be built, and which size of which stage (from 0) is at fault. */
export interface SizeFault {
  readonly stage: number
  readonly size: keyof Stage
  readonly said: Sentence
}

/** Widths, inner widths and group counts that prevent the stages of a network from being built. */
export function sizeFaults({ stages, block }: Pick<Network, 'stages' | 'block'>): SizeFault[] {
  const { bottleneck, groups: grouped, depthwise } = blocks[block]
  return stages.flatMap((sizes, stage): SizeFault[] => {
    const { bottleneckRatio, kernel = 3 } = sizes
    if (kernel !== 3 && !depthwise) return [{ stage, size: 'kernel', said: sentence('kernelUseless', { block }) }]
    // The first block of a stage expands what the stage before puts out.
    const width = depthwise ? Math.max(sizes.width, stages[stage - 1]?.width ?? 0) : sizes.width
    if (!(width <= limits.width)) return [{ stage, size: 'width', said: sentence('atMost', { limit: limits.width }) }]
    if (!bottleneck) return []
    const inner = innerWidth(width, bottleneckRatio)
    if (inner < 1) return [{ stage, size: 'bottleneckRatio', said: sentence('innerWidthZero', { inner, width }) }]
    if (!(inner <= limits.width))
      return [{ stage, size: 'bottleneckRatio', said: sentence('innerWidthLarge', { inner, limit: limits.width }) }]
    const groups = groupCount(sizes)
    if (!grouped || inner % groups === 0) return []
    return [{ stage, size: 'groupWidth', said: sentence('groupsUneven', { groups, inner }) }]
  })
}

/**
 * The network with sizes as built: group widths divide the inner width, and sizes without effect in its block take
 * those of a dense convolution, so that equal networks have equal descriptions. Call only if sizeFaults is empty.
 */
export function asBuilt(network: Network): Network {
  const { bottleneck, depthwise, groups } = blocks[network.block]
  const stages = network.stages.map(({ kernel, ...stage }): Stage => {
    const bottleneckRatio = bottleneck ? stage.bottleneckRatio : 1
    const inner = innerWidth(stage.width, bottleneckRatio)
    const groupWidth = groups ? inner / groupCount(stage) : ungroupedWidth(network.block, inner)
    return { ...stage, bottleneckRatio, groupWidth, ...(depthwise && { kernel: kernel ?? 3 }) }
  })
  return { ...network, stages }
}

/** The group width of a block on which a group width has no effect: 1 if it is depthwise, otherwise the inner width. */
export function ungroupedWidth(block: BlockId, inner: number): number {
  return blocks[block].depthwise ? 1 : inner
}

/** Why a network is too deep to train, or undefined if it is not. */
export function depthFault({ stages }: Pick<Network, 'stages'>): Sentence | undefined {
  const blocks = stages.reduce((sum, { depth }) => sum + depth, 0)
  return blocks > limits.blocks ? sentence('networkTooDeep', { blocks, limit: limits.blocks }) : undefined
}

/**
 * The faults of a network entered in a form. `placeOf` gives the place of a size in that form and its value as typed.
 */
export function networkFaults(
  network: Pick<Network, 'stages' | 'block'>,
  placeOf: (size: keyof Stage, stage: number) => Pick<Fault, 'path' | 'value'>,
): Fault[] {
  const deep = depthFault(network)
  return [
    ...sizeFaults(network).map(({ size, stage, said }) => ({ ...placeOf(size, stage), said })),
    ...(deep ? [{ path: [], said: deep }] : []),
  ]
}

/** A network that can be built and trained. */
export const buildableNetworkSchema = networkSchema.superRefine((network, context) => {
  const faults = networkFaults(network, (size, stage) => ({
    path: ['stages', stage, size],
    value: String(network.stages[stage]![size]),
  }))
  for (const { path, said, value } of faults) {
    const message = value === undefined ? said : withPath({ path: [], said, value })
    context.addIssue({ code: 'custom', path: [...path], ...issueMessage(message) })
  }
})
