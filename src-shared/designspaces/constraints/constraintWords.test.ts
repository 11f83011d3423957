import { describe, expect, it } from 'vitest'
import { constraints as english } from '#shared/messages/en/constraints.ts'
import { constraints as koreanTexts } from '#shared/messages/ko/constraints.ts'
import { translation } from '#shared/messages/translation.ts'
import { orderIds } from '../sampling/stageChain.ts'
import { publishedTime } from './timeLimits.ts'
import { constraintIds, constraints, type Constraint } from './constraints.ts'
import { constraintName, constraintWords, rangeWords } from './constraintWords.ts'

const translations = {
  en: translation('en', { constraints: english }),
  ko: translation('ko', { constraints: koreanTexts }),
}
const t = translations.en

describe('a constraint in words', () => {
  it.each<[Constraint, string, string]>([
    [{ id: 'sharedGroupWidth' }, 'Share one group width across all stages?', 'one group width for all stages'],
    [
      { id: 'widthOrder', order: 'nonDecreasing' },
      'Let widths never shrink from stage to stage?',
      'widths never shrink',
    ],
    [
      { id: 'quantizedLinearWidths', maxFitError: 0.1 },
      'Let the widths follow a quantised line, e_fit at 0.1 or less?',
      'widths near a quantised line, e_fit at 0.1 or less',
    ],
    [
      { id: 'totalDepthRange', min: 12, max: 24 },
      'Keep the number of blocks between 12 and 24?',
      'number of blocks between 12 and 24',
    ],
    [{ id: 'groupWidthRange', min: 8 }, 'Keep the group widths at 8 or more?', 'group widths at 8 or more'],
    [{ id: 'flops', max: 4e8 }, 'Keep the FLOPs at 400 MF or less?', 'FLOPs at 400 MF or less'],
    [
      { id: 'parameters', max: { offset: 3e6, perGigaFlops: 5.5e6, exponent: 1 } },
      'Keep the number of parameters at 3.00 M + 5.50 M F/GF or less?',
      'number of parameters at 3.00 M + 5.50 M F/GF or less',
    ],
    [
      { id: 'activations', min: [1e6, 2e6] },
      'Keep the number of activations at max(1.00 M, 2.00 M) or more?',
      'number of activations at max(1.00 M, 2.00 M) or more',
    ],
    [
      { id: 'predictedTime', limits: [{ ...publishedTime, max: 20 }] },
      'Keep the predicted time of inference of 64 images on NVIDIA V100 at 20 ms or less?',
      'predicted time of inference of 64 images on NVIDIA V100 at 20 ms or less',
    ],
    [
      {
        id: 'predictedTime',
        limits: [
          { ...publishedTime, min: 5, max: 20 },
          { ...publishedTime, mode: 'training', batchSize: 1, min: 30 },
        ],
      },
      'Keep the predicted time of inference of 64 images on NVIDIA V100 between 5 ms and 20 ms? Keep the predicted time of a training step of 1 image on NVIDIA V100 at 30 ms or more?',
      'predicted time of inference of 64 images on NVIDIA V100 between 5 ms and 20 ms; predicted time of a training step of 1 image on NVIDIA V100 at 30 ms or more',
    ],
  ])('%j', (constraint, question, statement) => {
    expect(constraintWords(constraint, 'question', t)).toBe(question)
    expect(constraintWords(constraint, 'statement', t)).toBe(statement)
  })
  it('has a complete name, question and statement for every kind in every language', () => {
    for (const language of ['en', 'ko'] as const) {
      const translate = translations[language]
      for (const id of constraintIds) {
        const { start } = constraints[id]
        const forms = 'order' in start ? orderIds.map((order) => ({ order })) : [start]
        const words = forms.flatMap((data) =>
          (['question', 'statement'] as const).map((form) =>
            constraintWords({ id, ...data } as Constraint, form, translate),
          ),
        )
        for (const text of [constraintName(id, translate), ...words]) expect(text).toMatch(/^[^{}]+$/)
        expect(words.join()).not.toContain('undefined')
        expect(new Set(words).size).toBe(words.length)
      }
      for (const order of orderIds) expect(translate(`constraints.orders.${order}`)).not.toBe('')
    }
  })
  it('describes a range of anything', () => {
    expect(rangeWords('width of stage 4', { min: 32, max: 96 }, 'statement', t)).toBe(
      'width of stage 4 between 32 and 96',
    )
  })
})
