import { sentence, ValueError, type Sentence } from '#shared/sentences/sentence.ts'
import { candidateSource, type AcceptedCandidate, type CandidateSource } from './candidateSource.ts'
import type { DesignSpace, Regime } from './designSpace.ts'
import { networkKey } from './toNetwork.ts'

export interface SampleRequest {
  space: DesignSpace
  regime: Regime
  /** How many distinct networks. */
  count: number
  /** Integer in [0, 2^53). */
  seed: number
  /** After how many candidates to give up; at most 2^32. */
  maxCandidates?: number
}

export interface SampledPopulation {
  /** Distinct networks in the order of their candidates. */
  networks: AcceptedCandidate[]
  /** Candidates looked at: up to and including the last network's. */
  candidates: number
  /** Candidates that fulfilled everything, repeated networks included. */
  accepted: number
  /** accepted / candidates, of draws that are conditioned already. */
  acceptanceRate: number
  /** What plain rejection would accept: acceptanceRate times the probability of what was drawn exactly. */
  plainAcceptanceRate: number
}

const defaultMaxCandidates = 2_000_000

/**
 * `count` distinct networks of `space`, with the law of drawing and rejecting. Candidate k's draws are a function of
 * (seed, k): any process may look at any range, and the outcome is the same. Throws ValueError with the acceptance rate
 * and the nearest FLOPs when `maxCandidates` do not give `count` networks.
 */
export function samplePopulation(request: SampleRequest): SampledPopulation {
  const { space, regime, count, seed, maxCandidates = defaultMaxCandidates } = request
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`invalid count: ${count} (a whole number from 1)`)
  const source = candidateSource(space, regime)
  if (!(source.conditioning > 0)) throw new ValueError(sentence('spaceEmpty', { space: space.name }))
  const collected = collect(source, seed, count, maxCandidates)
  if (collected.networks.length < count) throw new ValueError(shortfall(request, source, collected))
  const acceptanceRate = collected.accepted / collected.candidates
  return { ...collected, acceptanceRate, plainAcceptanceRate: acceptanceRate * source.conditioning }
}

type Collected = Pick<SampledPopulation, 'networks' | 'candidates' | 'accepted'>

function collect(source: CandidateSource, seed: number, count: number, maxCandidates: number): Collected {
  const collected: Collected = { networks: [], candidates: 0, accepted: 0 }
  for (const candidate of distinctNetworks(source, seed, maxCandidates, collected))
    if (collected.networks.push(candidate) === count) break
  return collected
}

/**
 * The candidates of a seed whose networks are new, in their order, among the first `maxCandidates`. `tally` counts those
 * that were looked at and accepted so far.
 */
export function* distinctNetworks(
  source: CandidateSource,
  seed: number,
  maxCandidates = defaultMaxCandidates,
  tally = { candidates: 0, accepted: 0 },
): Generator<AcceptedCandidate, void, void> {
  const known = new Set<string>()
  while (tally.candidates < maxCandidates) {
    const candidate = source.at(seed, tally.candidates++)
    if (!candidate) continue
    tally.accepted++
    const key = networkKey(candidate.network)
    if (known.has(key)) continue
    known.add(key)
    yield candidate
  }
}

/** Why a sample fell short and what to do. */
function shortfall({ space, regime, count, seed }: SampleRequest, source: CandidateSource, found: Collected): Sentence {
  const { accepted, candidates, networks } = found
  const sampled = sentence('sampled', {
    ...{ found: networks.length, count, candidates, space: space.name },
    rate: percent(accepted / candidates),
  })
  if (accepted > networks.length * 2) return sentence('sampleRepeats', { sampled })
  if (!regime.flops) return sentence('sampleTooTight', { sampled })
  const window = { low: megaFlops(regime.flops.low), high: megaFlops(regime.flops.high) }
  if (accepted > 0) return sentence('sampleRare', { sampled, ...window })
  const nearest = nearestFlops(source, seed, regime.flops).map(megaFlops).join(', ')
  if (nearest === '') return sentence('sampleImpossible', { sampled })
  return sentence('sampleOutside', { sampled, ...window, nearest })
}

const probes = 100_000

/** The largest FLOPs below the window and the smallest above it, among the first candidates of the seed. */
function nearestFlops(source: CandidateSource, seed: number, { low, high }: { low: number; high: number }): number[] {
  let below = -Infinity
  let above = Infinity
  for (let index = 0; index < probes; index++) {
    const flops = source.anyFlops(seed, index)?.complexity.flops
    if (flops === undefined) continue
    if (flops < low) below = Math.max(below, flops)
    if (flops > high) above = Math.min(above, flops)
  }
  return [below, above].filter(Number.isFinite)
}

function megaFlops(flops: number): string {
  return String(Number((flops / 1e6).toPrecision(4)))
}

function percent(rate: number): string {
  return `${Number((rate * 100).toPrecision(2))}%`
}
