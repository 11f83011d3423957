import { describe, expect, it } from 'vitest'
import { sizeOf, type Operator, type Shape } from '#shared/graph/graph.ts'
import { batchNorm, batchNormGradient, batchNormInference } from './batchNorm.ts'
import { conv2d, convolvedSize } from './conv2d.ts'
import { crossEntropy, crossEntropyGradient } from './crossEntropy.ts'
import { add, relu, reluGradient, sigmoid, silu } from './elementwise.ts'
import { linear } from './linear.ts'
import { globalAveragePool, maxPool, maxPoolGradient, spreadMean } from './pooling.ts'
import { channelDot, scaleChannels } from './scaleChannels.ts'
import type { FeatureMap, Kernel, LinearWeight, PerChannel, PerImage } from './shapes.ts'
import { runningUpdate, scale, sgdUpdate } from './update.ts'

type Input = readonly [shape: Shape, data: readonly number[]]

/** The elements of each output of an operator. */
function outputs(operator: Operator, inputs: readonly Input[], attributes: object = {}): number[][] {
  const tensors = inputs.map(([shape, data]) => ({ shape, data: Float64Array.from(data) }))
  for (const { shape, data } of tensors) expect(data).toHaveLength(sizeOf(shape))
  const shapes = operator.shapes(
    inputs.map(([shape]) => shape),
    attributes,
  )
  const results = operator.evaluate(tensors, attributes)
  expect(results.map(({ length }) => length)).toEqual(shapes.map(sizeOf))
  return results.map((result) => [...result])
}

const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 12) as number)
const oneToNine: Input = [
  [1, 1, 3, 3],
  [1, 2, 3, 4, 5, 6, 7, 8, 9],
]
const kernel = (data: readonly number[]): Input => [[1, 1, 3, 3], data]

describe('conv2d', () => {
  it.each([
    ['the sum of the neighbours', [1, 1, 1, 1, 1, 1, 1, 1, 1], 1, [12, 21, 16, 27, 45, 33, 24, 39, 28]],
    ['every second of them', [1, 1, 1, 1, 1, 1, 1, 1, 1], 2, [12, 16, 24, 28]],
    ['what lies above', [0, 1, 0, 0, 0, 0, 0, 0, 0], 1, [0, 0, 0, 1, 2, 3, 4, 5, 6]],
    ['what lies to the right', [0, 0, 0, 0, 0, 1, 0, 0, 0], 1, [2, 3, 0, 5, 6, 0, 8, 9, 0]],
  ])('is %s', (_, weights, stride, expected) => {
    expect(outputs(conv2d, [oneToNine, kernel(weights)], { stride, groups: 1 })).toEqual([expected])
  })
  it('treats each group of channels, and each image, separately', () => {
    const x: Input = [
      [2, 4, 1, 1],
      [1, 2, 3, 4, 5, 6, 7, 8],
    ]
    const w: Input = [
      [2, 2, 1, 1],
      [1, 10, 100, 1000],
    ]
    expect(outputs(conv2d, [x, w], { stride: 1, groups: 2 })).toEqual([[21, 4300, 65, 8700]])
  })
  it('costs a multiply-add per weight and output position', () => {
    const cost = conv2d.cost!(
      [
        [2, 4, 5, 7],
        [6, 2, 3, 3],
      ],
      { stride: 2, groups: 2 },
    )
    expect(cost).toEqual({ flops: 2 * 3 * 4 * (6 * 2 * 9), activations: 2 * 3 * 4 * 6 })
  })
  it('refuses weights that do not fit', () => {
    const shapes = (x: FeatureMap, w: Kernel, groups: number) => () => conv2d.shapes([x, w], { stride: 1, groups })
    expect(shapes([1, 4, 1, 1], [3, 2, 1, 1], 2)).toThrow('invalid groups: 2 (must divide the 3 outputs)')
    expect(shapes([1, 4, 1, 1], [4, 4, 1, 1], 2)).toThrow(
      'invalid weight shape: [4,4,1,1] (4 input channels in 2 groups)',
    )
    expect(shapes([1, 4, 1, 1], [4, 2, 1, 1], 2)).not.toThrow()
  })
  it('shrinks only by its stride', () => {
    expect([1, 2, 3, 4, 5, 6, 7].map((size) => convolvedSize(size, 3))).toEqual([1, 1, 1, 2, 2, 2, 3])
  })
})

