import type { OrderId } from '#shared/designspaces/chain.ts'
import { constraints, type ConstraintId } from '#shared/designspaces/constraints.ts'

/** What it takes to say in a language what holds in a space. */
export interface ConstraintWords {
  readonly label: (id: ConstraintId) => string
  readonly orders: Readonly<Record<OrderId, string>>
  /** Of a range; an end that is open is undefined, never both. */
  readonly range: (low: string | undefined, high: string | undefined) => string
}

const english: ConstraintWords = {
  label: (id) => constraints[id].label,
  orders: {
    nonDecreasing: 'non-decreasing',
    increasing: 'increasing',
    constant: 'constant',
    nonIncreasing: 'non-increasing',
    decreasing: 'decreasing',
  },
  range: (low, high) => {
    if (low === undefined) return `up to ${high}`
    return high === undefined ? `from ${low}` : `${low} to ${high}`
  },
}

const koreanLabels: Readonly<Record<ConstraintId, string>> = {
  sharedBottleneckRatio: '모든 스테이지에 병목 비율 하나',
  sharedGroupWidth: '모든 스테이지에 그룹 폭 하나',
  widthOrder: '스테이지 폭의 순서',
  depthOrder: '스테이지 깊이의 순서',
  quantizedLinearWidths: '양자화된 직선에 가까운 블록 폭(e_fit의 최댓값)',
  initialWidthEqualsSlope: 'w_0 = w_a',
  widthMultiplierRange: 'w_m의 범위',
  totalDepthRange: '블록 수의 범위',
  widthRange: '스테이지 폭의 범위',
  bottleneckRatioRange: '병목 비율의 범위',
  groupWidthRange: '그룹 폭의 범위',
  flops: 'FLOPs(곱셈-덧셈)',
  parameters: '파라미터 수 또는 FLOPs에 대한 함수',
  activations: '활성값 수 또는 FLOPs에 대한 함수',
}
const korean: ConstraintWords = {
  label: (id) => koreanLabels[id],
  orders: {
    nonDecreasing: '줄지 않음',
    increasing: '늘어남',
    constant: '같음',
    nonIncreasing: '늘지 않음',
    decreasing: '줄어듦',
  },
  range: (low, high) => {
    if (low === undefined) return `${high} 이하`
    return high === undefined ? `${low} 이상` : `${low}–${high}`
  },
}

export const constraintWords = { en: english, ko: korean } as const
