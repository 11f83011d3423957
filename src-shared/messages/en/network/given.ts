import { words } from '#shared/messages/en/words.ts'

/** A network given by name, file or text instead of chosen from the study. */
export const given = {
  given: {
    open: words.anotherNetwork,
    openText: 'By its name, a file or a text: pycls, timm, transformers, what sample --json prints, or an ONNX model',
    title: words.anotherNetwork,
    text: 'Write a name such as RegNetX-200MF, regnety_032, ResNet-50 or EfficientNet-B0, or paste or drop a configuration of pycls, timm or transformers, stages, RegNet parameters or what sample --json prints. Open or drop an ONNX file to see its graph and what it costs.',
    field: 'Name or configuration',
    choosePublished: 'A published network',
    file: words.openAFile,
    which: 'Which of them',
    facts: '{classes} classes, {size} px',
    published: 'published: {error} top-1 error on ImageNet, 64 images in {inference} on a V100 (the paper’s {place})',
    train: 'Train it',
    trainText: 'In a study of its own, with the recipe, data set and image size of this study',
  },
} as const
