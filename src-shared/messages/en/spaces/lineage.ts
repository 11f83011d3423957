import { words } from '#shared/messages/en/words.ts'

/** The lineage graph, its history and how to read it. */
export const lineage = {
  lineage: 'Lineage of the design spaces; arrow keys walk it',
  howToRead: {
    title: words.howToReadIt,
    node: 'In a node',
    nodeText:
      'The errors of the space’s networks as an EDF, all on one axis: further left is better. Grey: its parent. Above it, how many networks can be drawn, as a power of ten.',
    foot: 'At its foot',
    footText: 'How many networks (n), the smallest | the mean error.',
    arrow: 'On an arrow',
    arrowText: 'The change of the mean error in points; bold where the new space is better with P > 0.975.',
    lines: 'Lines',
    linesText: 'Dashed: tried and rejected. Coloured edge: a draft that can still be changed.',
  },
  history: {
    title: 'History',
    now: 'Now',
    fromTo: '{first} to {last}',
    added: words.nameAdded,
    trashed: words.nameTrashed,
    restored: words.nameRestored,
    draft: words.nameUndecided,
    accepted: words.nameAccepted,
    rejected: words.nameRejected,
    sampled: '{name}: {count, plural, one {# network} other {# networks}} trained',
    past: 'The lineage as of {at}. The controls below change the present state.',
    back: 'Back to now',
  },
  n: words.nOf,
  noRuns: 'no runs yet',
  diverged: words.countDiverged,
  sizeSpoken: '10 to the power of {size} combinations',
  numbersSpoken: '{n} networks, smallest error {min} %, mean error {mean} %',
  stepText:
    'P(new beats old) {p}, 95 % range {low} to {high}; mean error {change} points, {range}: {newer} against {older}',
  short: {
    free: words.noRestriction,
    root: 'a space of its own',
    same: 'the same so far',
    anyNet: words.everyStageOnItsOwn,
    regNet: 'widths on a line',
    andMore: '{first}, +{count}',
    setting: '{what} {value}',
    without: 'without: {what}',
  },
} as const
