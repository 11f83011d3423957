import type { exclusion as english } from '#shared/messages/en/exclusion.ts'
import type { SameKeys } from '#shared/messages/messageTypes.ts'
import { words } from './words.ts'

export const exclusion: SameKeys<typeof english> = {
  title: '제외',
  ask: '{n, plural, =1 {제외…} other {#개 제외…}}',
  reason: '제외하는 이유',
  exclude: '제외',
  include: '{n, plural, =1 {다시 포함} other {#개 다시 포함}}',
  one: '모든 수치에서 제외됨: {reason}',
  some: '{all}개 중 {count}개가 모든 수치에서 제외됨: {reason}',
  excluded: words.networksExcluded,
  included: words.networksIncluded,
  count: '{count}개 제외됨',
  status: '제외됨',
  because: words.excludedBecause,
}
