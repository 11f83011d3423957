/** Choosing the populations that a screen shows. */
export const populations = {
  chosen: 'Populations shown',
  add: 'Population',
  remove: 'Take {name} out',
  n: 'n {n}',
  from: 'n {n} from {count, plural, one {# population} other {# populations}}',
  fromFew: 'n {n} from {count}',
  none: 'No population yet',
  thisStudy: 'This study',
  otherStudies: 'Other studies',
} as const
