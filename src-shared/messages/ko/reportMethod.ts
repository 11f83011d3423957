import type { reportMethod as english } from '#shared/messages/en/reportMethod.ts'
import type { SameKeys } from '#shared/messages/messageTypes.ts'
import { words } from './words.ts'

export const reportMethod: SameKeys<typeof english> = {
  dataset: words.dataSet,
  datasetFacts: '{name}: 클래스 {classes}개, {images}, {size} × {size} px',
  imagesUnknown: '알 수 없는 이미지',
  imagesUnknownFacts: '알 수 없습니다. 네트워크의 클래스는 {classes}개이고 이미지는 {size} × {size} px입니다.',
  errorElsewhere: '파일에 적힌 Top-1 오류율입니다. 어떤 이미지로 쟀는지는 알 수 없습니다.',
  broughtIn: '가져온 결과',
  broughtInFacts:
    '{names}: 다른 곳에서 학습한 결과를 {file}에서 가져왔습니다. 학습 설정, 이미지, 컴퓨터, 시드, 네트워크를 뽑은 방법은 알 수 없습니다. 파일의 SHA-256:',
  training: '학습 이미지 {count}장',
  validation: '검증 이미지 {count}장',
  heldOut: '검증용으로 떼어 둔 이미지 {count}장',
  classes: '클래스: {names}',
  classesAndMore: '클래스: {names} 외 {count}개',
  recipe: words.recipe,
  error: words.error,
  errorFacts: '마지막 에포크 뒤 검증 분할에서의 Top-1 오류율입니다.',
  testFacts: '테스트 이미지는 {uses, plural, =1 {한 번 썼습니다(실행 {runs})} other {#번 썼습니다({runs})}}.',
  noTest: '테스트 이미지는 쓰지 않았습니다.',
  seeds: '시드',
  listed: words.listedNetworks,
  listedFacts:
    '{names}: 표본으로 뽑지 않고 그대로 주어진 네트워크입니다. 공간에 관한 값은 그 가운데 가장 흔한 종류의 크기가 걸친 범위입니다.',
  seedsOf: '{name}: 표본 추출 시드 {seed}',
  seedsOfList: '{name}: 시드 {seed}. 학습마다 쓴 시드는 여기서 정해집니다.',
  derivedSeeds: '네트워크마다 네트워크 집단의 시드와 표본 안의 순번으로 정해지는 시드로 학습했습니다.',
  listedSeeds: '학습마다 쓴 시드는 CSV와 JSON의 각 실행에 적혀 있습니다.',
  ranges: '구간',
  rangesFacts:
    '95 % 구간이며 재표집 없이 계산합니다. P(새 공간이 나음): Brunner–Munzel 분산을 쓴 점수 구간으로 분포의 모양과 관계없이 성립하며, 1/2을 벗어나면 한쪽이 낫습니다. 어떤 오류율 아래의 비율: Blaker의 점별 구간, 그 차이: 정확 구간에서 얻은 Newcombe 구간. 중앙값과 사분위수: 순서 통계량. 평균: Welch의 t와 Hall의 왜도 보정을 합친 구간. 네트워크가 30개 미만이거나 소수가 꼬리를 이루면 95 %에 못 미칠 수 있으며 그 옆에 표시합니다. 가장 그럴듯한 값: 논문의 경험적 부트스트랩으로, 이 네트워크들을 설명합니다.',
  machine: '컴퓨터',
  device: '장치와 드라이버',
  machineFacts: '{cpu}; onnxruntime {onnxruntime}, 실행 제공자 {provider}, lowering 계획 {plan}; Node {node}',
  time: '소요 시간',
  timeFacts: '{duration}, 시작 {started}',
  digest: words.digest,
  degrees: '자유도 {count}',
  combinations: { count: '조합 {size}개', estimate: '조합 약 {size}개', upperEnd: '조합 많아야 {size}개' },
  accepted: '추출의 {share}가 제약을 충족',
}
