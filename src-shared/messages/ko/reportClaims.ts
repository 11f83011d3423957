import type { reportClaims as english } from '#shared/messages/en/reportClaims.ts'
import type { SameKeys } from '#shared/messages/messageTypes.ts'
import { words } from './words.ts'

export const reportClaims: SameKeys<typeof english> = {
  nothing: '완료된 실행이 없어 읽을 수 있는 분포가 없습니다.',
  notComparable: '비교할 수 없습니다: {names}. 이유: {unfinished}.',
  allDiverged: '{name}의 네트워크 {count}개가 모두 발산',
  allFailed: '{name}의 네트워크 {count}개가 모두 실패',
  noneFinished: '{name}의 네트워크 중 {diverged}개가 발산, {failed}개가 실패, 완료 없음',
  tooFew: '{newer}, {older}: 아직 비교할 수 없습니다. 네트워크 {count}개로는 부족합니다(각각 최소 {fewest}개).',
  answers: {
    undecided: '우열을 가릴 수 없습니다',
    equal: '새 공간 {newer}: 더 나쁘지 않습니다',
    better: '더 나은 쪽은 {better}입니다(평균 오류율의 차이 {points}%p)',
  },
  dependsOnDiverged:
    '결과는 발산한 네트워크를 어떻게 세는지에 달려 있습니다({newer} {newCount}개, {older} {oldCount}개). 완료된 네트워크만 보면 {finished}. 발산을 오류율 100\u00a0%로 치면 {counted}.',
  signDependsOnDiverged:
    '발산한 네트워크를 어떻게 세는지에 따라 평균 오류율 차이의 부호가 바뀔 수 있습니다({newer} {newCount}개, {older} {oldCount}개). 완료된 네트워크만 보면 {finished}%p, 발산을 측정된 최고 오류율로 치면 {atHighest}%p, 오류율 100\u00a0%로 치면 {counted}%p입니다. 완료된 네트워크만 보면 {answer}.',
  undecided: '{newer}, {older}: 이 실행들로는 우열을 가릴 수 없습니다.',
  equal: '{newer}, {older}: 새 공간이 더 나쁘지 않습니다. 무작위로 하나씩 뽑으면 {chance}의 쌍에서 새 공간이 낫습니다.',
  better: '더 좋은 공간: {better}. {worse}에서 무작위로 뽑은 네트워크와 견주면 {chance}의 쌍에서 낫습니다.',
  betterSide:
    '더 나은 쪽: {better}. 같은 공간의 {worse}에서 무작위로 뽑은 네트워크와 견주면 {chance}의 쌍에서 낫습니다.',
  beats:
    '{newer}에서 무작위로 뽑은 네트워크의 오류율이 {older}에서 뽑은 것보다 낮을 확률은 {chance}입니다({range}). 결론은 이 구간이 50 %를 포함하는지에 따릅니다.',
  mean: '{newer}의 평균 오류율에서 {older}의 평균 오류율을 뺀 값은 {difference}%p입니다({range}).',
  oneAhead: '{name}의 EDF는 오류율 {spans}에서 앞섭니다. 그곳에서는 차이의 95 % 신뢰띠가 0을 벗어납니다.',
  bothAhead:
    '{newer}의 EDF는 오류율 {newSpans}에서, {older}의 EDF는 오류율 {oldSpans}에서 앞섭니다. 그곳에서는 차이의 95 % 신뢰띠가 0을 벗어납니다.',
  noneAhead: 'EDF의 어디에서도 차이의 95 % 신뢰띠가 0을 벗어나지 않습니다.',
  gap: '두 EDF의 간격은 오류율 {at} 바로 위에서 가장 큽니다. 오류율이 {at} 이하인 네트워크의 비율은 {newer} {newShare}, {older} {oldShare}입니다(콜모고로프–스미르노프 거리 {distance}, p {p}).',
  lowest:
    '찾은 가장 낮은 오류율: {newer} {newMin}, 다른 쪽 {oldMin}. {order, select, lower {{newer} 쪽이 {apart} 낮습니다} higher {{newer} 쪽이 {apart} 높습니다} other {서로 같습니다}}. 두 쪽의 실행에서 {k}개씩 뽑으면 {chance}에서 {newer}의 최고가 더 낮습니다(같으면 절반으로 셈).',
  hardlyApart: '0.01%p 미만',
  lowestMean: '같은 조건으로 학습한 공간 {spaces}개 가운데 평균 오류율이 가장 낮은 것: {name}, {mean}({range}).',
  best: '전체에서 가장 좋은 네트워크: {space}, 검증 오류율 {error}, 실행 {run}.',
  bestTied:
    '전체에서 가장 낮은 검증 오류율은 {error}이며, 네트워크 {count}개가 이 값입니다. 그중 하나: {space}의 실행 {run}.',
  exported:
    '실행 {run}의 모델 파일: {file}. 새 세션에서 다시 불러와 검증 이미지 {count}장 중 {checked}장을 틀렸습니다({agrees, select, true {실행이 끝났을 때와 같음} other {실행이 끝났을 때는 {stored}장}}).',
  test: '실행 {run}: 테스트 이미지 {count}장 중 {wrong}장을 틀렸습니다. 테스트 오류율 {error}. {uses, plural, =1 {이 연구에서 다른 곳에는 테스트 이미지를 쓰지 않았습니다.} other {이 연구에서 테스트 이미지를 #번 썼습니다.}}',
  population: '{name}의 네트워크 {count}개: 평균 오류율 {mean}({range}), 최솟값 {lowest}.',
  fewNetworks:
    'n = {n}이면 어떤 오류율 이하인 네트워크의 비율은 중앙값 부근에서 약 ±{points}%p까지만 알 수 있습니다. {caution, select, noVerdict {아직 아무것도 가릴 수 없고} largeDifferencesOnly {큰 차이만 가릴 수 있고} other {어느 공간이 나은지는 가릴 수 있어도 꼬리는 가릴 수 없고}}, 최솟값은 네트워크 하나에 달려 있습니다.',
  shortMeans:
    '{names}: 평균 오류율의 구간이 95 %에 못 미칠 수 있습니다. 네트워크가 적거나 꼬리를 이루는 네트워크가 적으면 평균을 좌우하는 꼬리가 드러나지 않을 수 있습니다. 결론은 이 구간에 따르지 않습니다.',
  unfinished: '어느 수치에도 들어 있지 않은 것: {listed}.',
  diverged: '발산한 실행에는 오류율이 없어 따로 셉니다: {listed}.',
  divergedCounted: '오류율을 100 %로 치면 평균의 차이는 {points}%p입니다.',
  failed: '실패한 실행은 어느 수치에도 들어 있지 않습니다: {listed}.',
  countOf: '{name} {count}개',
  excluded: '{name}의 실행 {count}개는 제외되어 어느 수치에도 들어 있지 않습니다: {reasons}.',
  reason: '“{reason}” ({count}개)',
  differing: {
    recipe: '학습 설정',
    dataset: '데이터 세트',
    imageSize: '이미지 크기',
    flops: '네트워크의 FLOPs',
    halving: '조기 중단 여부',
  },
  varied: { flops: words.flopsWindow, imageSize: words.imageSizeWithin, epochs: words.epochs },
  variedOnPurpose: '네트워크 집단 사이에서 일부러 바꾼 것: {parts}. 공간은 같은 조건끼리 비교합니다.',
  unlike: '네트워크 집단마다 다른 것: {parts}. 오류율의 차이가 공간만의 차이는 아닙니다.',
  oneRecipe:
    '이 오류율은 한 가지 학습 설정, 한 데이터 세트, 네트워크마다 한 시드에 대한 것입니다. 학습 설정이 달라지면 공간의 순서가 바뀔 수 있습니다.',
}
