import type { populations as english } from '#shared/messages/en/populations.ts'
import type { SameKeys } from '#shared/messages/messageTypes.ts'

export const populations: SameKeys<typeof english> = {
  chosen: '표시한 네트워크 집단',
  add: '네트워크 집단',
  remove: '{name} 빼기',
  n: 'n {n}',
  from: 'n {n}, 네트워크 집단 {count}개',
  fromFew: 'n {n} ({count}개)',
  none: '아직 네트워크 집단이 없습니다',
  thisStudy: '이 연구',
  otherStudies: '다른 연구',
}
