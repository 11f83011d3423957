import type { Draw } from '#shared/designspaces/sampling/draw.ts'
import type { Complexity } from '#shared/networks/complexity.ts'
import type { Network } from '#shared/networks/network.ts'
import { isCounted, type JudgedRun } from '#shared/statistics/countedRun.ts'

export interface MeasuredNetwork {
  readonly network: Network
  /** What was drawn for it; null where it came without that. */
  readonly draw: Draw | null
  readonly complexity: Complexity
}

/** A run that counts as evidence about its design space. */
export interface MeasuredRun extends MeasuredNetwork {
  readonly errorPercent: number
}

/** What is known of a run without its network: enough to weigh it against others. */
export type WeighedRun = Pick<MeasuredRun, 'complexity' | 'errorPercent'>

/** What every table of runs has of one. */
type Outlined = Complexity & JudgedRun
type Described = Complexity & Pick<MeasuredNetwork, 'network' | 'draw'>

/** The network of a run, whatever became of the run. */
export function measuredNetwork({ network, draw, flops, parameters, activations }: Described): MeasuredNetwork {
  return { network, draw, complexity: { flops, parameters, activations } }
}

/** The run as evidence about its space; undefined unless it counts. */
export function measuredRun(run: Described & Outlined): MeasuredRun | undefined {
  const weighed = weighedRun(run)
  return weighed && { ...measuredNetwork(run), ...weighed }
}

/** The run as far as its outline goes; undefined unless it counts. */
export function weighedRun(run: Outlined): WeighedRun | undefined {
  if (!isCounted(run)) return undefined
  const { errorPercent, flops, parameters, activations } = run
  return { complexity: { flops, parameters, activations }, errorPercent }
}

/** How many of the networks came without what was drawn for them. */
export const countUndrawn = (networks: readonly Pick<MeasuredNetwork, 'draw'>[]): number =>
  networks.filter(({ draw }) => draw === null).length
