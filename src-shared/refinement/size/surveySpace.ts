import { candidateSource, type AcceptedCandidate } from '#shared/designspaces/sampling/candidateSource.ts'
import { cardinality, type Cardinality } from '#shared/designspaces/sampling/cardinality.ts'
import type { DesignSpace, Regime } from '#shared/designspaces/designSpace.ts'
import { networkKey } from '#shared/designspaces/toNetwork.ts'
import { shareRange } from '#shared/statistics/ranges/shareRange.ts'
import type { Interval } from '#shared/statistics/ranges/interval.ts'
import { diversity, type Diversity } from './diversity.ts'
import { LogCounter, type LogHistogram } from './logHistogram.ts'

/** Statistics of a number of draws from a space. */
export interface SpaceSurvey {
  /** An upper bound of the size if `notCounted` names constraints; see spaceSize for an estimate. */
  readonly cardinality: Cardinality
  /** Number of draws so far. */
  readonly draws: number
  /** Draws that satisfy the constraints, and those that lie in the FLOPs window as well. */
  readonly fulfilling: number
  readonly accepted: number
  /** accepted / draws with its 95 % range; draws are already conditioned on what can be drawn exactly. */
  readonly acceptance: Interval
  /** Acceptance rate of plain rejection. */
  readonly plainAcceptance: number
  /** FLOPs of all draws that satisfy the constraints. */
  readonly flops: LogHistogram
  /** reached: some draw was accepted; outside: none so far; empty: the constraints leave nothing to draw. */
  readonly window: 'reached' | 'outside' | 'empty'
  /** The drawn FLOPs nearest to the window on either side; null if none. */
  readonly nearest: { readonly below: number | null; readonly above: number | null }
  /** Number of distinct accepted networks, and their diversity; null for fewer than two. */
  readonly distinct: number
  readonly diversity: Diversity | null
  /** The first distinct accepted networks, at most `examples`. */
  readonly examples: readonly AcceptedCandidate[]
}

export interface SurveyOptions {
  readonly draws?: number
  readonly seed?: number
  /** Draws between two surveys, at which a caller may stop. */
  readonly chunk?: number
  readonly examples?: number
}

/**
 * Yields surveys of `space` under `regime` for a growing number of draws, up to `draws` (2000); the last is final. Draw
 * k is candidate k of the seed, as in samplePopulation. Does not throw for a window out of reach or an empty space.
 */
export function* surveySpace(
  space: DesignSpace,
  regime: Regime,
  { draws = 2000, seed = 0, chunk = 100, examples = 24 }: SurveyOptions = {},
): Generator<SpaceSurvey, void, void> {
  const source = candidateSource(space, regime)
  const size = cardinality(space)
  const { low, high } = regime.flops ?? { low: 0, high: Infinity }
  const counter = new LogCounter()
  const distinct = new Map<string, AcceptedCandidate>()
  let fulfilling = 0
  let accepted = 0
  let below = -Infinity
  let above = Infinity
  const survey = (drawn: number): SpaceSurvey => {
    const networks = [...distinct.values()]
    const acceptance = shareRange(accepted, drawn)
    return {
      cardinality: size,
      draws: drawn,
      fulfilling,
      accepted,
      acceptance,
      plainAcceptance: acceptance.value * source.conditioning,
      flops: counter.histogram(),
      window: !(source.conditioning > 0) ? 'empty' : accepted > 0 ? 'reached' : 'outside',
      nearest: { below: Number.isFinite(below) ? below : null, above: Number.isFinite(above) ? above : null },
      distinct: networks.length,
      diversity: networks.length < 2 ? null : diversity(networks.map(({ network }) => network)),
      examples: networks.slice(0, examples),
    }
  }
  if (!(source.conditioning > 0)) {
    yield survey(0)
    return
  }
  for (let index = 0; index < draws; index++) {
    const candidate = source.anyFlops(seed, index)
    if (candidate) {
      const { flops } = candidate.complexity
      fulfilling++
      counter.add(flops)
      if (flops < low) below = Math.max(below, flops)
      else if (flops > high) above = Math.min(above, flops)
      else {
        accepted++
        const key = networkKey(candidate.network)
        if (!distinct.has(key)) distinct.set(key, candidate)
      }
    }
    if ((index + 1) % chunk === 0 && index + 1 < draws) yield survey(index + 1)
  }
  yield survey(draws)
}

/** The survey of all draws. */
export function surveyed(space: DesignSpace, regime: Regime, options: SurveyOptions = {}): SpaceSurvey {
  const { draws = 2000 } = options
  const [survey] = surveySpace(space, regime, { ...options, chunk: Math.max(1, draws) })
  return survey!
}

/**
 * The first accepted network from candidate `from` on, within `tries` candidates; null if none. Continue from its index
 * plus one for the next.
 */
export function nextNetwork(
  space: DesignSpace,
  regime: Regime,
  { seed = 0, from = 0, tries = 20_000 }: { seed?: number; from?: number; tries?: number } = {},
): AcceptedCandidate | null {
  const source = candidateSource(space, regime)
  if (!(source.conditioning > 0)) return null
  for (let index = from; index < from + tries; index++) {
    const candidate = source.at(seed, index)
    if (candidate) return candidate
  }
  return null
}
