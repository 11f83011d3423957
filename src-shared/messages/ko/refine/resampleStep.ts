import type { resampleStep as english } from '#shared/messages/en/refine/resampleStep.ts'
import type { SameKeys } from '#shared/messages/messageTypes.ts'
import { words } from '../words.ts'

export const resampleStep: SameKeys<typeof english> = {
  resample: {
    question: '{space} 표본 뽑기: 기대한 대로일까요?',
    text: 'FLOPs 범위, 학습 설정, 데이터가 모두 같으므로 공간만 다릅니다.',
    what: words.refinedSpace,
    choice: words.constraint,
    progress: '끝난 네트워크',
    of: '/ {count}',
    promise: '기대',
    promised: '평균 오류율 {value}%p ({range}), 이미 있는 실행에서',
    power:
      '이 실행들로 기대되는 대로 P(새 공간이 나음)가 {p}라면, {space}의 {old}개와 견줄 때 네트워크 {count}개로 다섯 번 중 네 번 드러납니다.',
    powerOfEach:
      '이 실행들로 기대되는 대로 P(새 공간이 나음)가 {p}라면, 공간마다 네트워크 {count}개로 다섯 번 중 네 번 드러납니다. {space}에는 {old}개가 있습니다.',
    notNow: '나중에',
    tooEarly: '판정하려면 공간마다 네트워크 {count}개가 끝나야 합니다.',
    open: {
      training: '지금까지는 미정: P(새 공간이 나음) {p}, 95 % 구간 {pLow} ~ {pHigh}. 평균 오류율 {value}%p, {range}.',
      over: '미정: P(새 공간이 나음) {p}, 95 % 구간 {pLow} ~ {pHigh}. 평균 오류율 {value}%p, {range}.',
    },
    decided: {
      training: '이미 결정됨: P(새 공간이 나음) {p}, 95 % 구간 {pLow} ~ {pHigh}. 평균 오류율 {value}%p, {range}.',
      over: '결정됨: P(새 공간이 나음) {p}, 95 % 구간 {pLow} ~ {pHigh}. 평균 오류율 {value}%p, {range}.',
    },
    early: '네트워크가 늘면 꼬리가 더 또렷해지지만, 판정은 이미 났습니다.',
    edf: '이전 공간과 정제한 공간',
    edfText: '네트워크가 끝날 때마다 채워집니다',
    next: words.compare,
  },
}
