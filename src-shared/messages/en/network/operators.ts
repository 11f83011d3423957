import { words } from '#shared/messages/en/words.ts'

/** The diagram and the list of its operators. */
export const operators = {
  readingOperators: 'Reading the operators',
  operatorList: 'Operators of the inference graph',
  operatorDrawing:
    'Drawing of {count} operators, part by part; arrow keys walk the parts, plus and minus zoom. The list says the same in words',
  operatorsSpoken: '{name}: {operators}; output {shape}',
  blockShort: 'Block {block}',
  window: '{kernel}×{kernel}',
  windowStrided: '{kernel}×{kernel}, stride {stride}',
  windowStridedShort: '{kernel}×{kernel}, /{stride}',
  operatorGroups: '{count, plural, one {# group} other {# groups}}',
  operator: 'Operator',
  operatorNumber: 'Operator {first}',
  operatorNumbers: 'Operators {first} to {last}',
  operatorWindow: words.window,
  operatorInputs: 'Inputs',
  operatorOutput: words.output,
  outputShape: 'Output shape',
  zoomFit: 'Show the whole',
  zoomWhole: 'Full size',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  zoomShare: '{percent} %',
} as const
