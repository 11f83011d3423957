import { describe, expect, it } from 'vitest'
import { constraintIds, kindOf } from '#shared/designspaces/constraints/constraints.ts'
import { orderIds } from '#shared/designspaces/sampling/stageChain.ts'
import { presets } from '#shared/designspaces/presets.ts'
import { constraintSentences } from '#shared/studyFiles/constraintSentences.ts'
import { networkParameterIds } from '#shared/refinement/evidence/networkParameters.ts'
import { drawnSizeIds, type Refinement } from '#shared/refinement/steps/refinement.ts'
import { translations } from '#renderer/i18n/texts.ts'
import { formulaText } from './formulaText.ts'
import { parameterText, questionText, statementText } from './refinementText.ts'

const t = translations.en

const constraint = (id: (typeof constraintIds)[number], fields: object): Refinement =>
  ({ kind: 'constraint', constraint: { id, ...fields } }) as Refinement
const all: Refinement[] = [
  ...constraintIds.flatMap((id): Refinement[] => {
    if ('order' in kindOf({ id }).fields) return orderIds.map((order) => constraint(id, { order }))
    if (id === 'predictedTime') return [constraint(id, kindOf({ id }).start)]
    return [constraint(id, { min: 2, max: 8, maxFitError: 0.3 })]
  }),
  ...drawnSizeIds.flatMap((size): Refinement[] => [
    { kind: 'range', size, low: 8 },
    { kind: 'range', size, stage: 3, low: 8, high: 64 },
  ]),
]

describe('texts of refinements', () => {
  it.each(['en', 'ko'] as const)('exist for every possible refinement (%s)', (language) => {
    const said = translations[language]
    for (const refinement of all) {
      for (const text of [questionText(refinement, said), statementText(refinement, said), formulaText(refinement)]) {
        expect(text).not.toBe('')
        expect(text).not.toMatch(/[{}]|undefined|NaN|constraints\./)
      }
    }
    for (const id of networkParameterIds) expect(parameterText(id, said)).not.toMatch(/[{}]/)
  })
  it('say which end is included', () => {
    expect(questionText(constraint('totalDepthRange', { min: 12 }), t)).toBe('Keep the number of blocks at 12 or more?')
    expect(questionText({ kind: 'range', size: 'width', stage: 4, low: 32, high: 96 }, t)).toBe(
      'Keep the width of stage 4 between 32 and 96?',
    )
    expect(formulaText({ kind: 'range', size: 'width', stage: 4, low: 32, high: 96 })).toBe('32 ≤ w₄ ≤ 96')
    expect(formulaText(constraint('bottleneckRatioRange', { max: 2 }))).toBe('b ≤ 2')
  })
  it('state limits that depend on FLOPs, and several limits of one end', () => {
    const paper = { offset: 3e6, perGigaFlops: 5.5e6, exponent: 1 }
    expect(formulaText(constraint('parameters', { max: paper }))).toBe('params ≤ 3.00 M + 5.50 M F/GF')
    const both = constraint('activations', { min: 0, max: [{ offset: 0, perGigaFlops: 6.5e6, exponent: 0.5 }, 1e7] })
    expect(formulaText(both)).toBe('0 ≤ acts ≤ min(6.50 M (F/GF)^0.5, 10.0 M)')
    expect(statementText(constraint('parameters', { max: paper }), t)).toBe(
      'number of parameters at 3.00 M + 5.50 M F/GF or less',
    )
  })
  it.each(['en', 'ko'] as const)('are also the sentences of reports and the command line (%s)', (language) => {
    const said = translations[language]
    const constraints = all.flatMap((refinement) => (refinement.kind === 'constraint' ? [refinement.constraint] : []))
    const reported = constraintSentences({ ...presets.AnyNetX_A, constraints }, undefined, language)
    for (const [i, constraint] of constraints.entries())
      expect(reported[i]!.toLowerCase()).toBe(statementText({ kind: 'constraint', constraint }, said).toLowerCase())
  })
})