describe('batch normalisation', () => {
  // Channels [1, 5] and [2, 4] of two images of one position: means 3 and 3, variances 4 and 1.
  const x: Input = [
    [2, 2, 1, 1],
    [1, 2, 5, 4],
  ]
  const [gamma, beta]: Input[] = [
    [[2], [10, 100]],
    [[2], [0.5, 0.25]],
  ]
  it("uses each channel's mean and biased variance", () => {
    expect(outputs(batchNorm, [x, gamma!, beta!], { epsilon: 0 })).toEqual([
      [-9.5, -99.75, 10.5, 100.25],
      [3, 3],
      [4, 1],
    ])
  })
  it('adds epsilon to the variance', () => {
    expect(outputs(batchNorm, [x, gamma!, beta!], { epsilon: 5 })[0]![0]).toBeCloseTo(10 * (-2 / 3) + 0.5, 12)
  })
  it('uses given statistics in evaluation', () => {
    const given: Input[] = [
      [[2], [1, 2]],
      [[2], [3, 15]],
    ]
    expect(outputs(batchNormInference, [x, gamma!, beta!, ...given], { epsilon: 1 })).toEqual([
      close([0.5, 0.25, 20.5, 50.25]),
    ])
  })
  it('has a gradient orthogonal to a constant and to its input', () => {
    const dy: Input = [
      [3, 1, 1, 1],
      [1, 0, 0],
    ]
    const three: Input = [
      [3, 1, 1, 1],
      [1, 2, 6],
    ]
    const one = (value: number): Input => [[1], [value]]
    const [dx, dGamma, dBeta] = outputs(batchNormGradient, [three, one(2), one(3), one(14 / 3), dy], { epsilon: 0 })
    expect(dx![0]! + dx![1]! + dx![2]!).toBeCloseTo(0, 12)
    expect(dx![0]! + 2 * dx![1]! + 6 * dx![2]!).toBeCloseTo(0, 12)
    expect(dGamma).toEqual(close([-2 / Math.sqrt(14 / 3)]))
    expect(dBeta).toEqual([1])
  })
  it('requires feature maps', () => {
    const any: Operator = batchNorm
    expect(() => any.shapes([[2, 3], [3], [3]], { epsilon: 0 })).toThrow('invalid shape: [2,3]')
  })
})

describe('cross-entropy', () => {
  const logits: Input = [
    [2, 2],
    [0, 0, Math.log(3), 0],
  ]
  const targets: Input = [
    [2, 2],
    [1, 0, 0, 1],
  ]
  it('is the mean over images of minus the log-probability of the target', () => {
    expect(outputs(crossEntropy, [logits, targets], { smoothing: 0 })).toEqual([close([Math.log(2 * 4) / 2])])
    const smoothed = (Math.log(2) + 0.1 * Math.log(4 / 3) + 0.9 * Math.log(4)) / 2
    expect(outputs(crossEntropy, [logits, targets], { smoothing: 0.2 })).toEqual([close([smoothed])])
  })
  it('has the difference of probabilities and targets as its gradient', () => {
    expect(outputs(crossEntropyGradient, [logits, targets], { smoothing: 0 })).toEqual([
      close([-0.25, 0.25, 0.375, -0.375]),
    ])
  })
  it('does not overflow for large logits', () => {
    const large: Input = [
      [1, 2],
      [1000, 0],
    ]
    expect(
      outputs(
        crossEntropy,
        [
          large,
          [
            [1, 2],
            [0, 1],
          ],
        ],
        { smoothing: 0 },
      ),
    ).toEqual([[1000]])
  })
  it('refuses targets of another shape', () => {
    expect(() =>
      crossEntropy.shapes(
        [
          [2, 3],
          [3, 2],
        ],
        { smoothing: 0 },
      ),
    ).toThrow('invalid targets shape: [3,2]')
  })
})

describe('elementwise', () => {
  const x: Input = [[3], [-1, 0, 2]]
  it.each<[Operator, Input[], number[]]>([
    [add, [x, [[3], [10, 20, 30]]], [9, 20, 32]],
    [relu, [x], [0, 0, 2]],
    [
      reluGradient,
      [
        [[3], [0, 0, 2]],
        [[3], [5, 6, 7]],
      ],
      [0, 0, 7],
    ],
    [sigmoid, [x], [1 / (1 + Math.E), 0.5, 1 / (1 + Math.exp(-2))]],
    [silu, [x], [-1 / (1 + Math.E), 0, 2 / (1 + Math.exp(-2))]],
  ])('$id', (operator, inputs, expected) => expect(outputs(operator, inputs)).toEqual([close(expected)]))
  it('refuses two different shapes', () =>
    expect(() => add.shapes([[2], [3]], {})).toThrow('invalid shape: [3] (must equal [2])'))
})

