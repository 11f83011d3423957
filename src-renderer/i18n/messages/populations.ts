import { defineMessages } from '../defineMessages.ts'

/** Choosing the populations that a screen shows. */
export const populations = defineMessages({
  en: {
    chosen: 'Populations shown',
    add: 'Population',
    remove: 'Take {name} out',
    n: 'n {n}',
    none: 'No population yet',
    thisStudy: 'This study',
    otherStudies: 'Other studies',
  },
  ko: {
    chosen: '표시한 모집단',
    add: '모집단',
    remove: '{name} 빼기',
    n: 'n {n}',
    none: '아직 모집단이 없습니다',
    thisStudy: '이 연구',
    otherStudies: '다른 연구',
  },
})
