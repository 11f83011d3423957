import { words } from '#shared/messages/en/words.ts'

/** First step: the networks to learn from. */
export const sampleStep = {
  sample: {
    question: 'Which networks of {space} do we learn from?',
    text: 'A population under one FLOPs window and one recipe. More networks make smaller differences visible.',
    populations: 'Populations of this space',
    more: words.sampleMore,
    none: 'None was sampled yet',
    another: 'Another population',
    facts: '{window}, {epochs, plural, one {# epoch} other {# epochs}}',
    runs: '{finished} of {count} finished, {diverged} diverged',
    training: 'A population is still training; finished networks already count.',
    mixed:
      'The chosen populations differ in FLOPs window, image size or recipe. Their errors are not one distribution; choose populations that agree.',
    few: '{n} networks show large differences only. Use thirty or more.',
    edf: words.errorDistribution,
    numbers: 'n {n}, {diverged} diverged, error min {min} %, median {median} %, mean {mean} %',
    noRuns: 'No network of the chosen populations is finished yet.',
    next: 'Look for a pattern',
  },
  sampling: {
    networks: 'Number of networks',
    networksHint: 'The EDF will be known to ± {margin} points of share near the median.',
    window: words.flopsWindow,
    recipe: words.recipe,
    origins: { learnt: 'same as the runs learnt from', study: 'as the study plans' },
    epochs: '{count, plural, one {# epoch} other {# epochs}}, learning rate {rate}',
    draws: 'Draws inside',
    drawsText: 'about {draws} draws',
    memory: 'Memory of a trainer',
    trainers: '{count} trainers at once',
    time: words.timeOnThisMachine,
    measure: words.measure,
    looking: 'Drawing from the space',
    startUncounted: 'Sample and train',
    start: 'Sample and train {count, plural, one {# network} other {# networks}}',
  },
} as const
