import { expect, it } from 'vitest'
import { formulaText } from './formulaText.ts'
import type { Refinement } from './refinement.ts'

it.each<[Refinement, string]>([
  [{ kind: 'range', size: 'width', stage: 4, low: 32, high: 96 }, '32 ≤ w₄ ≤ 96'],
  [{ kind: 'range', size: 'depth', low: 2 }, 'd ≥ 2'],
  [{ kind: 'range', size: 'bottleneckRatio', high: 2 }, 'b ≤ 2'],
  [{ kind: 'range', size: 'groupWidth', stage: 1, high: 16 }, 'g₁ ≤ 16'],
  [{ kind: 'range', size: 'initialWidth', low: 16, high: 16 }, 'w₀ = 16'],
  [{ kind: 'range', size: 'widthSlope', low: 8 }, 'wₐ ≥ 8'],
  [{ kind: 'range', size: 'widthMultiplier', low: 2 }, 'wₘ ≥ 2'],
  [{ kind: 'constraint', constraint: { id: 'groupWidthRange', min: 4 } }, 'g ≥ 4'],
])('%j is written as %s', (refinement, formula) => expect(formulaText(refinement)).toBe(formula))
