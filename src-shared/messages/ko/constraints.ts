import type { constraints as english } from '#shared/messages/en/constraints.ts'
import type { SameKeys } from '#shared/messages/messageTypes.ts'
import { words } from './words.ts'

export const constraints: SameKeys<typeof english> = {
  kinds: {
    sharedBottleneckRatio: {
      name: words.oneBottleneckRatio,
      short: '병목 비율 하나',
      question: '모든 스테이지가 병목 비율 하나를 함께 쓰게 할까요?',
      statement: words.oneBottleneckRatioForAllStages,
    },
    sharedGroupWidth: {
      name: '모든 스테이지에 그룹 폭 하나',
      short: '그룹 폭 하나',
      question: '모든 스테이지가 그룹 폭 하나를 함께 쓰게 할까요?',
      statement: words.oneGroupWidthForAllStages,
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
        nonDecreasing: words.widthsNeverShrink,
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
        nonDecreasing: words.depthsNeverShrink,
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
    widthMultiplierRange: { name: '폭 배수의 범위', what: words.widthMultiplier },
    totalDepthRange: { name: '블록 수의 범위', what: '블록 수' },
    widthRange: { name: '모든 스테이지 폭의 범위', what: '모든 스테이지의 폭' },
    bottleneckRatioRange: { name: '병목 비율의 범위', what: words.bottleneckRatios },
    groupWidthRange: { name: '그룹 폭의 범위', what: words.groupWidths },
    flops: { name: 'FLOPs의 범위', what: words.flops },
    parameters: { name: '파라미터 수의 범위', what: '파라미터 수' },
    activations: { name: '활성값 수의 범위', what: '활성값 수' },
    predictedTime: {
      name: '예측 시간의 한도',
      what: {
        inference: '{device}에서 이미지 {batch}장을 추론하는 예측 시간',
        training: '{device}에서 이미지 {batch}장으로 학습 단계 하나를 하는 예측 시간',
      },
    },
  },
  times: {
    from: words.predictedFrom,
    byAuthors: '{text} (논문 저자가 발표한 값)',
    ofPublished: '{text} (발표된 네트워크)',
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
}
