import { expect, it } from 'vitest'
import { byConditions, conditionsKey } from './conditions.ts'
import type { TimingConditions } from './timing.ts'

const inference: TimingConditions = {
  mode: 'inference',
  ...{ batchSize: 1, provider: 'cpu', plan: null, device: 'CPU', driver: null, threads: 1, onnxruntime: '1' },
}

it('has one key for equal conditions, whatever the order of their fields', () => {
  const { mode, ...rest } = inference
  expect(conditionsKey({ ...rest, mode })).toBe(conditionsKey(inference))
  expect(conditionsKey({ ...inference, threads: 2 })).not.toBe(conditionsKey(inference))
})

it('groups times that compare, inference before training and small batches before large ones', () => {
  const training = { ...inference, mode: 'training', plan: 'cpu-1' } as const
  const times = [training, { ...inference, batchSize: 64 }, inference, training, { ...inference, batchSize: 8 }]
  const groups = byConditions(times.map((conditions, i) => ({ conditions, i })))
  expect(groups.map(({ conditions: { mode, batchSize }, times: { length } }) => [mode, batchSize, length])).toEqual([
    ['inference', 1, 1],
    ['inference', 8, 1],
    ['inference', 64, 1],
    ['training', 1, 2],
  ])
})
