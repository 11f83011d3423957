import type { Constraint } from '#shared/designspaces/constraints.ts'
import { networkParameters, type NetworkParameterId } from '#shared/refinement/networkParameters.ts'
import type { Refinement } from '#shared/refinement/refinement.ts'
import { countText } from '#shared/format/counts.ts'
import { shortText } from '#shared/format/numbers.ts'

/** A translation: `t(key, values)`. */
export type Translate = (key: string, values?: Record<string, unknown>) => string

/** The refinement as a researcher asks for it: "Share one bottleneck ratio across all stages?" */
export const questionText = (refinement: Refinement, t: Translate): string => said(refinement, 'questions', t)

/** What holds once it is accepted: "one bottleneck ratio for all stages". */
export const statementText = (refinement: Refinement, t: Translate): string => said(refinement, 'statements', t)

/** The refinement as a formula, in symbols that every language reads alike. */
export function formulaText(refinement: Refinement): string {
  if (refinement.kind === 'range') {
    const { size, stage, low, high } = refinement
    return bounded(`${sizeSymbols[size]}${stage === undefined ? '' : subscript(stage)}`, low, high)
  }
  const { constraint } = refinement
  switch (constraint.id) {
    case 'sharedBottleneckRatio':
      return 'bᵢ = b'
    case 'sharedGroupWidth':
      return 'gᵢ = g'
    case 'widthOrder':
      return `wᵢ₊₁ ${orderSigns[constraint.order]} wᵢ`
    case 'depthOrder':
      return `dᵢ₊₁ ${orderSigns[constraint.order]} dᵢ`
    case 'quantizedLinearWidths':
      return `e_fit ≤ ${constraint.maxFitError}`
    case 'initialWidthEqualsSlope':
      return 'w₀ = wₐ'
    default: {
      const { min, max } = limits(constraint)
      return bounded(rangeSymbols[constraint.id], min, max)
    }
  }
}

/** The name of a parameter of networks, with its stage. */
export function parameterText(id: NetworkParameterId, t: Translate): string {
  const { stage } = networkParameters[id]
  return stage === undefined ? t(`science.parameters.${id}`) : t(`science.parameters.${id.slice(0, -1)}`, { stage })
}

const sizeSymbols = {
  depth: 'd',
  width: 'w',
  bottleneckRatio: 'b',
  groupWidth: 'g',
  initialWidth: 'w₀',
  widthSlope: 'wₐ',
  widthMultiplier: 'wₘ',
} as const

const rangeSymbols = {
  widthMultiplierRange: 'wₘ',
  totalDepthRange: 'd',
  widthRange: 'wᵢ',
  bottleneckRatioRange: 'b',
  groupWidthRange: 'g',
  flops: 'FLOPs',
  parameters: 'params',
  activations: 'acts',
} as const

const orderSigns = { nonDecreasing: '≥', increasing: '>', constant: '=', nonIncreasing: '≤', decreasing: '<' } as const

const subscript = (digit: number): string => String.fromCodePoint(0x2080 + digit)

function bounded(symbol: string, low: number | undefined, high: number | undefined): string {
  if (low !== undefined && low === high) return `${symbol} = ${boundText(low)}`
  if (low === undefined) return `${symbol} ≤ ${boundText(high!)}`
  return high === undefined ? `${symbol} ≥ ${boundText(low)}` : `${boundText(low)} ≤ ${symbol} ≤ ${boundText(high)}`
}

/** A number of a space in three digits. */
export const boundText = (value: number): string => (Math.abs(value) >= 10_000 ? countText(value) : shortText(value, 3))

function said(refinement: Refinement, form: 'questions' | 'statements', t: Translate): string {
  const range = (what: string, low: number | undefined, high: number | undefined) =>
    t(`science.${form}.range`, { what, range: rangeText(low, high, t) })
  if (refinement.kind === 'range') {
    const { size: id, stage, low, high } = refinement
    const size = t(`science.sizes.${id}`)
    return range(stage === undefined ? size : t('science.ofStage', { size, stage }), low, high)
  }
  const { constraint } = refinement
  switch (constraint.id) {
    case 'widthOrder':
    case 'depthOrder': {
      const { order } = constraint
      const what = constraint.id === 'widthOrder' ? 'width' : 'depth'
      return t(`science.${form}.${what}${order.charAt(0).toUpperCase()}${order.slice(1)}`)
    }
    case 'sharedBottleneckRatio':
    case 'sharedGroupWidth':
    case 'quantizedLinearWidths':
    case 'initialWidthEqualsSlope':
      return t(`science.${form}.${constraint.id}`)
    default: {
      const { min, max } = limits(constraint)
      return range(t(`science.whats.${constraint.id}`), min, max)
    }
  }
}

/** Numbers only: a bound that is a function of FLOPs stands in the definition of its space. */
function limits(constraint: Constraint): { min: number | undefined; max: number | undefined } {
  const { min, max } = constraint as { min?: unknown; max?: unknown }
  return { min: typeof min === 'number' ? min : undefined, max: typeof max === 'number' ? max : undefined }
}

function rangeText(low: number | undefined, high: number | undefined, t: Translate): string {
  if (low === undefined) return t('science.ranges.upTo', { high: high === undefined ? '∞' : boundText(high) })
  if (high === undefined) return t('science.ranges.from', { low: boundText(low) })
  return t('science.ranges.between', { low: boundText(low), high: boundText(high) })
}
