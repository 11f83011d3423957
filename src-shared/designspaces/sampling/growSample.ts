import type { Network } from '#shared/networks/network.ts'
import { sentence, ValueError } from '#shared/sentences/sentence.ts'
import { samplePopulation, type SampledPopulation, type SampleRequest } from './samplePopulation.ts'
import { networkKey } from '../toNetwork.ts'

export interface GrowthRequest extends Omit<SampleRequest, 'after'> {
  /** The networks that the sample has, in its order. */
  drawn: readonly Network[]
}

/** The next networks of a sample; candidates and rates are those of the whole one. */
export interface GrownSample extends SampledPopulation {
  /** Candidates that the networks took which were there. */
  candidatesBefore: number
}

/**
 * The next `count` networks of a sample. What is there is drawn again from
 * its seed first, so that a sample is never gone on with that is not this one. Throws ValueError where it is another.
 */
export function growSample({ drawn, count, ...request }: GrowthRequest): GrownSample {
  if (drawn.length === 0) return { ...samplePopulation({ ...request, count }), candidatesBefore: 0 }
  const after = samplePopulation({ ...request, count: drawn.length })
  const other = after.networks.findIndex(({ network }, i) => networkKey(network) !== networkKey(drawn[i]!))
  if (other >= 0) throw new ValueError(sentence('sampleOfOther', { number: other + 1 }))
  return { ...samplePopulation({ ...request, count, after }), candidatesBefore: after.candidates }
}
