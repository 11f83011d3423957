import { words } from './words.ts'

/** Choosing the populations that a screen shows. */
export const populations = {
  chosen: 'Populations shown',
  add: words.population,
  remove: 'Remove {name}',
  n: words.nOf,
  from: 'n {n} from {count, plural, one {# population} other {# populations}}',
  fromFew: 'n {n} from {count}',
  none: words.noPopulationYet,
  thisStudy: 'This study',
  otherStudies: 'Other studies',
} as const
