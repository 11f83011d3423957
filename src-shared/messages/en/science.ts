import { words } from './words.ts'

/** Network parameters, sizes and verdicts: scientific terms used on all screens. */
export const science = {
  parameters: {
    totalDepth: 'depth, blocks',
    depth: 'depth of stage {stage}',
    width: 'width of stage {stage}',
    bottleneckRatio: 'bottleneck ratio of stage {stage}',
    groupWidth: 'group width of stage {stage}',
    lastWidth: 'width of the last stage',
    widthGrowth: 'last width over first width',
    smallestWidthStep: 'smallest width step, log₂',
    smallestDepthStep: 'smallest depth step, log₂',
    largestBottleneckRatio: 'largest bottleneck ratio',
    smallestBottleneckRatio: 'smallest bottleneck ratio',
    bottleneckRatioSpread: 'spread of the bottleneck ratios, log₂',
    largestGroupWidth: 'largest group width',
    smallestGroupWidth: 'smallest group width',
    groupWidthSpread: 'spread of the group widths, log₂',
    fitError: 'distance from a quantised line, e_fit',
    initialWidth: words.initialWidth,
    widthSlope: words.widthSlope,
    widthMultiplier: words.widthMultiplier,
    flops: words.flops,
    parameters: words.parameterCount,
    activations: words.activationCount,
    learningRate: 'learning rate',
    weightDecay: 'weight decay',
    rateTimesDecay: 'learning rate × weight decay',
    batchNormDecay: 'weight decay of batch normalisation',
    biasDecay: 'weight decay of biases',
    momentum: 'momentum',
    labelSmoothing: 'label smoothing',
    mixupAlpha: 'mixup alpha',
    warmupEpochs: 'warm-up, epochs',
    warmupFactor: 'start of the warm-up, share',
    minimumShare: 'lowest learning rate, share',
    bnMomentum: 'batch norm momentum',
    emaAlpha: 'EMA alpha',
    cropPadding: 'crop padding, px',
  },
  sizes: {
    depth: words.depth,
    width: words.widthWithin,
    bottleneckRatio: words.bottleneckRatio,
    groupWidth: words.groupWidth,
    initialWidth: words.initialWidth,
    widthSlope: words.widthSlope,
    widthMultiplier: words.widthMultiplier,
  },
  ofStage: '{size} of stage {stage}',
  verdicts: {
    better: 'Better',
    equal: 'No worse',
    worse: 'Worse',
    undecided: 'Undecided',
  },
  undrawn:
    'For {n} of {of} networks the draw was not recorded: their widths, group widths and line parameters are inferred from the network.',
  chance: {
    all: 'The errors of {name} are at chance level ({chance} % ± {margin} points): every difference between its networks is luck. Train longer.',
    most: '{guessing} of {n} networks of {name} are at chance level ({chance} % ± {margin} points): their order is luck. Train longer.',
  },
  divergedTurns:
    'Diverged networks could change this answer: {newCount} of {newer}, {oldCount} of {older}. Without them the mean error differs by {finished} points, with each counted as 100 % error by {counted}.',
  ending: {
    ended:
      '{name} ended early after {count} of {planned} networks: its comparisons were decided. Its mean and EDF lean towards that decision.',
    looked:
      'The range of P is one of {percent} %, so that the looks before the end and this comparison together are wrong in at most 5 % of studies.',
    next: 'Ends once decided. Next look when the first {count} networks are over; {over} are.',
    noLook: 'Ends with its last network: no look is left.',
    undecided: 'It could have ended early, but no look decided.',
  },
  halving: {
    waits:
      '{name} drops its worst networks early. Its first {count} are trained in full; until they are over nothing is dropped.',
    agrees:
      'After epoch {epoch}: the errors of {count} networks trained in full agree with their final ones, rank correlation {value}, 95 % range {low} to {high}. Networks above {highest} are dropped.',
    disagrees:
      'After epoch {epoch}: the errors of {count} networks trained in full do not agree enough with their final ones to drop any, rank correlation {value}, 95 % range {low} to {high} (its low end would have to be {least}).',
    tooFew:
      'After epoch {epoch}: {count, plural, one {# finished network does} other {# finished networks do}} not tell whether errors there agree with the final ones, so nothing is dropped.',
    part: '{name}: {dropped} of {count} networks dropped early. They have early errors only and do not count, so that mean, quantiles and EDF are those of its better part.',
    refused:
      'Of {names} the worst networks were dropped early, so that whole distributions are not compared. The best networks can be: {listed}.',
    best: '{name} {error}, the best of {count}',
  },
  tried:
    'This study has tried {tried} constraints. Corrected for that (Holm), the verdict is: {verdict, select, better {better} worse {worse} equal {no worse} other {undecided}}, p {corrected}; for this one alone p {p}.',
  terms: {
    edf: 'Empirical distribution function: the share of networks with an error below a value.',
    ess: 'Effective sample size: the number of equally weighted networks with the same precision.',
    ks: 'Kolmogorov–Smirnov distance: the largest gap between two EDFs; p is the probability of so large a gap between samples of one space.',
    p: 'P(new beats old): the probability that a random network of the new space has a lower error than a random one of the old; ties count half. Its 95 % range holds for distributions of any shape; the answer is decided if the range excludes one half.',
  },
  /** The language code, for text that the language's own rules join. */
  language: 'en',
  testUse: 'Run {run}: {wrong} of {count} test images wrong',
  shortMean:
    'Ranges with † may cover less than 95 %: a mean depends on the tail, which few networks may not show. The verdict does not rely on them.',
  meanRange: words.range95,
  meanRangeShort: '95 % range {low} to {high}, which may be short',
  points: '{value} points',
  pointsRange: words.lowToHigh,
} as const
