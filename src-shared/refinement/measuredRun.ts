import type { Candidate, DrawnStages } from '#shared/designspaces/candidate.ts'
import { fittedLine } from '#shared/designspaces/fittedLine.ts'
import { innerWidth } from '#shared/networks/blocks/bottleneck.ts'
import type { Complexity } from '#shared/networks/complexity.ts'
import type { Network } from '#shared/networks/network.ts'
import type { RegNetParameters } from '#shared/networks/regNet.ts'

export interface MeasuredNetwork {
  readonly network: Network
  readonly complexity: Complexity
  /** The six parameters drawn, for a network of a RegNet space; absent where they are not known. */
  readonly regNet?: RegNetParameters
}

/** A finished run as evidence about its design space. */
export interface MeasuredRun extends MeasuredNetwork {
  readonly errorPercent: number
}

/** What is known of a run without its network: enough to weigh it against others. */
export type WeighedRun = Pick<MeasuredRun, 'complexity' | 'errorPercent'>

/**
 * A draw that gives the network, to check constraints on. A stage of one group may have been drawn with any wider group
 * and cut to its inner width: it counts as drawn with the widest of the network. Parameters of a RegNet that are not
 * known are those of the fitted line.
 */
export function asCandidate({ network, complexity, regNet }: MeasuredNetwork): Candidate {
  const drawn = drawnStages(network)
  return {
    drawn,
    network,
    complexity,
    get regNet() {
      if (regNet) return regNet
      const { depth, initialWidth, widthSlope, widthMultiplier } = fittedLine(network)
      const line = { depth, initialWidth, widthSlope, widthMultiplier }
      return { ...line, bottleneckRatio: drawn.bottleneckRatios[0]!, groupWidth: drawn.groupWidths[0]! }
    },
  }
}

function drawnStages({ stages }: Network): DrawnStages {
  const widest = Math.max(...stages.map((stage) => stage.groupWidth))
  return {
    depths: stages.map((stage) => stage.depth),
    widths: stages.map((stage) => stage.width),
    bottleneckRatios: stages.map((stage) => stage.bottleneckRatio),
    groupWidths: stages.map(({ width, bottleneckRatio, groupWidth }) =>
      groupWidth === innerWidth(width, bottleneckRatio) ? widest : groupWidth,
    ),
  }
}
