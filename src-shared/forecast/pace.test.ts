import { expect, test } from 'vitest'
import { pace } from './pace.ts'
import { timeModel } from './timeModel.ts'

const load = { flops: 1e6, activations: 1e4 }
const model = timeModel([{ ...load, time: 10 }])!

test('is 1 without measurements', () => {
  expect(pace(model, [])).toBe(1)
})

test('is the median ratio of measured to expected times', () => {
  const measured = [20, 80].map((time) => ({ ...load, time }))
  expect(pace(model, measured)).toBeCloseTo(4, 12)
})

test('is not affected by one training during which the machine slept', () => {
  const measured = [20, 1e6, 20].map((time) => ({ ...load, time }))
  expect(pace(model, measured)).toBeCloseTo(2, 12)
})

test('ignores a time without information', () => {
  expect(pace(model, [{ ...load, time: 0 }])).toBe(1)
  expect(
    pace(
      model,
      [0, 20].map((time) => ({ ...load, time })),
    ),
  ).toBeCloseTo(2, 12)
})
