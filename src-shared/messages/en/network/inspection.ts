import { words } from '#shared/messages/en/words.ts'

/** What a trained network gets wrong. */
export const inspection = {
  inspection: {
    title: 'What it gets wrong',
    look: 'Look into it',
    text: 'The validation images once more, by the kept weights: errors by class, confusions, the worst images.',
    anew: 'Look again',
    cancel: words.cancel,
    summary: '{wrong} of {count} validation images, {error}, as the training recorded',
    summaryOther:
      '{wrong} of {count} validation images, {error}; the training on {provider}, which rounds otherwise, recorded {recorded}',
    foundAt: '{found}; looked into {time}',
    classes: 'Errors by class',
    wrong: words.wrongCount,
    error: words.error,
    range: words.ninetyFivePercentRange,
    rangeHint: 'Wilson’s score range of a share',
    mistaken: 'Mistaken',
    mistakenHint: 'Images of other classes taken for this one',
    takenFor: words.mostTakenFor,
    takenForCount: '{name} ({count})',
    confusion: 'Confusion matrix',
    confusionText: 'rows: true class; columns: what the network chose',
    confusionPart:
      'rows: true class; columns: what the network chose; the {shown} of {classes} classes with the most errors',
    trueClass: words.trueClass,
    worst: 'Worst images',
    worstText: 'highest loss first: true class, then what the network chose',
    worstImage: 'Image {index}: {label} ({own}), taken for {predicted} ({chosen}), loss {loss}',
    worstFile: '{text}, {file}',
    saveCsv: 'Save as CSV',
    saveTable: '{table}: save as CSV',
  },
} as const
