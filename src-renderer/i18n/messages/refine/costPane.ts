import { defineMessages } from '#renderer/i18n/defineMessages.ts'

/** What a constraint would cost and bring. */
export const costPane = defineMessages({
  en: {
    cost: {
      title: 'What it would cost and bring',
      size: 'Size of the space',
      sizeLabel: 'Size of the space, from ten to the {before} to ten to the {after}',
      sizeRange: 'estimated, 95 % range of the exponent {low} to {high}',
      oneIn: '1 in {count} kept',
      larger: '{count} times as many',
      same: 'hardly anything cut',
      empty: 'nothing is left',
      unfound: 'no network found in {draws} draws',
      freedom: 'Degrees of freedom',
      fromTo: '{from} → {to}',
      gain: 'Mean error, points',
      gainRange: '{range}, P {p}',
      edf: 'EDF from runs already made',
      preview: 'Preview',
      none: 'None of {n} runs fulfils it: nothing can be said before it is sampled.',
      tooFew: '{kept} of {n} runs fulfil it; matched in FLOPs they count as {ess}. Too few to tell: sampling decides.',
      choose:
        '{kept} of {n} runs fulfil it; matched in FLOPs they count as {ess}. Enough to choose by, too few to accept by.',
      covered: 'The kept runs reach {share} % of the FLOPs of all; the preview speaks for those.',
      name: 'Name of the refined space',
      nameHint: 'Empty: as proposed.',
      weighing: 'Weighing the constraint',
      nothing: 'Choose a question, write a constraint or drag over the plot: its price and its promise stand here.',
    },
  },
  ko: {
    cost: {
      title: '대가와 효과',
      size: '공간의 크기',
      sizeLabel: '공간의 크기, 10의 {before}제곱에서 10의 {after}제곱으로',
      sizeRange: '추정값, 지수의 95 % 구간 {low} ~ {high}',
      oneIn: '{count}개 중 1개 유지',
      larger: '{count}배로 늘어남',
      same: '거의 그대로',
      empty: '남는 것이 없음',
      unfound: '추출 {draws}회에서 찾은 네트워크 없음',
      freedom: '자유도',
      fromTo: '{from} → {to}',
      gain: '평균 오류율, %p',
      gainRange: '{range}, P {p}',
      edf: '이미 있는 실행으로 본 EDF',
      preview: '미리 보기',
      none: '실행 {n}개 중 만족하는 것이 없어, 표본을 뽑기 전에는 아무것도 말할 수 없습니다.',
      tooFew:
        '실행 {n}개 중 {kept}개가 만족하고, FLOPs를 맞추면 {ess}개에 해당합니다. 판단하기에 모자라므로 표본을 뽑아야 합니다.',
      choose:
        '실행 {n}개 중 {kept}개가 만족하고, FLOPs를 맞추면 {ess}개에 해당합니다. 고르기에는 충분하지만 채택하기에는 모자랍니다.',
      covered: '남는 실행은 전체 FLOPs의 {share} %에 걸쳐 있으며, 미리 보기는 그 부분을 말해 줍니다.',
      name: '정제한 공간의 이름',
      nameHint: '비워 두면 제안된 이름을 씁니다.',
      weighing: '제약을 따져 보는 중',
      nothing: '질문을 고르거나 제약을 직접 쓰거나 그림에서 범위를 끌면, 대가와 기대 효과가 여기에 나타납니다.',
    },
  },
})
