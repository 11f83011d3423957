import type { populations as english } from '#shared/messages/en/populations.ts'
import type { SameKeys } from '#shared/messages/messageTypes.ts'
import { words } from './words.ts'

export const populations: SameKeys<typeof english> = {
  chosen: '표시한 네트워크 집단',
  add: words.population,
  remove: '{name} 빼기',
  n: words.nOf,
  from: 'n {n}, 네트워크 집단 {count}개',
  fromFew: 'n {n} ({count}개)',
  none: words.noPopulationYet,
  thisStudy: '이 연구',
  otherStudies: '다른 연구',
}
