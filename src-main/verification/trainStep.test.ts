import { describe, expect, it } from 'vitest'
import { referenceBytes, referenceData } from '#shared/testing/referenceData.ts'
import { plansOf } from '#main/trainer/providers/plansHere.ts'
import { verifyTrainStep, type TrainStepReference } from './trainStep.ts'

const reference = referenceData<TrainStepReference>('train_step/train_step.json')
const bytes = referenceBytes('train_step/train_step.bin')

describe.skipIf(!reference)('a training step', () => {
  it.each([...plansOf('cpu')])('matches float64 PyTorch under the %s plan', async (_, plan) => {
    const cases = await verifyTrainStep(reference!, bytes!, plan, { provider: 'cpu', threads: 1 })
    expect(cases.filter(({ passed }) => !passed)).toEqual([])
    expect(cases.length).toBeGreaterThan(150)
  })
})
