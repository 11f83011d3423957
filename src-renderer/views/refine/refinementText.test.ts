import { describe, expect, it } from 'vitest'
import { constraintIds } from '#shared/designspaces/constraints.ts'
import { orderIds } from '#shared/designspaces/chain.ts'
import { networkParameterIds } from '#shared/refinement/networkParameters.ts'
import { drawnSizeIds, type Refinement } from '#shared/refinement/refinement.ts'
import { createTranslations } from '#renderer/i18n/i18n.ts'
import { formulaText, parameterText, questionText, statementText, type Translate } from './refinementText.ts'

const { global } = createTranslations('en')
const t: Translate = (key, values = {}) => global.t(key, values)

const constraint = (id: (typeof constraintIds)[number], fields: object): Refinement =>
  ({ kind: 'constraint', constraint: { id, ...fields } }) as Refinement
const all: Refinement[] = [
  ...constraintIds.flatMap((id): Refinement[] => {
    if (id === 'widthOrder' || id === 'depthOrder') return orderIds.map((order) => constraint(id, { order }))
    return [constraint(id, { min: 2, max: 8, maxFitError: 0.3 })]
  }),
  ...drawnSizeIds.flatMap((size): Refinement[] => [
    { kind: 'range', size, low: 8 },
    { kind: 'range', size, stage: 3, low: 8, high: 64 },
  ]),
]

describe('texts of refinements', () => {
  it.each(['en', 'ko'] as const)('exist for everything that can be asked (%s)', (language) => {
    const translations = createTranslations(language).global
    const said: Translate = (key, values = {}) => {
      if (!translations.te(key, language)) throw new Error(`missing text: ${key}`)
      return translations.t(key, values)
    }
    for (const refinement of all) {
      for (const text of [questionText(refinement, said), statementText(refinement, said), formulaText(refinement)]) {
        expect(text).not.toBe('')
        expect(text).not.toMatch(/[{}]|undefined|NaN/)
      }
    }
    for (const id of networkParameterIds) expect(parameterText(id, said)).not.toMatch(/[{}]/)
  })
  it('say which end is closed', () => {
    expect(questionText(constraint('totalDepthRange', { min: 12 }), t)).toBe('Keep the number of blocks at 12 or more?')
    expect(questionText({ kind: 'range', size: 'width', stage: 4, low: 32, high: 96 }, t)).toBe(
      'Keep the width of stage 4 between 32 and 96?',
    )
    expect(formulaText({ kind: 'range', size: 'width', stage: 4, low: 32, high: 96 })).toBe('32 ≤ w₄ ≤ 96')
    expect(formulaText(constraint('bottleneckRatioRange', { max: 2 }))).toBe('b ≤ 2')
  })
})
