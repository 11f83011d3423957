import { expect, it } from 'vitest'
import type { Translate } from '#renderer/i18n/texts.ts'
import { edfWords } from './edfWords.ts'

const t = ((key: string, { n }: Record<string, unknown>) => `${key.split('.').at(-1)} ${String(n)}`) as Translate
const errors = [30, 40, 50, 60]

it('gives n, minimum and mean of errors, and the effective number and weighted mean of weighted ones', () => {
  expect(edfWords({ name: 'A', errors }, t)).toEqual({ name: 'A', n: 'sampleSize 4', min: '30.0', mean: '45.0' })
  // 1 / (0.7² + 3 · 0.1²) = 1.92; 0.7 · 30 + 0.1 · 150 = 36
  const weights = [0.7, 0.1, 0.1, 0.1]
  expect(edfWords({ name: 'A', errors, weights }, t)).toEqual({
    name: 'A',
    n: 'effectiveN 2',
    min: '30.0',
    mean: '36.0',
  })
})
