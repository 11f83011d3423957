import { describe, expect, it } from 'vitest'
import { constraintIds } from '#shared/designspaces/constraints.ts'
import { orderIds } from '#shared/designspaces/chain.ts'
import { networkParameterIds } from '#shared/refinement/networkParameters.ts'
import { drawnSizeIds, type Refinement } from '#shared/refinement/refinement.ts'
import type { MessageTree } from '#renderer/i18n/defineMessages.ts'
import { science } from '#renderer/i18n/messages/science.ts'
import { formulaText, parameterText, questionText, statementText } from './refinementText.ts'

/** The text under a key, with its values filled in; throws for a key that is not there. */
function translator(tree: MessageTree) {
  return (key: string, values: Record<string, unknown> = {}): string => {
    const found = key
      .split('.')
      .slice(1)
      .reduce<string | MessageTree | undefined>((at, name) => (typeof at === 'object' ? at[name] : undefined), tree)
    if (typeof found !== 'string') throw new Error(`missing text: ${key}`)
    return found.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name]
      return typeof value === 'string' || typeof value === 'number' ? String(value) : whole
    })
  }
}
const t = translator(science.en)

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
    const said = translator(science[language])
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
