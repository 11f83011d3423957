import { words } from '#shared/messages/en/words.ts'

/** A network given by name, file or text instead of chosen from the study. */
export const given = {
  given: {
    open: words.anotherNetwork,
    openText: 'By its name, a file or a text: pycls, timm, transformers, or what sample --json prints',
    title: words.anotherNetwork,
    text: 'Write a name such as RegNetX-200MF, regnety_032 or facebook/regnet-y-040, or paste or drop a configuration of pycls, timm or transformers, stages, RegNet parameters or what sample --json prints.',
    field: 'Name or configuration',
    choosePublished: 'A RegNet of the paper',
    file: words.openAFile,
    which: 'Which of them',
    facts: '{classes} classes, {size} px',
    train: 'Train it',
    trainText: 'In a study of its own, with the recipe, data set and image size of this study',
  },
} as const
