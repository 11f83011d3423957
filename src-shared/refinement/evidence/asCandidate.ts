import { fittedLine } from '#shared/designspaces/fit/fittedLine.ts'
import type { Candidate } from '#shared/designspaces/sampling/candidate.ts'
import type { DrawnStages } from '#shared/designspaces/sampling/draw.ts'
import { innerWidth } from '#shared/networks/blocks/bottleneck.ts'
import type { Network } from '#shared/networks/network.ts'
import type { RegNetLine } from '#shared/networks/regNet.ts'
import type { MeasuredNetwork } from './measuredRun.ts'

/**
 * The candidate that a network was, to check constraints on: with what was drawn or, where it came without that, with a
 * draw that gives the network. In such a draw a stage of one group, which may have been drawn with any wider group and
 * cut to its inner width, counts as drawn with the widest of the network, and the six parameters of a RegNet are those of
 * the fitted line.
 */
export function asCandidate(measured: MeasuredNetwork): Candidate {
  const { network, draw, complexity } = measured
  if (draw) return { drawn: draw, network, complexity, ...(draw.regNet && { regNet: draw.regNet }) }
  const drawn = inferredStages(network)
  return {
    drawn,
    network,
    complexity,
    get regNet() {
      return { ...lineOf(measured), bottleneckRatio: drawn.bottleneckRatios[0]!, groupWidth: drawn.groupWidths[0]! }
    },
  }
}

/** The stages as drawn, or as they may have been. */
export const stagesOf = ({ network, draw }: Pick<MeasuredNetwork, 'network' | 'draw'>): DrawnStages =>
  draw ?? inferredStages(network)

/** The line that was drawn; for a network that was not drawn from one, or came without its draw, the fitted one. */
export function lineOf({ network, draw }: Pick<MeasuredNetwork, 'network' | 'draw'>): RegNetLine {
  const { depth, initialWidth, widthSlope, widthMultiplier } = draw?.regNet ?? fittedLine(network)
  return { depth, initialWidth, widthSlope, widthMultiplier }
}

function inferredStages({ stages }: Network): DrawnStages {
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
