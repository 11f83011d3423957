import type { costPane as english } from '#shared/messages/en/refine/costPane.ts'
import type { SameKeys } from '#shared/messages/messageTypes.ts'
import { words } from '#shared/messages/ko/words.ts'

export const costPane: SameKeys<typeof english> = {
  cost: {
    title: '대가와 효과',
    size: words.sizeOfTheSpace,
    sizeLabel: '공간의 크기, 10의 {before}제곱에서 10의 {after}제곱으로',
    sizeRange: '추정값, 지수의 95 % 구간 {low} ~ {high}',
    oneIn: '{count}개 중 1개 유지',
    larger: '{count}배로 늘어남',
    same: '거의 그대로',
    empty: '남는 것이 없음',
    unfound: '추출 {draws}회에서 찾은 네트워크 없음',
    freedom: words.degreesOfFreedom,
    fromTo: words.fromTo,
    gain: '평균 오류율, %p',
    gainRange: '{range}, P {p}',
    edf: '이미 있는 실행으로 본 EDF',
    preview: words.preview,
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
}
