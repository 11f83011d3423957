import { expect, it } from 'vitest'
import { mostTrainers } from '#shared/contract/system.ts'
import { trainersTyped } from './trainersTyped.ts'

it('accepts whole numbers in range, and an empty text for automatic; rejects others instead of adjusting them', () => {
  expect([' ', '1', ' 12 ', String(mostTrainers)].map(trainersTyped)).toEqual([null, 1, 12, mostTrainers])
  for (const typed of ['0', '-1', '2.5', String(mostTrainers + 1), 'all']) expect(trainersTyped(typed)).toBeUndefined()
})