describe('linear', () => {
  it('is a weighted sum per output, plus the bias', () => {
    const inputs: Input[] = [
      [
        [2, 2],
        [1, 2, 3, 4],
      ],
      [
        [3, 2],
        [1, 0, 0, 1, 10, 100],
      ],
      [[3], [0.5, 0, 0]],
    ]
    expect(outputs(linear, inputs)).toEqual([[1.5, 2, 210, 3.5, 4, 430]])
  })
  it('costs a multiply-add per weight and image; a 1x1 kernel also counts activations', () => {
    expect(linear.cost!([[5, 2], [3, 2], [3]], {})).toEqual({ flops: 30, activations: 0 })
    expect(linear.cost!([[5, 2], [3, 2, 1, 1], [3]], {})).toEqual({ flops: 30, activations: 15 })
  })
  it.each<[w: LinearWeight, bias: PerChannel]>([
    [[3, 4], [3]],
    [[3, 2], [4]],
  ])('refuses a weight %j with a bias %j for two inputs', (w, bias) => {
    expect(() => linear.shapes([[5, 2], w, bias], {})).toThrow('invalid weight shape')
  })
})

describe('pooling', () => {
  it('averages each channel, and spreads the gradient evenly', () => {
    const x: Input = [
      [1, 2, 1, 2],
      [1, 3, 10, 30],
    ]
    expect(outputs(globalAveragePool, [x])).toEqual([[2, 20]])
    expect(
      outputs(
        spreadMean,
        [
          [
            [1, 2],
            [2, 20],
          ],
        ],
        { height: 1, width: 2 },
      ),
    ).toEqual([[1, 1, 10, 10]])
  })
  const rows = [5, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 7]
  const x: Input = [[1, 1, 4, 4], rows]
  it('takes the maximum of three by three, at every second position', () => {
    expect(outputs(maxPool, [x])).toEqual([[5, 1, 1, 7]])
    const negative: Input = [
      [1, 2, 1, 1],
      [-3, -4],
    ]
    expect(outputs(maxPool, [negative])).toEqual([[-3, -4]])
  })
  it('passes the gradient to the first maximum', () => {
    const y: Input = [
      [1, 1, 2, 2],
      [5, 1, 1, 7],
    ]
    const dy: Input = [
      [1, 1, 2, 2],
      [1, 10, 100, 1000],
    ]
    expect(outputs(maxPoolGradient, [x, y, dy])).toEqual([[1, 10, 0, 0, 100, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1000]])
  })
})

describe('Channels', () => {
  const x: Input = [
    [2, 2, 1, 2],
    [1, 2, 3, 4, 5, 6, 7, 8],
  ]
  const s: Input = [
    [2, 2],
    [1, 10, 100, 1000],
  ]
  it('are scaled individually, for each image', () => {
    expect(outputs(scaleChannels, [x, s])).toEqual([[1, 2, 30, 40, 500, 600, 7000, 8000]])
    expect(outputs(channelDot, [x, x])).toEqual([[5, 25, 61, 113]])
  })
  it.each<[PerImage]>([[[3, 2]], [[2, 3]]])('cannot be scaled by %j', (shape) => {
    expect(() => scaleChannels.shapes([[2, 2, 1, 2], shape], {})).toThrow('invalid scale shape')
  })
})

describe('updates', () => {
  const inputs: Input[] = [
    [[1], [10]],
    [[1], [4]],
    [[1], [2]],
    [[], [0.5]],
  ]
  it.each([
    // g = 2 + 0.1 · 10 = 3, m = 0.9 · 4 + 3 = 6.6; p decreases by 0.5 m, or by 0.5 (g + 0.9 m).
    [false, [10 - 3.3, 6.6]],
    [true, [10 - 0.5 * (3 + 5.94), 6.6]],
  ])('SGD, with Nesterov momentum: %s', (nesterov, [p, m]) => {
    expect(outputs(sgdUpdate, inputs, { momentum: 0.9, nesterov, weightDecay: 0.1 })).toEqual([
      close([p!]),
      close([m!]),
    ])
  })
  it('running statistics move a share of the way', () => {
    const [running, batch]: Input[] = [
      [[1], [10]],
      [[1], [20]],
    ]
    expect(outputs(runningUpdate, [running!, batch!], { momentum: 0.1, factor: 1.5 })).toEqual([close([9 + 3])])
    expect(outputs(scale, [running!], { factor: 1.5 })).toEqual([[15]])
  })
})
