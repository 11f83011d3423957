import { limitsText } from '#shared/designspaces/constraints/boundText.ts'
import { kindOf } from '#shared/designspaces/constraints/constraints.ts'
import type { DrawnSizeId, Refinement } from './refinement.ts'

const sizeSymbols: Readonly<Record<DrawnSizeId, string>> = {
  depth: 'd',
  width: 'w',
  bottleneckRatio: 'b',
  groupWidth: 'g',
  initialWidth: 'w₀',
  widthSlope: 'wₐ',
  widthMultiplier: 'wₘ',
}
const subscript = (digit: number): string => String.fromCodePoint(0x2080 + digit)

/** The refinement as a formula in language-neutral symbols, such as 32 ≤ w₄ ≤ 96. */
export function formulaText(refinement: Refinement): string {
  if (refinement.kind === 'constraint') return kindOf(refinement.constraint).symbol(refinement.constraint)
  const { size, stage, low, high } = refinement
  return limitsText(`${sizeSymbols[size]}${stage === undefined ? '' : subscript(stage)}`, { min: low, max: high })
}
