import { words } from './words.ts'

/** The guided tour from AnyNetX_A to RegNetX; its numbers are filled in. */
export const tour = {
  title: 'From AnyNetX to RegNetX',
  noPath:
    'The tour follows trained populations from AnyNetX_A to RegNetX. This study has none of them; the sample study does.',
  openSample: 'Open the sample study',
  start: 'Start',
  step: '{older} → {newer}',
  whole: 'The whole path',
  keys: '← → turn pages',
  back: 'Back',
  next: words.next,
  skip: 'To the whole path',
  own: 'Start your own study',
  place: 'Page {page} of {pages}',
  n: words.nOf,
  computing: 'Resampling both populations',
  verdict: words.verdict,
  startQuestion: 'How do you design a space instead of a network?',
  startText:
    '{space} restricts nothing: 10^{size} combinations, {freedom} degrees of freedom. Instead of its best network, look at how the errors of {n} random ones are distributed.',
  firstEdf: 'The first space as an EDF',
  under: '{low} to {high}, {epochs} epochs each',
  how: words.howToReadIt,
  readings: {
    left: 'Every step is one network: the best has {min} % error, the worst {max} %.',
    median: 'Half of the networks have an error below {median} %.',
    compare: 'A curve further left means a better space: good networks are easier to find.',
  },
  ahead: 'The path',
  sizes: 'Sizes of the spaces of the path on a log axis',
  honest:
    'The tour trains nothing, and no sentence is written in advance: each follows from the runs of this study. Where they do not support a step, the tour says so.',
  whats: {
    AnyNetX_A: words.noRestriction,
    AnyNetX_B: words.oneBottleneckRatioForAllStages,
    AnyNetX_C: words.oneGroupWidthForAllStages,
    AnyNetX_D: words.widthsNeverShrink,
    AnyNetX_E: words.depthsNeverShrink,
    RegNetX: words.widthsFollowAQuantisedLine,
  },
  questions: {
    AnyNetX_A: 'What does a space without restriction look like?',
    AnyNetX_B: 'Does one bottleneck ratio for all stages cost anything?',
    AnyNetX_C: 'Does one group width for all stages cost anything?',
    AnyNetX_D: 'Should widths never shrink from stage to stage?',
    AnyNetX_E: 'Should depths never shrink from stage to stage?',
    RegNetX: 'Do the widths of good networks follow a line?',
  },
  whys: {
    AnyNetX_A: 'Everything is drawn for each stage on its own.',
    AnyNetX_B: 'If sharing the ratio costs nothing, the space gets simpler for free: three fewer numbers to choose.',
    AnyNetX_C: 'The same question for the group width: three fewer numbers, if nothing is lost.',
    AnyNetX_D: 'Many known networks grow wider as the resolution falls. Do random networks agree?',
    AnyNetX_E: 'And should later stages have at least as many blocks as earlier ones?',
    RegNetX:
      'A line with a slope and a multiplier, rounded to stages, replaces four widths and four depths with four numbers.',
  },
  oldSays: 'What the networks of {older} show',
  newShows: 'What sampling {newer} shows',
  nearer: {
    AnyNetX_A: 'no restriction',
    AnyNetX_B: 'ratios closer to equal',
    AnyNetX_C: 'group widths closer to equal',
    AnyNetX_D: 'widths that shrink less',
    AnyNetX_E: 'depths that shrink less',
    RegNetX: 'widths closer to a line',
  },
  trends: {
    for: 'Networks with {asked} are better: rank correlation with the error {rho} (95 % range {low} to {high}).',
    against: 'Networks with {asked} are worse: rank correlation with the error {rho} (95 % range {low} to {high}).',
    unclear:
      'These networks do not show whether those with {asked} are better: rank correlation with the error {rho} (95 % range {low} to {high}).',
  },
  kept: {
    none: 'None of the {n} satisfies the constraint by chance, so the new space has to be sampled.',
    few: 'Only {kept} of {n} satisfy the constraint by chance: too few to judge it, so the new space has to be sampled.',
    some: '{kept} of {n} already satisfy it; at equal FLOPs a random one of them beats one of the others with P {p} (95 % range {low} to {high}).',
  },
  verdicts: {
    better:
      'The step holds here: a random network of {newer} beats one of {older} with P {p} (95 % range {pLow} to {pHigh}). Mean error: {value} points ({range}).',
    equal:
      'Nothing relevant is lost: a random network of {newer} beats one of {older} with P {p} (95 % range {pLow} to {pHigh}), which is near one half. Mean error: {value} points ({range}).',
    worse:
      'In this study the step does not hold: a random network of {newer} beats one of {older} with P {p} (95 % range {pLow} to {pHigh}). Mean error: {value} points ({range}).',
    undecided:
      'In this study the step is undecided: a random network of {newer} beats one of {older} with P {p}, but the 95 % range runs from {pLow} to {pHigh}. Mean error: {value} points ({range}).',
  },
  disagrees: {
    better: 'The networks of {older} spoke against it; sampled as a space of its own, {newer} is better.',
    equal: 'The networks of {older} spoke against it; sampled as a space of its own, {newer} is no worse.',
    worse: 'The networks of {older} spoke for it; sampled as a space of its own, {newer} is worse.',
  },
  summaryQuestion:
    'Of {steps, plural, one {# step} other {# steps}}: {better} better, {equal} no worse, {undecided} undecided, {worse} worse',
  summaryText:
    'From {first} to {last} the mean error goes from {from} % to {to} %, the size of the space from 10^{sizeFrom} to 10^{sizeTo}, its degrees of freedom from {freedomFrom} to {freedomTo}.',
  allEdfs: 'Every space of the path',
  parameters: 'What RegNetX is drawn from',
  parametersText:
    'Good: 95 % bootstrap range of the value that the best network of a random quarter has. Where a network’s draw is not known, its parameters are those of the line fitted to its widths.',
  columns: {
    parameter: words.parameter,
    all: 'Sampled',
    good: 'Good',
    best: 'Best network',
    space: words.space,
    what: words.whatWasRefined,
    size: words.log10Size,
    freedom: words.degreesOfFreedom,
    n: words.n,
    diverged: words.divergedState,
    min: words.minPercent,
    median: words.medianPercent,
    mean: words.meanPercent,
    difference: words.meanChange,
    p: words.beatsRange,
    verdict: words.verdict,
  },
} as const
