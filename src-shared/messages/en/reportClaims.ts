import { words } from './words.ts'

/** The findings of a report: its answer, the evidence for it, and cautions. */
export const reportClaims = {
  nothing: 'No run has finished, so there is no error distribution.',
  notComparable: '{names} cannot be compared: {unfinished}.',
  allDiverged: 'all {count, plural, one {# network} other {# networks}} of {name} diverged',
  allFailed: 'all {count, plural, one {# network} other {# networks}} of {name} failed',
  noneFinished:
    'of {name} {diverged, plural, one {# network} other {# networks}} diverged and {failed} failed, and none finished',
  tooFew:
    '{newer} and {older} cannot be compared yet: {count, plural, one {# network is} other {# networks are}} too few (at least {fewest} of each).',
  answers: {
    undecided: 'the two cannot be told apart',
    equal: '{newer} is no worse',
    better: '{better} is better (difference of mean error {points} points)',
  },
  dependsOnDiverged:
    'The answer depends on the networks that diverged ({newCount} of {newer}, {oldCount} of {older}): among finished networks {finished}; with each of them counted as 100\u00a0% error, {counted}.',
  signDependsOnDiverged:
    'The networks that diverged ({newCount} of {newer}, {oldCount} of {older}) can turn the sign of the difference of mean error: it is {finished} points among finished networks, {atHighest} with each of them counted with the highest error measured and {counted} with each counted as 100\u00a0% error. Among finished networks {answer}.',
  undecided: '{newer} and {older} cannot be told apart with these runs.',
  equal:
    '{newer} is no worse than {older}: a random network of it beats one of {older} about as often as not, in {chance} of all pairs.',
  better: '{better} is the better space: a random network of it beats one of {worse} in {chance} of all pairs.',
  betterSide:
    'A random network of {better} beats one of {worse}, a population of the same space, in {chance} of all pairs.',
  beats:
    'The probability that a random network of {newer} has a lower error than one of {older} is {chance}, {range}; the answer depends on whether that range includes 50 %.',
  mean: 'The mean error of {newer} minus that of {older} is {difference} points, {range}.',
  oneAhead:
    'Read along the EDFs, that of {name} is ahead at errors of {spans}: there the 95 % band of the difference excludes zero.',
  bothAhead:
    'Read along the EDFs, that of {newer} is ahead at errors of {newSpans}; that of {older} at {oldSpans}: there the 95 % band of the difference excludes zero.',
  noneAhead: 'Nowhere along the EDFs does the 95 % band of the difference exclude zero.',
  gap: 'At the widest gap, just above {at} error, are {newShare} of the networks of {newer} and {oldShare} of those of {older} (Kolmogorov–Smirnov distance {distance}, p {p}).',
  lowest:
    'The lowest error found is {order, select, lower {{apart} lower} higher {{apart} higher} other {equally low}} in {newer}: {newMin} against {oldMin}. The best of {k} networks drawn from the runs of each is that of {newer} in {chance} of all draws, ties counted half.',
  hardlyApart: 'less than 0.01 points',
  lowestMean: 'Of the {spaces} spaces trained alike, {name} has the lowest mean error, {mean} ({range}).',
  best: 'The best network of all comes from {space}: {error} validation error, run {run}.',
  bestTied:
    'The lowest error of all, {error} on the validation images, is that of {count} networks; one is run {run} of {space}.',
  exported:
    'Run {run} is stored in {file}; loaded in a fresh session it gets {checked} of {count} validation images wrong, {agrees, select, true {as many as} other {against {stored}}} when its run ended.',
  test: 'Run {run} gets {wrong} of {count} test images wrong: {error} test error. {uses, plural, one {Nothing else in this study was measured on them.} other {Test images were used # times in this study.}}',
  population:
    '{count, plural, one {# network} other {# networks}} of {name}: mean error {mean} ({range}), lowest {lowest}.',
  fewNetworks:
    'With n = {n} the share of networks below an error is known to about ±{points} points at the median. {caution, select, noVerdict {That settles nothing yet} largeDifferencesOnly {That settles large differences only} other {That may settle which space is better, not the tails}}, and a minimum depends on one network.',
  shortMeans:
    'The ranges of the mean errors of {names} may cover less than 95 %: a mean depends on the tail, which few networks may not show. The answer does not rely on them.',
  unfinished: 'Not included in any number: {listed}.',
  diverged: 'Diverged runs have no error and are counted separately: {listed}.',
  divergedCounted: 'Counted as 100 % error, they would make the difference of means {points} points.',
  failed: 'Failed runs are missing from every number: {listed}.',
  countOf: '{count} of {name}',
  excluded:
    '{count, plural, one {# run of {name} is} other {# runs of {name} are}} excluded from every number: {reasons}.',
  reason: '“{reason}” ({count})',
  differing: {
    recipe: 'the recipe',
    dataset: 'the data set',
    imageSize: 'the image size',
    flops: 'the FLOPs of their networks',
    halving: 'whether the worst networks were dropped early',
  },
  varied: { flops: words.flopsWindow, imageSize: words.imageSizeWithin, epochs: words.epochs },
  variedOnPurpose: 'Varied on purpose between populations: {parts}. Spaces are compared within each of these regimes.',
  unlike: 'These populations differ in {parts}, so their errors compare more than the spaces.',
  oneRecipe:
    'The errors hold for one recipe, one data set and one seed per network; another recipe can change the order of spaces.',
} as const
