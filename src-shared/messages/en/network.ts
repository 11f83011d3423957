import { words } from './words.ts'
import { blocks } from './network/blocks.ts'
import { costs } from './network/costs.ts'
import { given } from './network/given.ts'
import { inspection } from './network/inspection.ts'
import { model } from './network/model.ts'
import { operators } from './network/operators.ts'
import { record } from './network/record.ts'
import { training } from './network/training.ts'

/** The Network screen: choosing a network, its name and numbers, and its drawings. */
export const network = {
  choose: '{count, plural, one {The network of the study} other {# networks of the study, the best first}}',
  filter: 'Number, space, tag or note',
  empty: 'No network yet',
  emptyText: 'See one network: its blocks, costs, training and place in its population. Sample a population first.',
  toPopulation: words.sampleAPopulation,
  noMatch: 'No network matches “{text}”.',
  allNetworks: 'All networks of the study',
  number: '#{id}',
  nameOf: '{space} #{id}',
  percent: words.percent,
  rankOf: words.rankOf,
  better: 'Better network',
  worse: 'Worse network',
  betterText: 'The next better network of this population',
  worseText: 'The next worse network of this population',
  columns: {
    network: words.network,
    space: words.space,
    error: words.error,
    widths: 'Depth × width by stage',
    status: words.state,
    tags: words.tags,
  },
  metrics: {
    error: 'validation error',
    rank: 'rank',
    flops: words.flops,
    parameters: words.parameterCount,
    activations: words.activationCount,
    blocks: 'blocks',
  },
  details: 'Details',
  diagram: 'Diagram',
  drawing: 'What is drawn',
  drawings: { blocks: words.blocks, operators: 'Operators', list: 'List' },
  operatorCount: 'Operators, {count}',
  drawingTexts: {
    blocks: 'height: resolution, width: channels, both logarithmic; dashed: projection',
    operators: 'inference graph from top to bottom, channels×height×width; drag to move, Ctrl and wheel to zoom',
    list: 'operators of the inference graph',
  },
  ...blocks,
  ...operators,
  ...costs,
  ...given,
  ...model,
  ...training,
  ...record,
  ...inspection,
} as const
