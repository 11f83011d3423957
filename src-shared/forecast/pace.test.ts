import { expect, test } from 'vitest'
import { pace } from './pace.ts'
import { timeModel } from './timeModel.ts'

const load = { flops: 1e6, activations: 1e4 }
const model = timeModel([{ ...load, time: 10 }])!

test('nothing measured leaves the model as it is', () => {
  expect(pace(model, [])).toBe(1)
})

test('a pace is the middle of what was measured over what was expected, in factors', () => {
  const measured = [20, 80].map((time) => ({ ...load, time }))
  expect(pace(model, measured)).toBeCloseTo(4, 12)
})

test('one training during which the machine slept does not tell the pace', () => {
  const measured = [20, 1e6, 20].map((time) => ({ ...load, time }))
  expect(pace(model, measured)).toBeCloseTo(2, 12)
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
