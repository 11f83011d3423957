import { expect, it } from 'vitest'
import { stepRows } from './stepRows.ts'

it('every step has its loss, and the last one of a measured epoch its validation loss as well', () => {
  const curve = [
    { epoch: 1, validationLoss: 2 },
    { epoch: 3, validationLoss: 1 },
  ]
  expect(stepRows([8, 7, 6, 5, 4, 3, 2, 1], curve)).toEqual([
    [1, 0.5, 8, null],
    [2, 1, 7, null],
    [3, 1.5, 6, null],
    [4, 2, 5, 2],
    [5, 2.5, 4, null],
    [6, 3, 3, null],
    [7, 3.5, 2, null],
    [8, 4, 1, 1],
  ])
})
