import type { OrderId } from '../sampling/stageChain.ts'
import type { ConstraintId, constraints } from './constraints.ts'

type ByOrder = Readonly<Record<OrderId, string>>
/**
 * The texts required by a kind's fields: a range needs `what` it limits, an order its own sentences, any other kind one
 * question and one statement with its fields as values; `short` is for tight places.
 */
type KindTexts<Fields> = { readonly name: string } & (Fields extends { min: unknown }
  ? { readonly what: string }
  : Fields extends { order: unknown }
    ? { readonly question: ByOrder; readonly statement: ByOrder }
    : { readonly question: string; readonly statement: string } & (keyof Fields extends never
        ? { readonly short: string }
        : unknown))
interface ConstraintTexts {
  readonly kinds: { readonly [I in ConstraintId]: KindTexts<(typeof constraints)[I]['fields']> }
  readonly orders: ByOrder
  readonly ranges: Readonly<Record<'between' | 'from' | 'upTo', string>>
  readonly question: string
  readonly statement: string
}

/** All wording of constraints, for the window, reports and command line. A missing key is a type error. */
export const constraintTexts = {
  en: {
    kinds: {
      sharedBottleneckRatio: {
        name: 'One bottleneck ratio for all stages',
        short: 'one bottleneck ratio',
        question: 'Share one bottleneck ratio across all stages?',
        statement: 'one bottleneck ratio for all stages',
      },
      sharedGroupWidth: {
        name: 'One group width for all stages',
        short: 'one group width',
        question: 'Share one group width across all stages?',
        statement: 'one group width for all stages',
      },
      widthOrder: {
        name: 'Order of the stage widths',
        question: {
          nonDecreasing: 'Let widths never shrink from stage to stage?',
          nonIncreasing: 'Let widths never grow from stage to stage?',
          increasing: 'Let every stage be wider than the one before?',
          decreasing: 'Let every stage be narrower than the one before?',
          constant: 'Use one width for all stages?',
        },
        statement: {
          nonDecreasing: 'widths never shrink',
          nonIncreasing: 'widths never grow',
          increasing: 'widths always grow',
          decreasing: 'widths always shrink',
          constant: 'one width for all stages',
        },
      },
      depthOrder: {
        name: 'Order of the stage depths',
        question: {
          nonDecreasing: 'Let depths never shrink from stage to stage?',
          nonIncreasing: 'Let depths never grow from stage to stage?',
          increasing: 'Let every stage be deeper than the one before?',
          decreasing: 'Let every stage be shallower than the one before?',
          constant: 'Use one depth for all stages?',
        },
        statement: {
          nonDecreasing: 'depths never shrink',
          nonIncreasing: 'depths never grow',
          increasing: 'depths always grow',
          decreasing: 'depths always shrink',
          constant: 'one depth for all stages',
        },
      },
      quantizedLinearWidths: {
        name: 'Widths near a quantised line',
        question: 'Let the widths follow a quantised line, e_fit at {maxFitError} or less?',
        statement: 'widths near a quantised line, e_fit at {maxFitError} or less',
      },
      initialWidthEqualsSlope: {
        name: 'Initial width equals slope',
        short: 'w₀ = wₐ',
        question: 'Let the initial width equal the slope?',
        statement: 'initial width equals slope',
      },
      widthMultiplierRange: { name: 'Range of the width multiplier', what: 'width multiplier wₘ' },
      totalDepthRange: { name: 'Range of the number of blocks', what: 'number of blocks' },
      widthRange: { name: 'Range of all stage widths', what: 'widths of all stages' },
      bottleneckRatioRange: { name: 'Range of the bottleneck ratio', what: 'bottleneck ratios' },
      groupWidthRange: { name: 'Range of the group width', what: 'group widths' },
      flops: { name: 'Range of FLOPs', what: 'FLOPs' },
      parameters: { name: 'Range of parameters', what: 'number of parameters' },
      activations: { name: 'Range of activations', what: 'number of activations' },
    },
    orders: {
      nonDecreasing: 'never falls',
      nonIncreasing: 'never grows',
      increasing: 'always grows',
      decreasing: 'always falls',
      constant: 'is the same in all stages',
    },
    ranges: { between: 'between {low} and {high}', from: 'at {low} or more', upTo: 'at {high} or less' },
    question: 'Keep the {what} {range}?',
    statement: '{what} {range}',
  },
  ko: {
    kinds: {
      sharedBottleneckRatio: {
        name: '모든 스테이지에 병목 비율 하나',
        short: '병목 비율 하나',
        question: '모든 스테이지가 병목 비율 하나를 함께 쓰게 할까요?',
        statement: '모든 스테이지에 병목 비율 하나',
      },
      sharedGroupWidth: {
        name: '모든 스테이지에 그룹 폭 하나',
        short: '그룹 폭 하나',
        question: '모든 스테이지가 그룹 폭 하나를 함께 쓰게 할까요?',
        statement: '모든 스테이지에 그룹 폭 하나',
      },
      widthOrder: {
        name: '스테이지 폭의 순서',
        question: {
          nonDecreasing: '스테이지가 깊어질수록 폭이 줄지 않게 할까요?',
          nonIncreasing: '스테이지가 깊어질수록 폭이 늘지 않게 할까요?',
          increasing: '스테이지마다 폭이 앞 스테이지보다 넓어지게 할까요?',
          decreasing: '스테이지마다 폭이 앞 스테이지보다 좁아지게 할까요?',
          constant: '모든 스테이지의 폭을 같게 할까요?',
        },
        statement: {
          nonDecreasing: '폭이 줄지 않음',
          nonIncreasing: '폭이 늘지 않음',
          increasing: '폭이 항상 늘어남',
          decreasing: '폭이 항상 줄어듦',
          constant: '모든 스테이지에 폭 하나',
        },
      },
      depthOrder: {
        name: '스테이지 깊이의 순서',
        question: {
          nonDecreasing: '뒤 스테이지의 깊이가 줄지 않게 할까요?',
          nonIncreasing: '뒤 스테이지의 깊이가 늘지 않게 할까요?',
          increasing: '스테이지마다 앞 스테이지보다 깊어지게 할까요?',
          decreasing: '스테이지마다 앞 스테이지보다 얕아지게 할까요?',
          constant: '모든 스테이지의 깊이를 같게 할까요?',
        },
        statement: {
          nonDecreasing: '깊이가 줄지 않음',
          nonIncreasing: '깊이가 늘지 않음',
          increasing: '깊이가 항상 늘어남',
          decreasing: '깊이가 항상 줄어듦',
          constant: '모든 스테이지에 깊이 하나',
        },
      },
      quantizedLinearWidths: {
        name: '양자화된 직선에 가까운 폭',
        question: '폭이 양자화된 직선을 따르게 할까요(e_fit {maxFitError} 이하)?',
        statement: '폭이 양자화된 직선에 가까움, e_fit {maxFitError} 이하',
      },
      initialWidthEqualsSlope: {
        name: '초기 폭과 기울기가 같음',
        short: 'w₀ = wₐ',
        question: '초기 폭과 기울기를 같게 할까요?',
        statement: '초기 폭과 기울기가 같음',
      },
      widthMultiplierRange: { name: '폭 배수의 범위', what: '폭 배수 wₘ' },
      totalDepthRange: { name: '블록 수의 범위', what: '블록 수' },
      widthRange: { name: '모든 스테이지 폭의 범위', what: '모든 스테이지의 폭' },
      bottleneckRatioRange: { name: '병목 비율의 범위', what: '병목 비율' },
      groupWidthRange: { name: '그룹 폭의 범위', what: '그룹 폭' },
      flops: { name: 'FLOPs의 범위', what: 'FLOPs' },
      parameters: { name: '파라미터 수의 범위', what: '파라미터 수' },
      activations: { name: '활성값 수의 범위', what: '활성값 수' },
    },
    orders: {
      nonDecreasing: '줄지 않음',
      nonIncreasing: '늘지 않음',
      increasing: '항상 늘어남',
      decreasing: '항상 줄어듦',
      constant: '모든 스테이지에서 같음',
    },
    ranges: { between: '{low}에서 {high} 사이로', from: '{low} 이상으로', upTo: '{high} 이하로' },
    question: '{what} 범위를 {range} 제한할까요?',
    statement: '{what} 범위를 {range} 제한',
  },
} satisfies Record<'en' | 'ko', ConstraintTexts>
