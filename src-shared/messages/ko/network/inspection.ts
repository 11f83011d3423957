import type { inspection as english } from '#shared/messages/en/network/inspection.ts'
import type { SameKeys } from '#shared/messages/messageTypes.ts'
import { words } from '#shared/messages/ko/words.ts'

export const inspection: SameKeys<typeof english> = {
  inspection: {
    title: '무엇을 틀리나',
    look: '들여다보기',
    text: '보관된 가중치로 검증 이미지를 다시 분류해 클래스별 오류율, 혼동, 가장 나쁜 이미지를 봅니다.',
    anew: '다시 들여다보기',
    cancel: words.cancel,
    summary: '검증 이미지 {count}장 중 {wrong}장, {error}, 학습 때 기록과 같음',
    summaryOther:
      '검증 이미지 {count}장 중 {wrong}장, {error}. 반올림이 다른 {provider}에서 학습할 때는 {recorded}장으로 기록됨',
    foundAt: '{found}. {time}에 들여다봄',
    classes: '클래스별 오류율',
    wrong: words.wrongCount,
    error: words.error,
    range: words.ninetyFivePercentRange,
    rangeHint: '비율에 대한 Wilson 점수 구간',
    mistaken: '잘못 고름',
    mistakenHint: '다른 클래스인데 이 클래스로 고른 이미지',
    takenFor: words.mostTakenFor,
    takenForCount: '{name}({count})',
    confusion: '혼동 행렬',
    confusionText: '행: 실제 클래스, 열: 네트워크가 고른 클래스',
    confusionPart: '행: 실제 클래스, 열: 네트워크가 고른 클래스. 클래스 {classes}개 중 오류가 가장 많은 {shown}개',
    trueClass: words.trueClass,
    worst: '가장 나쁜 이미지',
    worstText: '손실이 큰 순서. 실제 클래스, 네트워크가 고른 클래스',
    worstImage: '이미지 {index}: {label}({own})을(를) {predicted}({chosen})(으)로, 손실 {loss}',
    worstFile: '{text}, {file}',
    saveCsv: 'CSV로 저장',
    saveTable: '{table}: CSV로 저장',
  },
}
