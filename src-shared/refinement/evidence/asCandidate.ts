import { fittedLine } from '#shared/designspaces/fit/fittedLine.ts'
import type { Candidate } from '#shared/designspaces/sampling/candidate.ts'
import type { DrawnStages } from '#shared/designspaces/sampling/draw.ts'
import { innerWidth } from '#shared/networks/blocks/bottleneck.ts'
import type { Network } from '#shared/networks/network.ts'
import type { RegNetLine } from '#shared/networks/regNet.ts'
import type { MeasuredNetwork } from './measuredRun.ts'

/**
 * The candidate behind a network, for checking constraints: its draw if known, otherwise one that yields the network.
 * An inferred draw assigns a single-group stage the widest group width of the network (it may have been drawn wider and
 * cut to its inner width), and a RegNet the parameters of the fitted line.
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

/** The stages as drawn, or inferred. */
export const stagesOf = ({ network, draw }: Pick<MeasuredNetwork, 'network' | 'draw'>): DrawnStages =>
  draw ?? inferredStages(network)

/** The drawn line, or the fitted one for a network without a drawn line. */
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
