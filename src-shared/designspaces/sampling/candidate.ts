import type { Complexity } from '#shared/networks/complexity.ts'
import type { Network } from '#shared/networks/network.ts'
import type { RegNetParameters } from '#shared/networks/regNet.ts'
import type { StageChain } from './stageChain.ts'
import type { DrawnStages } from './draw.ts'

/** One draw of a design space: the values drawn and the network that is built from them. */
export interface Candidate {
  drawn: DrawnStages
  /** The six parameters, where the space draws those. */
  regNet?: RegNetParameters
  /** After group compatibility. */
  network: Network
  /** In the convention of the regime. */
  complexity: Complexity
}

/**
 * The laws that a space draws from. AnyNet: one chain per size, over the stages. RegNet: `depth` (total),
 * `widthMultiplier`, `bottleneckRatio` and `groupWidth` are chains of one value, `line` holds w_0 and w_a.
 */
export type SamplingModel =
  | { kind: 'anyNet'; chains: Record<'depth' | 'width' | 'bottleneckRatio' | 'groupWidth', StageChain> }
  | {
      kind: 'regNet'
      chains: Record<'depth' | 'line' | 'widthMultiplier' | 'bottleneckRatio' | 'groupWidth', StageChain>
    }
/** The chains that one kind of law set has or the other. */
export type ChainName = {
  [K in SamplingModel['kind']]: keyof Extract<SamplingModel, { kind: K }>['chains']
}[SamplingModel['kind']]
