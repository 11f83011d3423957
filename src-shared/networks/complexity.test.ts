import { describe, expect, it } from 'vitest'
import { referenceData } from '#shared/testing/referenceData.ts'
import { networkComplexity } from './complexity.ts'
import { fromNeutralForm, toNeutralForm, type NeutralNetwork } from './neutralForm.ts'

interface Record {
  id: string
  config: NeutralNetwork
  complexity: { flops: number; params: number; acts: number }
}
const reference = referenceData<{ records: Record[] }>('complexity.json')

describe.skipIf(!reference)('networkComplexity', () => {
  it.each(reference?.records ?? [])('counts $id as pycls does', ({ config, complexity }) => {
    const network = fromNeutralForm(config)
    expect(networkComplexity(network, 'pycls')).toEqual({
      flops: complexity.flops,
      parameters: complexity.params,
      activations: complexity.acts,
    })
    expect(fromNeutralForm(toNeutralForm(network))).toEqual(network)
  })
})
