import { defineMessages } from '../defineMessages.ts'

/** Choosing the populations that a screen shows. */
export const populations = defineMessages({
  en: {
    chosen: 'Populations shown',
    add: 'Population',
    remove: 'Take {name} out',
    n: 'n {n}',
    from: 'n {n} from {count} population | n {n} from {count} populations',
    fromFew: 'n {n} from {count}',
    none: 'No population yet',
    thisStudy: 'This study',
    otherStudies: 'Other studies',
  },
  ko: {
    chosen: '표시한 네트워크 집단',
    add: '네트워크 집단',
    remove: '{name} 빼기',
    n: 'n {n}',
    from: 'n {n}, 네트워크 집단 {count}개',
    fromFew: 'n {n} ({count}개)',
    none: '아직 네트워크 집단이 없습니다',
    thisStudy: '이 연구',
    otherStudies: '다른 연구',
  },
})
