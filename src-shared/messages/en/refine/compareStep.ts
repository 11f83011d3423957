import { words } from '#shared/messages/en/words.ts'

/** Fourth step: the two distributions and the verdict on them. */
export const compareStep = {
  compare: {
    question: 'Does {newer} beat {older}?',
    text: 'The whole distributions at the same FLOPs, not the best networks.',
    edf: 'Error distributions',
    bands: 'pointwise 95 % bands',
    computing: 'Comparing both populations',
    verdict: words.verdict,
    stillTraining:
      '{count, plural, one {# network is still to come; the numbers follow it} other {# networks are still to come; the numbers follow them}}.',
    toCompare: 'Open in Compare',
    next: 'Decide',
  },
  verdict: {
    title: '{newer} against {older}',
    texts: {
      better: 'The 95 % range of P(new beats old) is above one half.',
      equal:
        'P(new beats old) is between {low} and {high} with 95 % confidence: close enough to one half to call the spaces equal.',
      worse: 'The 95 % range of P(new beats old) is below one half.',
      undecided: 'These networks neither separate the two nor show that P(new beats old) is between {low} and {high}.',
    },
    since: 'Unchanged since network {m} of {n}.',
    needed: 'A difference of this size would need {perSpace} networks of each space, {more} more in all.',
    mean: 'Difference of mean error, points',
    range: '[{low}, {high}]',
    p: words.beats,
    ks: words.ksDistance,
    ksP: words.p,
    best: 'Best of {k} of each: new is better',
    why: 'Why the means differ, points',
    complexity: 'Different numbers of parameters',
    quality: 'Better at equal parameters',
    cautions: {
      noVerdict: 'n = {n} is too few for a verdict: sample at least eight of each.',
      largeDifferencesOnly: 'With n = {n} an EDF is known to ± {margin} points of share: only large differences show.',
      meansNotTails:
        'With n = {n} an EDF is known to ± {margin} points of share near the median. That may settle which is better, not the tails: the minimum depends on one network.',
    },
  },
  step: {
    whole: 'The distribution moves as a whole: {thirds} points.',
    part: 'Only part of the distribution clearly moves: {moved} points. Unclear: {rest}.',
    crossed: 'Not everywhere: the {opposed} points go the other way.',
    nowhere: 'These networks do not show which part of the distribution moves.',
    third: '{name} {value} {range}',
    thirds: { best: 'best third', middle: 'middle third', worst: 'worst third' },
    bySize:
      'The difference comes with different numbers of parameters: {size} points {sizeRange}; between networks of equal numbers {quality} {range} remains, which may be nothing.',
    byQuality: 'Between networks of equal numbers of parameters the difference is {quality} points {range}.',
    againstQuality:
      'The difference comes with different numbers of parameters ({size} points); between networks of equal numbers it is reversed: {quality} {range}.',
    simplicity: {
      smaller: {
        fewer: 'The new space is simpler: smaller, with {to} degrees of freedom instead of {from}.',
        same: 'The new space is simpler: smaller, with the same {to} degrees of freedom.',
        more: 'The new space is smaller, but has {to} degrees of freedom instead of {from}.',
      },
      larger: {
        fewer: 'The new space has {to} degrees of freedom instead of {from}, but more combinations.',
        same: 'The new space is not simpler: it has more combinations, and the same {to} degrees of freedom.',
        more: 'The new space is not simpler: it has more combinations, and {to} degrees of freedom instead of {from}.',
      },
      same: {
        fewer: 'The new space is simpler: {to} degrees of freedom instead of {from}, as many combinations.',
        same: 'The new space is not simpler: as many combinations, and the same {to} degrees of freedom.',
        more: 'The new space is not simpler: as many combinations, {to} degrees of freedom instead of {from}.',
      },
      unclear: {
        fewer:
          'The new space has fewer degrees of freedom ({to} instead of {from}); the draws do not show whether it has fewer combinations.',
        same: 'The same {to} degrees of freedom; the draws do not show whether the new space has fewer combinations.',
        more: 'The new space has more degrees of freedom ({to} instead of {from}); the draws do not show whether it has fewer combinations.',
      },
    },
  },
  edf: {
    text: '{name}: {n}, lowest error {min} %, mean {mean} %.',
    error: words.errorColumn,
    share: '{name}, share below, %',
  },
  pair: {
    edf: 'EDF of {newer} and {older}',
    text: 'They are farthest apart just above {at} %: {newShare} % of {newer} and {oldShare} % of {older} have at most that error.',
    difference: 'Difference of the EDFs, points of share',
    low: '95 % range from',
    high: '95 % range to',
  },
} as const
