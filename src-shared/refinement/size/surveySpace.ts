import { candidateSource, type AcceptedCandidate } from '#shared/designspaces/sampling/candidateSource.ts'
import { cardinality, type Cardinality } from '#shared/designspaces/sampling/cardinality.ts'
import type { DesignSpace, Regime } from '#shared/designspaces/designSpace.ts'
import { networkKey } from '#shared/designspaces/toNetwork.ts'
import { shareRange } from '#shared/statistics/ranges/shareRange.ts'
import type { Interval } from '#shared/statistics/ranges/interval.ts'
import { diversity, type Diversity } from './diversity.ts'
import { LogCounter, type LogHistogram } from './logHistogram.ts'

/** What a number of draws of a space tell about it. */
export interface SpaceSurvey {
  /** An upper bound of the size where `notCounted` names constraints; see spaceSize for an estimate. */
  readonly cardinality: Cardinality
  /** Looked at so far. */
  readonly draws: number
  /** Of these, how many fulfil the constraints, and how many lie in the FLOPs window as well. */
  readonly fulfilling: number
  readonly accepted: number
  /** accepted / draws with its 95 % range, of draws that are conditioned already on what can be drawn exactly. */
  readonly acceptance: Interval
  /** What plain rejection would accept. */
  readonly plainAcceptance: number
  /** FLOPs of all that fulfil the constraints. */
  readonly flops: LogHistogram
  /** reached: some draw was accepted; outside: none, so far; empty: the constraints leave nothing to draw. */
  readonly window: 'reached' | 'outside' | 'empty'
  /** The FLOPs nearest to the window on either side that a draw had; null where no draw lay there. */
  readonly nearest: { readonly below: number | null; readonly above: number | null }
  /** Different networks among the accepted, and how far apart they lie; null with fewer than two. */
  readonly distinct: number
  readonly diversity: Diversity | null
  /** The first different networks that were accepted, at most `examples`. */
  readonly examples: readonly AcceptedCandidate[]
}

export interface SurveyOptions {
  readonly draws?: number
  readonly seed?: number
  /** Draws from one survey to the next: between two of them a caller may stop. */
  readonly chunk?: number
  readonly examples?: number
}

/**
 * Surveys of `space` under `regime` from more and more draws, up to `draws` (2000); the last is the one to keep. Draw k
 * is candidate k of the seed, as in samplePopulation. Never throws for a window that is not reached or an empty space.
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

/** The survey from all draws. */
export function surveyed(space: DesignSpace, regime: Regime, options: SurveyOptions = {}): SpaceSurvey {
  const { draws = 2000 } = options
  const [survey] = surveySpace(space, regime, { ...options, chunk: Math.max(1, draws) })
  return survey!
}

/**
 * The first network accepted from candidate `from` on, among `tries`; null where there is none. Its index plus one is
 * where to look for another.
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
