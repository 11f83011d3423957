import { defineMessages } from '../defineMessages.ts'

/** Runs that do not count. */
export const exclusion = defineMessages({
  en: {
    title: 'Counting',
    ask: 'Exclude… | Exclude {n}…',
    reason: 'Why it is not to count',
    exclude: 'Exclude',
    include: 'Count again | Count {n} again',
    one: 'Excluded from every number: {reason}',
    some: '{count} of {all} excluded from every number: {reason}',
    excluded: '{count} network excluded | {count} networks excluded',
    included: '{count} network counts again | {count} networks count again',
    count: '{count} excluded',
    status: 'excluded',
    because: 'Excluded: {reason}',
  },
  ko: {
    title: '집계 여부',
    ask: '제외… | {n}개 제외…',
    reason: '제외하는 이유',
    exclude: '제외',
    include: '다시 포함 | {n}개 다시 포함',
    one: '모든 수치에서 제외됨: {reason}',
    some: '{all}개 중 {count}개가 모든 수치에서 제외됨: {reason}',
    excluded: '네트워크 {count}개 제외함',
    included: '네트워크 {count}개 다시 포함함',
    count: '{count}개 제외됨',
    status: '제외됨',
    because: '제외됨: {reason}',
  },
})
