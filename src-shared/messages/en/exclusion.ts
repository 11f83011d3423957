import { words } from './words.ts'

/** Runs that do not count. */
export const exclusion = {
  title: 'Exclusion',
  ask: '{n, plural, one {Exclude…} other {Exclude #…}}',
  reason: 'Reason for excluding',
  exclude: 'Exclude',
  include: '{n, plural, one {Count again} other {Count # again}}',
  one: 'Excluded from every number: {reason}',
  some: '{count} of {all} excluded from every number: {reason}',
  excluded: words.networksExcluded,
  included: words.networksIncluded,
  count: '{count} excluded',
  status: 'excluded',
  because: words.excludedBecause,
} as const
