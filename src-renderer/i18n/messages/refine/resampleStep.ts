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
      promise: 'Promised',
      promised: 'mean error {value} points [{low}, {high}], from runs already made',
      power:
        'A true difference of {value} points shows in four of five studies with {count} networks, beside the {old} of {space}.',
      powerOfEach:
        'A true difference of {value} points shows in four of five studies with {count} networks of each space; {space} has {old}.',
      notNow: 'Not now',
      tooEarly: 'A verdict takes {count} finished networks of each space.',
      open: {
        training: 'Undecided so far: mean error {value} points, 95 % range {low} to {high}, P(new beats old) {p}.',
        over: 'Undecided: mean error {value} points, 95 % range {low} to {high}, P(new beats old) {p}.',
      },
      decided: {
        training: 'The means differ already: {value} points, 95 % range {low} to {high}, P(new beats old) {p}.',
        over: 'The means differ: {value} points, 95 % range {low} to {high}, P(new beats old) {p}.',
      },
      early: 'More networks sharpen the tails; the verdict on the means stands already.',
      edf: 'Old space and refined space',
      edfText: 'grows as networks finish',
      next: 'Compare',
    },
  },
  ko: {
    resample: {
      question: '{space} 표본 뽑기: 기대한 대로일까요?',
      text: 'FLOPs 범위, 학습 설정, 데이터가 모두 같으므로 공간만 다릅니다.',
      what: '정제한 공간',
      choice: '요구',
      progress: '끝난 네트워크',
      of: '/ {count}',
      promise: '기대',
      promised: '평균 오류율 {value}%p [{low}, {high}], 이미 있는 실행에서',
      power: '실제 차이가 {value}%p라면 {space}의 {old}개와 견줄 때 네트워크 {count}개로 다섯 번 중 네 번 드러납니다.',
      powerOfEach:
        '실제 차이가 {value}%p라면 공간마다 네트워크 {count}개로 다섯 번 중 네 번 드러납니다. {space}에는 {old}개가 있습니다.',
      notNow: '나중에',
      tooEarly: '판정하려면 공간마다 네트워크 {count}개가 끝나야 합니다.',
      open: {
        training: '지금까지는 미정: 평균 오류율 {value}%p, 95 % 구간 {low} ~ {high}, P(새 공간이 나음) {p}.',
        over: '미정: 평균 오류율 {value}%p, 95 % 구간 {low} ~ {high}, P(새 공간이 나음) {p}.',
      },
      decided: {
        training: '평균이 이미 다릅니다: {value}%p, 95 % 구간 {low} ~ {high}, P(새 공간이 나음) {p}.',
        over: '평균이 다릅니다: {value}%p, 95 % 구간 {low} ~ {high}, P(새 공간이 나음) {p}.',
      },
      early: '네트워크가 늘면 꼬리가 더 또렷해지지만, 평균에 대한 판정은 이미 났습니다.',
      edf: '이전 공간과 정제한 공간',
      edfText: '네트워크가 끝날 때마다 채워집니다',
      next: '비교하기',
    },
  },
})
