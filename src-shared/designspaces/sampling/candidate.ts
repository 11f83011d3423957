import type { Complexity } from '#shared/networks/complexity.ts'
import type { Network } from '#shared/networks/network.ts'
import type { RegNetParameters } from '#shared/networks/regNet.ts'
import type { StageChain } from './stageChain.ts'
import type { DrawnStages } from './draw.ts'

/** One draw of a design space: the values drawn and the network built from them. */
export interface Candidate {
  drawn: DrawnStages
  /** The six parameters, if the space draws a RegNet. */
  regNet?: RegNetParameters
  /** After group compatibility. */
  network: Network
  /** In the regime's convention. */
  complexity: Complexity
}

/**
 * The laws a space draws from. anyNet: one chain over the stages per size. regNet: `depth` (total), `widthMultiplier`,
 * `bottleneckRatio` and `groupWidth` are chains of one value; `line` holds w_0 and w_a.
 */
export type SamplingModel =
  | { kind: 'anyNet'; chains: Record<'depth' | 'width' | 'bottleneckRatio' | 'groupWidth', StageChain> }
  | {
      kind: 'regNet'
      chains: Record<'depth' | 'line' | 'widthMultiplier' | 'bottleneckRatio' | 'groupWidth', StageChain>
    }
/** The chain names of either kind of model. */
export type ChainName = {
  [K in SamplingModel['kind']]: keyof Extract<SamplingModel, { kind: K }>['chains']
}[SamplingModel['kind']]
