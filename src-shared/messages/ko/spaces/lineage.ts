import type { lineage as english } from '#shared/messages/en/spaces/lineage.ts'
import type { SameKeys } from '#shared/messages/messageTypes.ts'
import { words } from '#shared/messages/ko/words.ts'

export const lineage: SameKeys<typeof english> = {
  lineage: '설계 공간의 계보, 화살표 키로 이동',
  howToRead: {
    title: words.howToReadIt,
    node: '칸 안',
    nodeText:
      '공간에서 뽑은 네트워크의 오류율을 EDF로, 모두 한 축 위에 그립니다. 왼쪽일수록 좋습니다. 회색은 부모 공간입니다. 위의 숫자는 뽑을 수 있는 네트워크 수를 10의 거듭제곱으로 나타냅니다.',
    foot: '칸 아래',
    footText: '네트워크 수(n), 최소 | 평균 오류율',
    arrow: '화살표 위',
    arrowText: '평균 오류율의 변화(%p)입니다. 새 공간이 나을 확률이 P > 0.975이면 굵게 씁니다.',
    lines: '선',
    linesText: '파선: 시도했으나 기각됨. 색 테두리: 아직 바꿀 수 있는 초안',
  },
  history: {
    title: '이력',
    now: '지금',
    fromTo: '{first} ~ {last}',
    added: words.nameAdded,
    trashed: words.nameTrashed,
    restored: words.nameRestored,
    draft: words.nameUndecided,
    accepted: words.nameAccepted,
    rejected: words.nameRejected,
    sampled: '{name}: 네트워크 {count}개 학습',
    past: '{at} 당시의 계보입니다. 아래에서 바꿀 수 있는 것은 지금의 공간입니다.',
    back: '지금으로 돌아가기',
  },
  n: words.nOf,
  noRuns: '아직 실행 없음',
  diverged: words.countDiverged,
  sizeSpoken: '조합 10의 {size}제곱',
  numbersSpoken: '네트워크 {n}개, 최소 오류율 {min} %, 평균 오류율 {mean} %',
  stepText:
    'P(새 공간이 나음) {p}, 95 % 구간 {low} ~ {high}. 평균 오류율 {change}%p, {range}: 새 공간 {newer}, 이전 공간 {older}',
  short: {
    free: words.noRestriction,
    root: '독립된 공간',
    same: '아직 같음',
    anyNet: words.everyStageOnItsOwn,
    regNet: '직선 위의 폭',
    andMore: '{first} 외 {count}건',
    setting: '{what} {value}',
    without: '빠짐: {what}',
  },
}
