import { sentence, ValueError, type Sentence } from '#shared/sentences/sentence.ts'
import { candidateSource, type AcceptedCandidate, type CandidateSource } from './candidateSource.ts'
import type { DesignSpace, Regime } from '../designSpace.ts'
import { networkKey } from '../toNetwork.ts'

export interface SampleRequest {
  space: DesignSpace
  regime: Regime
  /** How many distinct networks. */
  count: number
  /** Integer in [0, 2^53). */
  seed: number
  /** After how many candidates of the seed to give up; at most 2^32. */
  maxCandidates?: number
  /** The sample of this space, regime and seed to go on from: `count` networks behind it are looked for. */
  after?: SampleEnd
}

/** Where a sample was left. */
export type SampleEnd = Pick<SampledPopulation, 'networks' | 'candidates' | 'accepted'>

export interface SampledPopulation {
  /** Distinct networks in the order of their candidates, without those that were gone on from. */
  networks: AcceptedCandidate[]
  /** Candidates of the seed looked at, from the first on: up to and including the last network's. */
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
 * (seed, k): any process may look at any range, and the outcome is the same; a sample that goes on from another is the
 * rest of the one that would have been drawn at once. Throws ValueError with the acceptance rate
 * and the nearest FLOPs when `maxCandidates` do not give `count` networks.
 */
export function samplePopulation(request: SampleRequest): SampledPopulation {
  const { space, regime, count } = request
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`invalid count: ${count} (a whole number from 1)`)
  const source = candidateSource(space, regime)
  if (!(source.conditioning > 0)) throw new ValueError(sentence('spaceEmpty', { space: space.name }))
  const collected = collect(source, request)
  if (collected.networks.length < count) throw new ValueError(shortfall(request, source, collected))
  const acceptanceRate = collected.accepted / collected.candidates
  return { ...collected, acceptanceRate, plainAcceptanceRate: acceptanceRate * source.conditioning }
}

const nothing: SampleEnd = { networks: [], candidates: 0, accepted: 0 }

function collect(source: CandidateSource, { seed, count, maxCandidates, after = nothing }: SampleRequest): SampleEnd {
  const { candidates, accepted } = after
  const collected: SampleEnd = { networks: [], candidates, accepted }
  for (const candidate of distinctNetworks(source, seed, maxCandidates, { tally: collected, known: after.networks }))
    if (collected.networks.push(candidate) === count) break
  return collected
}

/**
 * The candidates of a seed whose networks are new, in their order, among the first `maxCandidates`. `tally` counts those
 * that were looked at and accepted so far: the first that is looked at is the one behind them. `known`: what those gave.
 */
export function* distinctNetworks(
  source: CandidateSource,
  seed: number,
  maxCandidates = defaultMaxCandidates,
  {
    tally = { candidates: 0, accepted: 0 },
    known: before = [],
  }: { tally?: { candidates: number; accepted: number }; known?: readonly AcceptedCandidate[] } = {},
): Generator<AcceptedCandidate, void, void> {
  const known = new Set(before.map(({ network }) => networkKey(network)))
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
function shortfall(request: SampleRequest, source: CandidateSource, found: SampleEnd): Sentence {
  const { space, regime, count, seed, after = nothing } = request
  const { accepted, candidates } = found
  const before = after.networks.length
  const distinct = before + found.networks.length
  const sampled = sentence('sampled', {
    ...{ found: distinct, count: before + count, candidates, space: space.name },
    rate: percent(accepted / candidates),
  })
  if (accepted > distinct * 2) return sentence('sampleRepeats', { sampled })
  if (!regime.flops) return sentence('sampleTooTight', { sampled })
  const window = { low: megaFlops(regime.flops.low), high: megaFlops(regime.flops.high) }
  if (accepted > 0) return sentence('sampleRare', { sampled, ...window })
  const looked = Math.min(probes, candidates)
  const nearest = nearestFlops(source, seed, regime.flops, looked).map(megaFlops)
  if (nearest.length === 0) return sentence('sampleUnfound', { sampled, looked })
  return sentence('sampleOutside', { sampled, ...window, nearest })
}

/** Candidates that are looked at once more for their FLOPs. */
const probes = 100_000

/** The largest FLOPs below the window and the smallest above it, among the first `looked` candidates of the seed. */
function nearestFlops(
  source: CandidateSource,
  seed: number,
  { low, high }: { low: number; high: number },
  looked: number,
): number[] {
  let below = -Infinity
  let above = Infinity
  for (let index = 0; index < looked; index++) {
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
