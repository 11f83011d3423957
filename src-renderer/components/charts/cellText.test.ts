import { expect, it } from 'vitest'
import { cellText } from './cellText.ts'

it('cells have few digits, whole numbers all of theirs', () => {
  const cells = [1 / 48, 7.125, 1234567, -0.5, 12.3456, null, NaN, 'AnyNetX_A']
  expect(cells.map(cellText)).toEqual(['0.02083', '7.125', '1234567', '−0.5', '12.35', '–', '–', 'AnyNetX_A'])
})
