import { defineMessages } from '#renderer/i18n/defineMessages.ts'

/** Third step: a population of the refined space. */
export const resampleStep = defineMessages({
  en: {
    resample: {
      question: 'Sample {space}: does the promise hold?',
      text: 'Same FLOPs window, same recipe, same data, so that nothing but the space differs.',
      what: 'The refined space',
      choice: 'Asked',
      progress: 'Networks done',
      of: 'of {count}',
      tooEarly: 'Too few are finished for a verdict.',
      open: 'Undecided so far: mean error {value} points, 95 % range {low} to {high}, P(new beats old) {p}.',
      decided: 'The means differ already: {value} points, 95 % range {low} to {high}, P(new beats old) {p}.',
      early: 'More networks sharpen the tails; the verdict on the means stands already.',
      edf: 'Old space and refined space',
      edfText: 'grows as networks finish',
      next: 'Compare',
    },
  },
  ko: {
    resample: {
      question: '{space} 표본 추출: 기대가 맞을까요?',
      text: 'FLOPs 구간, 학습 설정, 데이터가 모두 같으므로 공간만 다릅니다.',
      what: '정제한 공간',
      choice: '요구',
      progress: '끝난 네트워크',
      of: '/ {count}',
      tooEarly: '판정하기에는 끝난 네트워크가 너무 적습니다.',
      open: '아직 판정할 수 없음: 평균 오차 {value}%p, 95 % 구간 {low} ~ {high}, P(새 공간이 나음) {p}.',
      decided: '평균이 이미 다릅니다: {value}%p, 95 % 구간 {low} ~ {high}, P(새 공간이 나음) {p}.',
      early: '네트워크가 늘면 꼬리가 더 또렷해지지만, 평균에 대한 판정은 이미 섰습니다.',
      edf: '이전 공간과 정제한 공간',
      edfText: '네트워크가 끝나는 대로 자랍니다',
      next: '비교하기',
    },
  },
})
