import { words } from './words.ts'

/** The wizard from a budget to the best of random networks. */
export const search = {
  text: 'Random networks within a budget are trained briefly; the best of them is named',
  start: 'Draw and train',
  starting: 'Drawing the networks.',
  budget: 'Budget',
  budgetText:
    'The first one given decides the size: networks cost 90 to 100 % of it. Every further one is a maximum. Leave empty what does not matter.',
  time: 'Time of a pass',
  empty: 'empty: any',
  named: {
    whole: 'Best {space} at {budget}',
    parameters: '{count} parameters',
    activations: '{count} activations',
  },
  timeFrom: words.predictedFrom,
  scatter:
    'From {networks} networks; the time of another differs from its prediction by {percent} % (standard deviation).',
  toMeasure:
    'No time has been measured here. Open a study and measure at least {fewest} of its networks in Time; they then predict the time of others.',
  outside:
    'The networks measured take {low} to {high}. This budget lies outside, where the prediction is unproven: measure networks of its size.',
  kind: 'Kind of network',
  kinds: { RegNetX: 'RegNetX', RegNetY: 'RegNetY, with squeeze-and-excitation' },
  networks: 'Networks to draw',
  networksHint: 'The paper finds 32 enough',
  size: 'Networks that meet the budget',
  within: 'Within the budget',
  sizeText: 'With its 95 % range, estimated from combinations drawn at random.',
  noneFound: 'No network of {draws} drawn at random meets the budget.',
  counting: 'Counting networks',
  bestText: '{done} of {all} networks trained',
  none: 'No network has been trained yet',
  noneText: 'The best one appears here with the first results and may change until the last network is trained.',
  watch: 'Watch the training',
  longer: 'Train it longer…',
  chance:
    'The lowest of {count} errors is partly luck, so this network is likely to be somewhat worse than its error. Training it again with other seeds, and longer, tells what it is worth.',
  error: words.error,
  errorRange: '{error} (95 % range {low} to {high})',
  rangeOf: 'Wilson’s range for {images} validation images; it does not contain the luck of the choice.',
  predicted: 'Predicted time',
  predictedRange: '{value} (95 % range {low} to {high})',
  beyond: 'beyond the sizes measured',
  ranked: 'Lowest errors',
  network: words.network,
  depths: 'Blocks of each stage',
  widths: 'Widths of each stage',
  again: 'Trained again',
  epochs: words.epochsTitle,
  seeds: 'Seeds',
  lowest: 'Lowest',
  highest: 'Highest',
} as const
