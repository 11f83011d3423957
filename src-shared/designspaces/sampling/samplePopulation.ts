import { sentence, ValueError, type Sentence } from '#shared/sentences/sentence.ts'
import { candidateSource, type AcceptedCandidate, type CandidateSource } from './candidateSource.ts'
import type { DesignSpace, Regime } from '../designSpace.ts'
import { networkKey } from '../toNetwork.ts'

export interface SampleRequest {
  space: DesignSpace
  regime: Regime
  /** Number of distinct networks. */
  count: number
  /** Integer in [0, 2^53). */
  seed: number
  /** Number of candidates after which to give up; at most 2^32. */
  maxCandidates?: number
  /** End of an existing sample of this space, regime and seed: `count` further networks are drawn. */
  after?: SampleEnd
}

/** The state in which a sample ended. */
export type SampleEnd = Pick<SampledPopulation, 'networks' | 'candidates' | 'accepted'>

export interface SampledPopulation {
  /** Distinct networks in candidate order, excluding those of `after`. */
  networks: AcceptedCandidate[]
  /** Number of candidates examined, from the first up to the one of the last network. */
  candidates: number
  /** Number of candidates that satisfied everything, including repeated networks. */
  accepted: number
  /** accepted / candidates; the draws are already conditioned. */
  acceptanceRate: number
  /** Acceptance rate of plain rejection: acceptanceRate times the probability of the constraints drawn exactly. */
  plainAcceptanceRate: number
}

const defaultMaxCandidates = 2_000_000

/**
 * `count` distinct networks of `space`, distributed as by plain rejection. The draws of candidate k are a function of
 * (seed, k), so any process may examine any range with the same result, and a continued sample equals one drawn at
 * once. Throws ValueError with the acceptance rate and the nearest FLOPs if `maxCandidates` yield fewer than `count`
 * networks.
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
 * The candidates with new networks, in order, among the first `maxCandidates` of a seed. `tally` counts the candidates
 * examined and accepted so far, and examination continues after them; `known` holds their networks.
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

/** Why a sample fell short, and what to do about it. */
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

/** Number of candidates whose FLOPs are examined again. */
const probes = 100_000

/** The largest FLOPs below and the smallest above the window among the first `looked` candidates of the seed. */
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
