/** An ONNX file opened as a network. */
export const model = {
  model: {
    input:
      'input {name}: {channels} × {height} × {width}, {batch, plural, one {one image at a time} other {# images at a time}}',
    opset: 'opset {opset}',
    producer: 'by {producer}',
    side: 'Side of the image, which the model leaves open',
    sideOf: '{side} px a side',
    counting:
      'Of one image, as the paper counts: FLOPs are the multiply-adds of convolutions and linear layers, activations the elements that convolutions put out, parameters the weights and biases of both and the scale and shift of batch normalisations. A batch normalisation that was folded into its convolution counts as its bias.',
    operators: 'Operators by type',
    operatorsText: 'costliest first',
    count: 'Count',
    listAlone: 'as a list: a drawing shows at most {most} operators',
    external:
      '{count, plural, one {# tensor lies} other {# tensors lie}} in another file, {file}, the first of them {first}. That file is not read: structure and costs need the shapes alone. To run the model, keep both files together, or save it as one.',
    uncounted: {
      unknownShape:
        'Not counted: {count, plural, one {# operator} other {# operators}} ({types}) whose shape does not follow from the graph. Export with shape inference to have them counted.',
      computedProduct:
        'Not counted: {count, plural, one {# product} other {# products}} of two computed values ({types}), as in attention, which are no linear layers.',
      unknownOperator:
        'Not counted: {count, plural, one {# operator} other {# operators}} of types that are not known here ({types}), which may hold convolutions.',
      ownGraph:
        'Not counted: what {count, plural, one {# operator holds} other {# operators hold}} as a graph of its own ({types}). Export without control flow to have it counted.',
      constants:
        'Not among the parameters: {number} numbers of other constants, taken by {types}, such as the mean of the images or a bias added by itself.',
    },
  },
} as const
