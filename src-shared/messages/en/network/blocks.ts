import { words } from '#shared/messages/en/words.ts'

/** The diagram of its blocks and of the layers in one. */
export const blocks = {
  diagramLabel: 'Parts of the network from image to classes; arrow keys walk them',
  image: 'image',
  mapText: '{width} × {size}²',
  pooled: words.poolLinear,
  classes: '{count, plural, one {# class} other {# classes}}',
  stem: words.stem,
  head: 'Head',
  stage: words.numberedStage,
  stageShort: '{stage}',
  stageAt: words.numberedStageWithin,
  blockName: 'Stage {stage}, block {block}',
  partSpoken: '{name}: {width} channels at {size} × {size}',
  previousPart: 'Previous part',
  nextPart: 'Next part',
  layers: {
    convolution: '{kernel}×{kernel} conv, BN',
    strided: '{kernel}×{kernel} conv, stride {stride}, BN',
    activated: '{layer}, {activation}',
    squeezeExcitation: 'squeeze-and-excitation',
    maxPool: '3×3 max-pool, stride 2',
    classifier: words.poolLinear,
    groups: '{groups} groups of {width}',
    channels: words.fromTo,
  },
  parameterCount: '{count} params',
  channelsAt: '{width} channels at {size} × {size}',
  sumActivated: '{activation}, {map}',
  identity: 'identity',
} as const
