import { describe, expect, it } from 'vitest'
import { search as english } from '#shared/messages/en/search.ts'
import { search as korean } from '#shared/messages/ko/search.ts'
import { translation } from '#shared/messages/translation.ts'
import { searchName } from './searchName.ts'
import type { Budget } from './searchStudy.ts'

const en = translation('en', { search: english })
const ko = translation('ko', { search: korean })

describe('The name of a search', () => {
  it.each<[Budget, string, string]>([
    [{ flops: 5e5 }, 'Best RegNetX at 500 kF', '500 kF에서 가장 좋은 RegNetX'],
    [{ flops: 16e6, parameters: 1.05e6 }, 'Best RegNetX at 16 MF, 1.05 M parameters', ''],
    [{ activations: 20_000, time: 2.5 }, 'Best RegNetX at 20 k activations, 2.5 ms', '활성값 20 k개, 2.5 ms에서 가장'],
  ])('of %j is %s', (budget, said, saidInKorean) => {
    expect(searchName('RegNetX', budget, en)).toBe(said)
    expect(searchName('RegNetX', budget, ko)).toContain(saidInKorean)
  })
})
