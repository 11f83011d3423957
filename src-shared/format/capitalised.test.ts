import { expect, it } from 'vitest'
import { capitalised } from './capitalised.ts'

it.each([
  ['is no number', 'Is no number'],
  ['éa', 'Éa'],
  ['/tmp/a', '/tmp/a'],
  ['wₘ = 2', 'wₘ = 2'],
  ['w₀ = wₐ', 'w₀ = wₐ'],
  ['b < 1', 'b < 1'],
  ['b ≥ 1', 'b ≥ 1'],
  ['as = before', 'As = before'],
  ['숫자가 아닙니다', '숫자가 아닙니다'],
  ['', ''],
])('%j is capitalised as %j', (phrase, expected) => expect(capitalised(phrase)).toBe(expected))
