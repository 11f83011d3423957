import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import type { Draw } from '#shared/designspaces/sampling/draw.ts'
import { toNetwork } from '#shared/designspaces/toNetwork.ts'
import type { Network, Stage } from '#shared/networks/network.ts'
import { regNetWidths, type RegNetParameters } from '#shared/networks/regNet.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'

/** Creates the error for a field of the run. */
type Fault = (field: string, said: Sentence) => Error

const drawn = ['depths', 'widths', 'bottleneckRatios', 'groupWidths'] as const

/**
 * Throws the fault of the first value in which a draw does not lead to the network: the six parameters must give the
 * drawn stages, and these, made compatible with their groups as in the sampler, the built stages.
 */
export function requireCoherentDraw(draw: Draw, network: Network, space: DesignSpace, fault: Fault): void {
  const stages = space.strides.length
  for (const size of drawn)
    if (draw[size].length !== stages)
      throw fault(`draw.${size}.length`, sentence('isInsteadOf', { found: draw[size].length, wanted: stages }))
  // Checked first, before building anything as long as a depth claims.
  requireEqual('draw.depths', draw.depths, depthsOf(network), fault)
  requireLine(draw, space, fault)
  const built = attempt(() => toNetwork(space, draw, network), 'draw.bottleneckRatios', fault)
  built.stages.forEach((stage, i) => {
    const found = network.stages[i]!
    for (const size of Object.keys({ ...stage, ...found }) as (keyof Stage)[])
      if (found[size] !== stage[size])
        throw fault(
          `network.stages[${i}].${size}`,
          sentence('isInsteadOf', { found: found[size] ?? '–', wanted: stage[size] ?? '–' }),
        )
  })
}

/** A draw from a RegNet space has six parameters that determine its stages; one from an AnyNet space has none. */
function requireLine(draw: Draw, space: DesignSpace, fault: Fault): void {
  const { regNet } = draw
  if (space.parameters.kind === 'anyNet') {
    if (regNet) throw fault('draw.regNet', sentence('lineUnasked', { space: space.name }))
    return
  }
  if (!regNet) throw fault('draw.regNet', sentence('required'))
  const line = stagesOfLine(regNet, draw, fault)
  requireEqual('draw.depths', draw.depths, line.depths, fault)
  requireEqual('draw.widths', draw.widths, line.widths, fault)
  for (const [size, parameter] of [
    ['bottleneckRatios', 'bottleneckRatio'],
    ['groupWidths', 'groupWidth'],
  ] as const)
    requireEqual(
      `draw.${size}`,
      draw[size],
      draw[size].map(() => regNet[parameter]),
      fault,
    )
}

function stagesOfLine(
  regNet: RegNetParameters,
  { depths }: Draw,
  fault: Fault,
): { depths: readonly number[]; widths: readonly number[] } {
  const blocks = depths.reduce((sum, depth) => sum + depth, 0)
  if (regNet.depth !== blocks)
    throw fault('draw.regNet.depth', sentence('isInsteadOf', { found: regNet.depth, wanted: blocks }))
  const { stages } = attempt(() => regNetWidths(regNet), 'draw.regNet', fault)
  return { depths: stages.map(({ depth }) => depth), widths: stages.map(({ width }) => width) }
}

const depthsOf = ({ stages }: Network) => stages.map(({ depth }) => depth)

function requireEqual(field: string, found: readonly number[], wanted: readonly number[], fault: Fault): void {
  if (found.length !== wanted.length)
    throw fault(`${field}.length`, sentence('isInsteadOf', { found: found.length, wanted: wanted.length }))
  found.forEach((value, i) => {
    if (value !== wanted[i])
      throw fault(`${field}[${i}]`, sentence('isInsteadOf', { found: value, wanted: wanted[i]! }))
  })
}

/** The result of `make`; throws the field's fault if the values cannot be built. */
function attempt<T>(make: () => T, field: string, fault: Fault): T {
  try {
    return make()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw fault(field, sentence('drawUnbuildable'))
  }
}
