import { defineMessages } from '#renderer/i18n/defineMessages.ts'

/** The log of a study. */
export const studyLog = defineMessages({
  en: {
    log: {
      title: 'Study log',
      text: 'every step, with what was asked and why',
      withAsked: '{line}: {asked}',
      decided: { accepted: '{name} accepted', rejected: '{name} rejected' },
      kinds: {
        studyCreated: 'Study created',
        studyImported: 'Study imported',
        spaceAdded: 'Space {name} added',
        spaceChanged: 'Space {name} changed',
        spaceTrashed: 'Space {name} moved to the trash',
        spaceRestored: 'Space {name} restored',
        populationAdded: 'Population {name} sampled',
        populationGrown:
          '{count} network more drawn for population {name} | {count} networks more drawn for population {name}',
        populationShrunk:
          '{count} network taken back from population {name} | {count} networks taken back from population {name}',
        populationTrashed: 'Population {name} moved to the trash',
        populationRestored: 'Population {name} restored',
        finished: '{count} network finished | {count} networks finished',
        diverged: '{count} network diverged | {count} networks diverged',
        excluded: '{count} network excluded | {count} networks excluded',
        included: '{count} network counts again | {count} networks count again',
        refinementBegun: 'Refinement of {name} begun',
        refinementStep: 'Refinement of {name}, step “{step}”',
        refinementDecided: 'Refinement of {name} decided',
        refinementRemoved: 'Refinement of {name} removed',
      },
    },
  },
  ko: {
    log: {
      title: '연구 기록',
      text: '모든 단계와 그때의 요구, 그리고 이유',
      withAsked: '{line}: {asked}',
      decided: { accepted: '{name} 채택함', rejected: '{name} 기각함' },
      kinds: {
        studyCreated: '연구를 만듦',
        studyImported: '연구를 가져옴',
        spaceAdded: '공간 {name} 추가함',
        spaceChanged: '공간 {name} 바꿈',
        spaceTrashed: '공간 {name} 휴지통으로 옮김',
        spaceRestored: '공간 {name} 복원함',
        populationAdded: '네트워크 집단 {name} 뽑음',
        populationGrown: '네트워크 집단 {name}에 네트워크 {count}개 더 뽑음',
        populationShrunk: '네트워크 집단 {name}에서 네트워크 {count}개 되돌림',
        populationTrashed: '네트워크 집단 {name} 휴지통으로 옮김',
        populationRestored: '네트워크 집단 {name} 복원함',
        finished: '네트워크 {count}개 완료',
        diverged: '네트워크 {count}개 발산',
        excluded: '네트워크 {count}개 제외함',
        included: '네트워크 {count}개 다시 포함함',
        refinementBegun: '{name} 정제 시작',
        refinementStep: '{name} 정제, “{step}” 단계',
        refinementDecided: '{name} 정제 결정',
        refinementRemoved: '{name} 정제 지움',
      },
    },
  },
})
