import type { effect as english } from '#shared/messages/en/spaces/effect.ts'
import type { SameKeys } from '#shared/messages/messageTypes.ts'
import { words } from '#shared/messages/ko/words.ts'

export const effect: SameKeys<typeof english> = {
  effect: '공간에 미치는 영향',
  follows: { typed: '입력하는 대로 따라감', lastValid: '올바른 마지막 정의' },
  counting: '세는 중',
  from: '{value} →',
  about: '≈ {value}',
  nothing: '–',
  percent: words.percent,
  logSize: words.log10Size,
  combinations: '조합 수',
  sameSize: '크기 그대로',
  keptOneIn: words.oneInKept,
  grownBy: '{factor}배로 늘어남',
  acceptance: words.acceptance,
  acceptanceRange: '추출 {draws}회 중 {low}–{high} %',
  freedom: words.degreesOfFreedom,
  freedomText: '자유로운 매개변수',
  sizeOf: '{name}: 10^{size}',
  sizesOfAll: '연구에 있는 공간의 크기: {list}',
  outline: '윤곽선: {name}',
  flopsOf: '추출 {count}회의 FLOPs',
  flopsLabel: '{name}에서 뽑은 네트워크의 FLOPs',
  flopsFrom: 'FLOPs 이상',
  flopsTo: 'FLOPs 미만',
  draws: words.draws,
  empty: '제약 때문에 뽑을 것이 없습니다. 제약 하나를 풀어 주세요.',
  neverFulfilled: '추출 {draws}회 가운데 제약을 지킨 것이 없습니다. 제약 하나를 풀어 주세요.',
  outside:
    '추출 {draws}회 가운데 연구의 FLOPs 범위에 든 것이 없습니다. 가장 가까운 값: {near}. 범위를 바꾸거나 FLOPs 범위를 옮기세요.',
  needsDraws: '네트워크 {count}개를 얻으려면 약 {draws}회 추출해야 합니다.',
  diversity: '통과한 네트워크 {count}개의 다양성',
  diversityText: '두 네트워크 사이의 평균 거리(스테이지당 옥타브). 1이면 두 배 차이입니다.',
  size: words.size,
}
