import type { Network } from '#shared/networks/network.ts'
import { regNetWidths, type RegNetParameters } from '#shared/networks/regNet.ts'
import { ValueError } from '#shared/sentences/sentence.ts'
import type { DesignSpace } from './designSpace.ts'
import type { Draw } from './sampling/draw.ts'
import { networkKey, toNetwork } from './toNetwork.ts'

/** A network that was not drawn here, with the six parameters behind it if they are known. */
export interface HeldNetwork {
  readonly network: Network
  readonly regNet: RegNetParameters | null
}

/** The draw from which `space` builds the network; null if it builds another, or draws a line that is not known. */
export function drawBehind({ network, regNet }: HeldNetwork, space: DesignSpace): Draw | null {
  const { stages } = network
  const isLine = space.parameters.kind === 'regNet'
  if (isLine && !regNet) return null
  const widths = isLine ? lineWidths(regNet!) : stages.map(({ width }) => width)
  const draw: Draw = {
    depths: stages.map(({ depth }) => depth),
    widths,
    bottleneckRatios: stages.map((stage) => (isLine ? regNet!.bottleneckRatio : stage.bottleneckRatio)),
    groupWidths: stages.map((stage) => (isLine ? regNet!.groupWidth : stage.groupWidth)),
    ...(isLine && { regNet: regNet! }),
  }
  return isBuilt(draw, network, space) ? draw : null
}

/** Equal for networks that one design space can hold: all but their sizes. */
export function networkFrame({ stages, ...network }: Network): string {
  const { stem, stemWidth, block, seRatio, activation, headWidth, bnEpsilon } = network
  const shared = [stem, stemWidth, block, seRatio, activation, headWidth, bnEpsilon]
  return JSON.stringify([shared, stages.map(({ stride, kernel }) => [stride, kernel])])
}

const lineWidths = (line: RegNetParameters): number[] => regNetWidths(line).stages.map(({ width }) => width)

function isBuilt(draw: Draw, network: Network, space: DesignSpace): boolean {
  if (draw.widths.length !== space.strides.length) return false
  try {
    return networkKey(toNetwork(space, draw, network)) === networkKey(network)
  } catch (error) {
    if (error instanceof ValueError || error instanceof RangeError) return false
    throw error
  }
}
