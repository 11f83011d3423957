import { words } from './words.ts'

/** The wording of constraints in all places: window, reports, command line. */
export const constraints = {
  kinds: {
    sharedBottleneckRatio: {
      name: words.oneBottleneckRatio,
      short: 'one bottleneck ratio',
      question: 'Share one bottleneck ratio across all stages?',
      statement: words.oneBottleneckRatioForAllStages,
    },
    sharedGroupWidth: {
      name: 'One group width for all stages',
      short: 'one group width',
      question: 'Share one group width across all stages?',
      statement: words.oneGroupWidthForAllStages,
    },
    widthOrder: {
      name: 'Order of the stage widths',
      question: {
        nonDecreasing: 'Let widths never shrink from stage to stage?',
        nonIncreasing: 'Let widths never grow from stage to stage?',
        increasing: 'Let every stage be wider than the one before?',
        decreasing: 'Let every stage be narrower than the one before?',
        constant: 'Use one width for all stages?',
      },
      statement: {
        nonDecreasing: words.widthsNeverShrink,
        nonIncreasing: 'widths never grow',
        increasing: 'widths always grow',
        decreasing: 'widths always shrink',
        constant: 'one width for all stages',
      },
    },
    depthOrder: {
      name: 'Order of the stage depths',
      question: {
        nonDecreasing: 'Let depths never shrink from stage to stage?',
        nonIncreasing: 'Let depths never grow from stage to stage?',
        increasing: 'Let every stage be deeper than the one before?',
        decreasing: 'Let every stage be shallower than the one before?',
        constant: 'Use one depth for all stages?',
      },
      statement: {
        nonDecreasing: words.depthsNeverShrink,
        nonIncreasing: 'depths never grow',
        increasing: 'depths always grow',
        decreasing: 'depths always shrink',
        constant: 'one depth for all stages',
      },
    },
    quantizedLinearWidths: {
      name: 'Widths near a quantised line',
      question: 'Let the widths follow a quantised line, e_fit at {maxFitError} or less?',
      statement: 'widths near a quantised line, e_fit at {maxFitError} or less',
    },
    initialWidthEqualsSlope: {
      name: 'Initial width equals slope',
      short: 'w₀ = wₐ',
      question: 'Let the initial width equal the slope?',
      statement: 'initial width equals slope',
    },
    widthMultiplierRange: { name: 'Range of the width multiplier', what: words.widthMultiplier },
    totalDepthRange: { name: 'Range of the number of blocks', what: 'number of blocks' },
    widthRange: { name: 'Range of all stage widths', what: 'widths of all stages' },
    bottleneckRatioRange: { name: 'Range of the bottleneck ratio', what: words.bottleneckRatios },
    groupWidthRange: { name: 'Range of the group width', what: words.groupWidths },
    flops: { name: 'Range of FLOPs', what: words.flops },
    parameters: { name: 'Range of parameters', what: 'number of parameters' },
    activations: { name: 'Range of activations', what: 'number of activations' },
    predictedTime: {
      name: 'Limit of the predicted time',
      what: {
        inference: 'predicted time of inference of {batch, plural, one {# image} other {# images}} on {device}',
        training: 'predicted time of a training step of {batch, plural, one {# image} other {# images}} on {device}',
      },
    },
  },
  times: {
    from: words.predictedFrom,
    byAuthors: '{text} (published by the paper’s authors)',
    ofPublished: '{text} (published networks)',
  },
  orders: {
    nonDecreasing: 'never falls',
    nonIncreasing: 'never grows',
    increasing: 'always grows',
    decreasing: 'always falls',
    constant: 'is the same in all stages',
  },
  ranges: { between: 'between {low} and {high}', from: 'at {low} or more', upTo: 'at {high} or less' },
  question: 'Keep the {what} {range}?',
  statement: '{what} {range}',
} as const
