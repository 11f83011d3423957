import { expect, it } from 'vitest'
import { plansOf } from '#main/trainer/providers/plansHere.ts'
import { shippedReference } from './shippedReference.ts'
import { referenceFileIds, verifyFolder } from './verifyFolder.ts'

/** One step per group width and per depthwise kernel, in addition to the cases of the file. */
const ownSteps = 5 + 2

it('this build matches every number of the shipped reference, under every plan', async () => {
  const options = { provider: 'cpu', engine: 'host', threads: 1, plans: [...plansOf('cpu').keys()] } as const
  const cases = new Map<string, number>()
  for await (const verdict of verifyFolder(shippedReference, referenceFileIds, options)) {
    expect(verdict.problem).toBeNull()
    expect(verdict.cases.filter(({ passed }) => !passed)).toEqual([])
    cases.set(verdict.plan ? `${verdict.file} ${verdict.plan}` : verdict.file, verdict.cases.length)
  }
  expect(Object.fromEntries(cases)).toEqual({
    ...Object.fromEntries([...plansOf('cpu').keys()].map((plan) => [`train_step ${plan}`, 36 + ownSteps])),
    complexity: 62,
    regnet_params: 140,
    stats: 99,
    model_zoo: 16,
    training_misc: 18,
  })
})
