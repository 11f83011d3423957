import { words } from '#shared/messages/en/words.ts'

/** Its training, and its rank among the networks of its population. */
export const training = {
  training: words.training,
  trainingText: '{done} of {epochs, plural, one {# epoch} other {# epochs}}, {duration}',
  quantity: 'Quantity shown',
  quantities: { error: words.error, loss: words.loss, learningRate: words.rate },
  quantityTexts: {
    steps: 'Thin: training loss of every step; bold: validation; log scale',
    loss: 'Dashed: training; full: validation; log scale',
    learningRate: 'Learning rate by epoch',
  },
  noEpoch: 'No epoch has ended yet.',
  curveLabel: '{quantity} of {name} by epoch',
  curve: {
    step: 'Step',
    epoch: words.epoch,
    learningRate: words.learningRate,
    trainLoss: 'Training loss',
    trainErrorPercent: 'Training error %',
    validationLoss: 'Validation loss',
    validationErrorPercent: 'Validation error %',
    imagesPerSecond: 'Images/s',
  },
  place: 'Place in its population',
  placeText: 'rank {rank} of {n}, {error} %',
  noPlace: '{n} finished networks; this one has no error',
  placeLabel: 'EDF of the population from {name} with this network',
  errorPercent: 'Error %',
  shareUpTo: 'Share up to it %',
} as const
