import { expect, test } from 'vitest'
import type { EpochReport } from '#shared/training/epochMetrics.ts'
import { epochDuration } from './epochDuration.ts'

const reading = (epoch: number, durationMs: number): EpochReport => ({
  epoch,
  durationMs,
  learningRate: 0.1,
  trainLoss: 1,
  trainErrorPercent: 50,
  validationLoss: 1,
  validationErrors: 1,
  validationErrorPercent: 40,
  validationTop5ErrorPercent: null,
  emaValidationErrorPercent: null,
  imagesPerSecond: 1000,
})

test('a reading covers the epochs since the previous one', () => {
  expect(epochDuration([])).toBeUndefined()
  expect(epochDuration([reading(2, 300)])).toBe(100)
  expect(epochDuration([reading(2, 300), reading(5, 900)])).toBe(200)
})

test('only the last readings determine the speed', () => {
  expect(epochDuration([reading(0, 9000), reading(1, 10), reading(2, 20), reading(3, 30)])).toBe(20)
})

test('ignores an epoch during which the machine slept', () => {
  const slept = 9 * 3600_000
  expect(epochDuration([reading(0, 10), reading(1, slept), reading(2, 20)])).toBe(20)
  expect(epochDuration([reading(0, 10), reading(2, 30), reading(3, slept)])).toBe(15)
})
