import { describe, expect, it } from 'vitest'
import { referenceData } from '#shared/testing/referenceData.ts'
import { verifyTrainingMisc } from './trainingMisc.ts'

interface Misc {
  lr_schedules: { lr_per_epoch: number[] }[]
  ema: { ema_after_each_iter: number[] }[]
  sampler_pmfs: { probs: number[] }[]
}
const reference = referenceData<Misc>('training_misc.json')

describe.skipIf(!reference)('samplers, learning rates and averages against the reference', () => {
  it('match every number', () => {
    const cases = verifyTrainingMisc(reference)
    expect(cases.filter(({ passed }) => !passed)).toEqual([])
    expect(cases).toHaveLength(reference!.lr_schedules.length + reference!.ema.length + reference!.sampler_pmfs.length)
  })
  it.each([
    ['a learning rate', (misc: Misc) => (misc.lr_schedules[1]!.lr_per_epoch[3]! += 1e-10)],
    ['an average', (misc: Misc) => (misc.ema[0]!.ema_after_each_iter[20]! += 1e-10)],
    ['a probability', (misc: Misc) => (misc.sampler_pmfs[2]!.probs[0]! += 1e-10)],
  ])('detect one wrong digit of %s', (_, spoil) => {
    const wrong = structuredClone(reference!)
    spoil(wrong)
    expect(verifyTrainingMisc(wrong).filter(({ passed }) => !passed)).toHaveLength(1)
  })
})

it('refuse another format', () => {
  expect(() => verifyTrainingMisc({ ema: 3 })).toThrow('ema is 3 (not a list)')
})
