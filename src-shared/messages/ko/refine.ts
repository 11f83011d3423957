import type { refine as english } from '#shared/messages/en/refine.ts'
import type { SameKeys } from '#shared/messages/messageTypes.ts'
import { compareStep } from './refine/compareStep.ts'
import { costPane } from './refine/costPane.ts'
import { decideStep } from './refine/decideStep.ts'
import { lookStep } from './refine/lookStep.ts'
import { resampleStep } from './refine/resampleStep.ts'
import { sampleStep } from './refine/sampleStep.ts'
import { studyLog } from './refine/studyLog.ts'
import { words } from './words.ts'

export const refine: SameKeys<typeof english> = {
  phrases: {
    nonDecreasing: '{what} 증가',
    increasing: '{what} 순증가',
    constant: '{what} 일정',
    nonIncreasing: '{what} 감소',
    decreasing: '{what} 순감소',
    shared: '공통 {what}',
    linear: '{what} 선형',
  },
  title: words.refine,
  text: '근거를 따라, 더 단순하면서 같거나 더 좋은 공간으로',
  emptyTitle: '설계 공간을 더 단순하게',
  emptyText:
    '마법사는 한 공간의 네트워크에서 좋은 것들의 공통점을 찾아 제약으로 바꾸고, 정제한 공간에서 표본을 뽑아 비교합니다. 어느 단계에서든 나갔다가 이어서 할 수 있습니다.',
  from: '시작할 공간',
  spaceWithRuns: '{name}, 완료 {n}개',
  begin: '정제 시작',
  toSpaces: '먼저 공간 정의하기',
  toTour: '안내 둘러보기',
  toMonitor: '모니터에서 보기',
  all: '모든 정제',
  leave: '이 단계를 남겨 두고 나가기',
  next: '계속',
  missing: '이 정제를 열 수 없습니다',
  nothing: '뚜렷한 것이 없음',
  notChosen: '아직 고르지 않음',
  goOn: words.resume,
  lookAt: words.view,
  remove: '이 정제 지우기',
  stands: '진행 중: {step}',
  columns: {
    space: words.space,
    asked: words.constraint,
    refined: words.refinedSpace,
    stands: '현재 상태',
    changed: '마지막 변경',
    actions: words.actions,
  },
  decisions: { accepted: words.acceptedDecision, rejected: words.rejectedDecision },
  steps: '정제 단계',
  stepOf: '{count}단계 중 {number}단계',
  saved: '{time} 저장됨, 언제든 나갈 수 있음',
  decidedMeanwhile:
    '그사이 다른 창이나 프로그램에서 결정했습니다. 입력한 이유는 저장되지 않았고 여기에 보관되어 있습니다.',
  closed: '결정되어 연구 기록에 있음',
  stepNames: {
    sample: '표본 추출',
    look: '살펴보고 고르기',
    resample: '정제한 공간 표본 추출',
    compare: '이전과 새 공간 비교',
    decide: words.acceptOrReject,
  },
  details: {
    sample: '네트워크 {n}개, {window}',
    look: '근거, 선택, 대가',
    weighing: words.weighingConstraints,
    suggestions: '제안 {count}개',
    resample: '같은 FLOPs에서',
    resampled: '{count}개 중 {done}개 완료',
    compare: 'EDF, KS, P',
    decide: '이유와 함께',
  },
  window: words.lowToHigh,
  anyFlops: words.anyFlops,
  ...studyLog,
  ...sampleStep,
  ...lookStep,
  ...costPane,
  ...resampleStep,
  ...compareStep,
  ...decideStep,
}
