import type { Network } from '#shared/networks/network.ts'
import { sentence, ValueError } from '#shared/sentences/sentence.ts'
import { samplePopulation, type SampledPopulation, type SampleRequest } from './samplePopulation.ts'
import { networkKey } from '../toNetwork.ts'

export interface GrowthRequest extends Omit<SampleRequest, 'after'> {
  /** The networks already in the sample, in order. */
  drawn: readonly Network[]
}

/** The next networks of a sample; candidates and rates refer to the whole sample. */
export interface GrownSample extends SampledPopulation {
  /** Number of candidates consumed by the existing networks. */
  candidatesBefore: number
}

/**
 * The next `count` networks of a sample. Redraws the existing networks from the seed first and throws ValueError if
 * they differ, so that a sample is never extended with networks of another.
 */
export function growSample({ drawn, count, ...request }: GrowthRequest): GrownSample {
  if (drawn.length === 0) return { ...samplePopulation({ ...request, count }), candidatesBefore: 0 }
  const after = samplePopulation({ ...request, count: drawn.length })
  const other = after.networks.findIndex(({ network }, i) => networkKey(network) !== networkKey(drawn[i]!))
  if (other >= 0) throw new ValueError(sentence('sampleOfOther', { number: other + 1 }))
  return { ...samplePopulation({ ...request, count, after }), candidatesBefore: after.candidates }
}
