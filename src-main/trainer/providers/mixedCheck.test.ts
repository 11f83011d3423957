import { expect, it, vi } from 'vitest'
import { sentence } from '#shared/sentences/sentence.ts'
import { mixedObstacle } from './mixedCheck.ts'
import { plansOf } from './plansHere.ts'
import * as sessions from './session.ts'

const options = { provider: 'cpu', threads: 1 }

it.each([...plansOf('cpu')])('the CPU trains in mixed precision by the %s plan', async (_, plan) => {
  expect(await mixedObstacle(plan, options)).toBeNull()
})

it.each([
  ['computes wrongly', 'dw', (values: Float32Array) => values.fill(7), sentence('halfComputedWrong', { tensor: 'dw' })],
  ['gives NaN', 'y', (values: Float32Array) => values.fill(NaN, 3, 4), sentence('halfComputedWrong', { tensor: 'y' })],
  [
    'clamps what is too large',
    'overflow',
    (values: Float32Array) => values.fill(65504),
    sentence('halfDoesNotOverflow'),
  ],
] as const)('a provider that %s does not', async (_, name, change, reason) => {
  const [plan] = plansOf('cpu').values()
  const create = sessions.createSession
  vi.spyOn(sessions, 'createSession').mockImplementationOnce(async (...given) => {
    const session = await create(...given)
    const compute: typeof session.compute = async (tensors) => {
      const found = await session.compute(tensors)
      change(found.get(name)!)
      return found
    }
    return { ...session, compute }
  })
  expect(await mixedObstacle(plan!, options)).toEqual(reason)
})
