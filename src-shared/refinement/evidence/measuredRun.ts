import type { Draw } from '#shared/designspaces/sampling/draw.ts'
import type { Complexity } from '#shared/networks/complexity.ts'
import type { RecipeDraw } from '#shared/training/recipeSweep.ts'
import type { Network } from '#shared/networks/network.ts'
import { isCounted, type JudgedRun } from '#shared/statistics/countedRun.ts'

export interface MeasuredNetwork {
  readonly network: Network
  /** The values drawn for it; null if unknown. */
  readonly draw: Draw | null
  /** The values of the recipe drawn for its run; absent or null: none. */
  readonly recipeDraw?: RecipeDraw | null
  readonly complexity: Complexity
}

/** A counted run, as evidence about its design space. */
export interface MeasuredRun extends MeasuredNetwork {
  readonly errorPercent: number
}

/** A run without its network: complexity and error, enough for statistics. */
export type WeighedRun = Pick<MeasuredRun, 'complexity' | 'errorPercent'>

/** The fields of every run table row. */
type Outlined = Complexity & JudgedRun
type Described = Complexity & Pick<MeasuredNetwork, 'network' | 'draw' | 'recipeDraw'>

/** The network of a run, whatever its outcome. */
export function measuredNetwork({ network, draw, recipeDraw, ...complexity }: Described): MeasuredNetwork {
  const { flops, parameters, activations } = complexity
  return { network, draw, ...(recipeDraw && { recipeDraw }), complexity: { flops, parameters, activations } }
}

/** The run as evidence about its space; undefined unless it counts. */
export function measuredRun(run: Described & Outlined): MeasuredRun | undefined {
  const weighed = weighedRun(run)
  return weighed && { ...measuredNetwork(run), ...weighed }
}

/** As measuredRun, without the network. */
export function weighedRun(run: Outlined): WeighedRun | undefined {
  if (!isCounted(run)) return undefined
  const { errorPercent, flops, parameters, activations } = run
  return { complexity: { flops, parameters, activations }, errorPercent }
}

/** How many of the networks have no known draw. */
export const countUndrawn = (networks: readonly Pick<MeasuredNetwork, 'draw'>[]): number =>
  networks.filter(({ draw }) => draw === null).length
