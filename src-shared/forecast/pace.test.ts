import { expect, test } from 'vitest'
import { pace } from './pace.ts'
import { timeModel } from './timeModel.ts'

const load = { flops: 1e6, activations: 1e4 }
const model = timeModel([{ ...load, time: 10 }])!

test('nothing measured leaves the model as it is', () => {
  expect(pace(model, [])).toBe(1)
})

test('a pace is the geometric mean of what was measured over what was expected', () => {
  const measured = [20, 80].map((time) => ({ ...load, time }))
  expect(pace(model, measured)).toBeCloseTo(4, 12)
})

test('a time that says nothing about a pace is left out', () => {
  expect(pace(model, [{ ...load, time: 0 }])).toBe(1)
  expect(
    pace(
      model,
      [0, 20].map((time) => ({ ...load, time })),
    ),
  ).toBeCloseTo(2, 12)
})
