import { expect, it } from 'vitest'
import { shippedReference } from './shippedReference.ts'
import { verifyFolder } from './verifyFolder.ts'

it('tells how far mixed precision is from float64 for every shipped network: further than float32, not far', async () => {
  const options = { provider: 'cpu', engine: 'host', threads: 1, plans: ['gpu'], precision: 'mixed' } as const
  for await (const { cases, passed, problem } of verifyFolder(shippedReference, ['train_step'], options)) {
    expect(problem).toBeNull()
    expect(cases.filter((checked) => !checked.passed)).toEqual([])
    expect([cases.length, passed]).toEqual([8, true])
    for (const { name, error } of cases) if (name.endsWith('gradients')) expect(error).toBeGreaterThan(1e-3)
  }
})
