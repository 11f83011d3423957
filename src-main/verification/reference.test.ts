import { describe, expect, it } from 'vitest'
import { referenceData } from '#shared/testing/referenceData.ts'
import { verifyComplexity } from './complexity.ts'
import { verifyModelZoo } from './modelZoo.ts'
import { verifyRegNetParams } from './regnetParams.ts'

interface Complexity {
  records: { complexity: { flops: number } }[]
}
const complexity = referenceData<Complexity>('complexity.json')

describe.skipIf(!complexity)('the exact reference files', () => {
  it.each([
    ['complexity.json', verifyComplexity, 162],
    ['regnet_params.json', verifyRegNetParams, 1300],
    ['model_zoo.json', verifyModelZoo, 48],
  ] as const)('match every record of %s', (file, verify, atLeast) => {
    const cases = verify(referenceData<unknown>(file))
    expect(cases.filter(({ passed }) => !passed)).toEqual([])
    expect(cases.length).toBeGreaterThanOrEqual(atLeast)
  })

  it('detect one extra multiply-add', () => {
    const wrong = structuredClone(complexity!)
    wrong.records[3]!.complexity.flops += 1
    expect(verifyComplexity(wrong).filter(({ passed }) => !passed)).toHaveLength(1)
  })
})

it('refuse another form, naming the place', () => {
  expect(() => verifyComplexity({ records: 3 })).toThrow('invalid complexity.json: records is 3 (not a list)')
})
