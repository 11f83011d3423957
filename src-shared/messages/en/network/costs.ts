import { words } from '#shared/messages/en/words.ts'

/** The cost of each of its parts, and the widths of its blocks. */
export const costs = {
  complexity: 'Complexity',
  convention: 'Convention of counting',
  conventions: {
    paper: { name: 'Paper', text: 'multiply-adds for one image, biases not counted' },
    pycls: { name: 'pycls', text: 'with biases, pooling and classifier outputs' },
  },
  part: 'Part',
  blocksOfStage: words.blocks,
  stageShape: '{depth} × {width} wide',
  stageKernel: '{depth} × {width} wide, {kernel}×{kernel} depthwise',
  stageGroups: '{depth} × {width} wide, {groups, plural, one {# group} other {# groups}} of {groupWidth}',
  whole: words.networkWhole,
  blockCount: '{count, plural, one {# block} other {# blocks}}',
  widthsTitle: 'Width per block',
  widthsLabel: 'Width per block of {name}',
  fitError: 'distance from a line',
  fitText:
    'The nearest quantised line is {error} away (mean of the absolute log ratio), of all with w_0 up to 248, w_a below 256 and w_m from 1.5 to 3.',
  nearestLine: 'nearest line',
  widths: { block: words.blockJ, stage: words.stage, width: words.width, line: 'Line u_j' },
} as const
