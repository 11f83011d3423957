import type { studyLog as english } from '#shared/messages/en/refine/studyLog.ts'
import type { SameKeys } from '#shared/messages/messageTypes.ts'

export const studyLog: SameKeys<typeof english> = {
  log: {
    title: '연구 기록',
    text: '모든 단계와 그때의 요구, 그리고 이유',
    withAsked: '{line}: {asked}',
    decided: { accepted: '{name} 채택함', rejected: '{name} 기각함', draft: '{name} 결정을 거둠' },
    kinds: {
      studyCreated: '연구를 만듦',
      studyImported: '연구를 가져옴',
      studyRenamed: '연구 이름을 {name}(으)로 바꿈',
      spaceAdded: '공간 {name} 추가함',
      spaceChanged: '공간 {name} 바꿈',
      spaceDecided: '공간 {name} 결정',
      spaceTrashed: '공간 {name} 휴지통으로 옮김',
      spaceRestored: '공간 {name} 복원함',
      populationAdded: '네트워크 집단 {name} 뽑음',
      populationGrown: '네트워크 집단 {name}에 네트워크 {count}개 더 뽑음',
      populationShrunk: '네트워크 집단 {name}에서 네트워크 {count}개 되돌림',
      populationTrashed: '네트워크 집단 {name} 휴지통으로 옮김',
      populationRestored: '네트워크 집단 {name} 복원함',
      finished: '네트워크 {count}개 완료',
      diverged: '네트워크 {count}개 발산',
      failed: '실행 {count}개 실패',
      excluded: '네트워크 {count}개 제외함',
      included: '네트워크 {count}개 다시 포함함',
      refinementBegun: '{name} 정제 시작',
      refinementStep: '{name} 정제, “{step}” 단계',
      refinementDecided: '{name} 정제 결정',
      refinementRemoved: '{name} 정제 지움',
      note: '메모: {name}',
    },
  },
}
