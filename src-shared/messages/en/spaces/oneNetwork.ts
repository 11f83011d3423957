import { words } from '#shared/messages/en/words.ts'

/** One network drawn from a space. */
export const oneNetwork = {
  drawingOne: 'Drawing a network',
  oneNetwork: 'One network from it',
  drawNumber: 'draw {number}',
  another: 'Another',
  noNetwork: 'No network was found: none of 20\u202f000 draws lies in the space and the study’s window.',
  widthsLabel: 'Width per block of a network of {name}',
  drawnLine: 'Dotted: u = {w0} + {wa} j, as drawn.',
  fittedLine: 'Dotted: nearest line, u = {w0} + {wa} j, e_fit {error}.',
  groupsTimesWidth: '{groups} × {width}',
  columns: {
    stage: words.stage,
    blocks: words.blocks,
    width: words.width,
    bottleneckRatio: 'Bottleneck ratio',
    groupWidth: 'Group width',
    groups: 'Groups',
    side: words.px,
    flops: words.flops,
    parameters: 'Params',
    network: words.networkWhole,
  },
  withStemAndHead: 'FLOPs are multiply-adds for one image; those of the whole network include stem and head.',
} as const
