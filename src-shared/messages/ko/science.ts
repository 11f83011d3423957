import type { science as english } from '#shared/messages/en/science.ts'
import type { SameKeys } from '#shared/messages/messageTypes.ts'
import { words } from './words.ts'

export const science: SameKeys<typeof english> = {
  parameters: {
    totalDepth: '깊이, 블록 수',
    depth: '스테이지 {stage} 깊이',
    width: '스테이지 {stage} 폭',
    bottleneckRatio: '스테이지 {stage} 병목 비율',
    groupWidth: '스테이지 {stage} 그룹 폭',
    lastWidth: '마지막 스테이지 폭',
    widthGrowth: '첫 폭 대비 마지막 폭',
    smallestWidthStep: '가장 작은 폭 변화, log₂',
    smallestDepthStep: '가장 작은 깊이 변화, log₂',
    largestBottleneckRatio: '가장 큰 병목 비율',
    smallestBottleneckRatio: '가장 작은 병목 비율',
    bottleneckRatioSpread: '병목 비율의 퍼짐, log₂',
    largestGroupWidth: '가장 큰 그룹 폭',
    smallestGroupWidth: '가장 작은 그룹 폭',
    groupWidthSpread: '그룹 폭의 퍼짐, log₂',
    fitError: '양자화된 직선과의 거리 e_fit',
    initialWidth: words.initialWidth,
    widthSlope: words.widthSlope,
    widthMultiplier: words.widthMultiplier,
    flops: words.flops,
    parameters: words.parameterCount,
    activations: words.activationCount,
    learningRate: '학습률',
    weightDecay: '가중치 감쇠',
    rateTimesDecay: '학습률 × 가중치 감쇠',
    batchNormDecay: '배치 정규화 감쇠',
    biasDecay: '편향 감쇠',
    momentum: '모멘텀',
    labelSmoothing: '레이블 스무딩',
    mixupAlpha: '믹스업 알파',
    warmupEpochs: '워밍업, 에포크',
    warmupFactor: '워밍업 시작 비율',
    minimumShare: '최저 학습률 비율',
    bnMomentum: '배치 정규화 모멘텀',
    emaAlpha: 'EMA 알파',
    cropPadding: '자르기 여백, px',
  },
  sizes: {
    depth: words.depth,
    width: words.widthWithin,
    bottleneckRatio: words.bottleneckRatio,
    groupWidth: words.groupWidth,
    initialWidth: words.initialWidth,
    widthSlope: words.widthSlope,
    widthMultiplier: words.widthMultiplier,
  },
  ofStage: '스테이지 {stage} {size}',
  verdicts: {
    better: '더 좋음',
    equal: '나쁘지 않음',
    worse: '더 나쁨',
    undecided: '미정',
  },
  chance: {
    all: '{name}의 오류율이 찍기 수준({chance} %, 찍기만 해도 ± {margin}%p 흩어짐)입니다. 네트워크 사이의 차이는 모두 우연이니 더 오래 학습시키세요.',
    most: '{name}의 네트워크 {n}개 중 {guessing}개가 찍기 수준({chance} %, 찍기만 해도 ± {margin}%p 흩어짐)입니다. 그 순서는 우연이니 더 오래 학습시키세요.',
  },
  divergedTurns:
    '발산한 네트워크에 따라 이 답이 달라질 수 있습니다({newer} {newCount}개, {older} {oldCount}개). 빼면 평균 오류율 차이가 {finished}%p이고, 하나하나를 100 % 틀린 것으로 세면 {counted}%p입니다.',
  ending: {
    ended:
      '{name}: 비교가 모두 결정되어 네트워크 {planned}개 중 {count}개에서 일찍 끝났습니다. 평균과 EDF는 그 결정 쪽으로 치우칩니다.',
    looked:
      'P의 범위는 {percent} % 범위입니다. 끝나기 전에 살펴본 것과 이 비교를 합쳐도 틀리는 연구는 많아야 5 %입니다.',
    next: '결정되면 끝납니다. 처음 {count}개가 끝나면 다시 살펴봅니다(지금 {over}개).',
    noLook: '더 살펴볼 때가 없어 마지막 네트워크까지 갑니다.',
    undecided: '일찍 끝날 수 있었지만, 살펴볼 때마다 미정이었습니다.',
  },
  halving: {
    waits:
      '{name}: 나쁜 네트워크를 일찍 중단합니다. 처음 {count}개는 끝까지 학습시키며, 그전에는 아무것도 중단하지 않습니다.',
    agrees:
      '{epoch}에포크 뒤: 끝까지 학습시킨 네트워크 {count}개의 오류율이 마지막 오류율과 잘 맞습니다(순위 상관 {value}, 95 % 구간 {low}–{high}). {highest}보다 높은 네트워크를 중단합니다.',
    disagrees:
      '{epoch}에포크 뒤: 끝까지 학습시킨 네트워크 {count}개의 오류율이 마지막 오류율과 충분히 맞지 않아 아무것도 중단하지 않습니다(순위 상관 {value}, 95 % 구간 {low}–{high}, 아래 끝이 {least} 이상이어야 합니다).',
    tooFew:
      '{epoch}에포크 뒤: 완료된 네트워크 {count}개로는 이때의 오류율이 마지막 오류율과 맞는지 알 수 없어 아무것도 중단하지 않습니다.',
    part: '{name}: 네트워크 {count}개 중 {dropped}개를 일찍 중단했습니다. 중단한 네트워크는 초기 오류율만 있어 세지 않으므로, 평균과 분위수와 EDF는 더 나은 부분의 값입니다.',
    refused:
      '{names}: 나쁜 네트워크를 일찍 중단했으므로 분포 전체를 비교하지 않습니다. 가장 좋은 네트워크는 비교할 수 있습니다: {listed}.',
    best: '{name} {error}({count}개 중 최고)',
  },
  tried:
    '이 연구에서 시험한 제약은 {tried}개입니다. 이를 보정하면(홀름) 결과는 {verdict, select, better {더 좋음} worse {더 나쁨} equal {나쁘지 않음} other {미정}}, p {corrected}입니다. 이 제약만 보면 p {p}입니다.',
  terms: {
    edf: '경험적 분포 함수: 오류율이 어떤 값보다 낮은 네트워크의 비율입니다.',
    ess: '유효 표본 크기: 가중한 네트워크가 같은 가중치의 네트워크 몇 개에 해당하는지입니다.',
    ks: '콜모고로프–스미르노프 거리: 두 EDF의 가장 큰 차이입니다. p는 한 공간의 두 표본이 이만큼 벌어질 확률입니다.',
    p: 'P(새 공간이 나음): 새 공간에서 무작위로 뽑은 네트워크의 오류율이 이전 공간에서 뽑은 것보다 낮을 확률입니다. 같으면 절반으로 셉니다. 95 % 구간은 분포의 모양과 관계없이 성립하며, 이 구간이 1/2을 벗어나면 결정됩니다.',
  },
  language: 'ko',
  testUse: '실행 {run}: 테스트 이미지 {count}장 중 {wrong}장을 틀림',
  shortMean:
    '† 표시가 있는 구간은 95 %에 못 미칠 수 있습니다. 네트워크가 적거나 꼬리를 이루는 네트워크가 적으면 평균을 좌우하는 꼬리가 표본에 드러나지 않을 수 있습니다. 판정은 이런 구간에 따르지 않습니다.',
  meanRange: words.range95,
  meanRangeShort: '95 % 구간 {low} ~ {high}, 실제보다 좁을 수 있음',
  undrawn:
    '네트워크 {of}개 중 {n}개는 뽑은 값 없이 들어왔습니다. 그 폭과 그룹 폭, 직선의 매개변수는 네트워크에서 추정한 값입니다.',
  points: '{value}%p',
  pointsRange: words.lowToHigh,
}
