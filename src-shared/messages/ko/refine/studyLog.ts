import type { studyLog as english } from '#shared/messages/en/refine/studyLog.ts'
import type { SameKeys } from '#shared/messages/messageTypes.ts'
import { words } from '#shared/messages/ko/words.ts'

export const studyLog: SameKeys<typeof english> = {
  log: {
    title: '연구 기록',
    text: '모든 단계와 그때의 요구, 그리고 이유',
    withAsked: '{line}: {asked}',
    decided: { accepted: words.nameAccepted, rejected: words.nameRejected, draft: words.nameUndecided },
    kinds: {
      studyCreated: words.studyCreated,
      studyImported: words.studyImported,
      studyRenamed: words.studyRenamedTo,
      spaceAdded: '공간 {name} 추가함',
      spaceChanged: '공간 {name} 바꿈',
      spaceDecided: words.spaceDecided,
      spaceTrashed: '공간 {name} 휴지통으로 옮김',
      spaceRestored: '공간 {name} 복원함',
      populationAdded: words.populationSampled,
      populationGrown: '네트워크 집단 {name}에 네트워크 {count}개 더 뽑음',
      populationShrunk: '네트워크 집단 {name}에서 네트워크 {count}개 되돌림',
      populationTrashed: '네트워크 집단 {name} 휴지통으로 옮김',
      populationRestored: '네트워크 집단 {name} 복원함',
      finished: words.networksFinished,
      diverged: words.networksDiverged,
      failed: words.runsFailed,
      excluded: words.networksExcluded,
      included: words.networksIncluded,
      refinementBegun: words.refinementBegun,
      refinementStep: '{name} 정제, “{step}” 단계',
      refinementDecided: '{name} 정제 결정',
      refinementRemoved: '{name} 정제 지움',
      note: words.noteOf,
    },
  },
}
