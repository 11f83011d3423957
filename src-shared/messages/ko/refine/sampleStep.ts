import type { sampleStep as english } from '#shared/messages/en/refine/sampleStep.ts'
import type { SameKeys } from '#shared/messages/messageTypes.ts'
import { words } from '#shared/messages/ko/words.ts'

export const sampleStep: SameKeys<typeof english> = {
  sample: {
    question: '{space}의 어떤 네트워크에서 배울까요?',
    text: 'FLOPs 범위와 학습 설정이 같은 네트워크 집단입니다. 네트워크가 많을수록 작은 차이까지 보입니다.',
    populations: '이 공간의 네트워크 집단',
    more: words.sampleMore,
    none: '아직 뽑은 표본이 없습니다',
    another: '네트워크 집단 추가',
    facts: '{window}, {epochs}에포크',
    runs: '{count}개 중 {finished}개 완료, 발산 {diverged}개',
    training: '아직 학습 중인 네트워크 집단이 있으며, 끝난 것부터 반영합니다.',
    mixed:
      '고른 네트워크 집단들의 FLOPs 범위, 이미지 크기 또는 학습 설정이 서로 다릅니다. 오류율이 한 분포에 속하지 않으므로 같은 것끼리 고르세요.',
    few: '네트워크 {n}개로는 큰 차이만 보입니다. 서른 개 이상이면 살펴볼 만합니다.',
    edf: words.errorDistribution,
    numbers: 'n {n}, 발산 {diverged}개, 오류율 최소 {min} %, 중앙값 {median} %, 평균 {mean} %',
    noRuns: '고른 네트워크 집단에 아직 끝난 네트워크가 없습니다.',
    next: '공통점 찾기',
  },
  sampling: {
    networks: '네트워크 수',
    networksHint: 'EDF 가운데 부분을 비율 ± {margin}%p까지 알게 됩니다.',
    window: words.flopsWindow,
    recipe: words.recipe,
    origins: { learnt: '배운 실행과 같음', study: '연구 계획대로' },
    epochs: '{count}에포크, 학습률 {rate}',
    draws: '범위 안에 드는 비율',
    drawsText: '약 {draws}번 추출',
    memory: '학습 프로세스 하나의 메모리',
    trainers: '학습 프로세스 {count}개 동시',
    time: words.timeOnThisMachine,
    measure: words.measure,
    looking: '공간에서 뽑아 보는 중',
    startUncounted: '뽑아 학습',
    start: '네트워크 {count}개 뽑아 학습',
  },
}
