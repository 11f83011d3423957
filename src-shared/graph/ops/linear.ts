import type { Operator, Shape } from '#shared/graph/graph.ts'

/**
 * x [N, C] times the transpose of w plus bias [O] -> [N, O]. w is [O, C] or, as in squeeze-and-excitation, a 1x1
 * kernel [O, C, 1, 1].
 */
export const linear: Operator = {
  id: 'linear',
  shapes([x, w, bias]) {
    if (x![1] !== w![1] || bias![0] !== w![0])
      throw new RangeError(`invalid weight shape: [${w!}] (${x![1]!} inputs, ${bias![0]!} outputs)`)
    return [[x![0]!, w![0]!]]
  },
  evaluate([x, w, bias]) {
    const [n, c] = x!.shape as [number, number]
    const outputs = w!.shape[0]!
    const out = new Float64Array(n * outputs)
    for (let i = 0; i < n; i++)
      for (let o = 0; o < outputs; o++) {
        let sum = bias!.data[o]!
        for (let j = 0; j < c; j++) sum += x!.data[i * c + j]! * w!.data[o * c + j]!
        out[i * outputs + o] = sum
      }
    return [out]
  },
  gradient({ graph, inputs: [x, w], gradients: [dy], needed }) {
    return [
      needed[0] ? graph.apply1(linearInputGradient, [dy!, w!], {}) : undefined,
      graph.apply1(linearWeightGradient, [x!, dy!], { shape: w!.shape }),
      graph.apply1(batchSum, [dy!], {}),
    ]
  },
  cost: ([x, w]) => ({ flops: x![0]! * w![0]! * w![1]!, activations: w!.length === 4 ? x![0]! * w![0]! : 0 }),
}

/** dy [N, O] times w -> [N, C]. */
export const linearInputGradient: Operator = {
  id: 'linearInputGradient',
  shapes: ([dy, w]) => [[dy![0]!, w![1]!]],
  evaluate([dy, w]) {
    const [n, outputs] = dy!.shape as [number, number]
    const c = w!.shape[1]!
    const out = new Float64Array(n * c)
    for (let i = 0; i < n; i++)
      for (let o = 0; o < outputs; o++)
        for (let j = 0; j < c; j++) out[i * c + j]! += dy!.data[i * outputs + o]! * w!.data[o * c + j]!
    return [out]
  },
}

/** The transpose of dy [N, O] times x [N, C], in the shape of the weight. */
export const linearWeightGradient: Operator<{ shape: Shape }> = {
  id: 'linearWeightGradient',
  batched: [false],
  shapes: (_, { shape }) => [shape],
  evaluate([x, dy]) {
    const [n, c] = x!.shape as [number, number]
    const outputs = dy!.shape[1]!
    const out = new Float64Array(outputs * c)
    for (let i = 0; i < n; i++)
      for (let o = 0; o < outputs; o++)
        for (let j = 0; j < c; j++) out[o * c + j]! += dy!.data[i * outputs + o]! * x!.data[i * c + j]!
    return [out]
  },
}

/** Sum over the batch of dy [N, O] -> [O]. */
export const batchSum: Operator = {
  id: 'batchSum',
  batched: [false],
  shapes: ([dy]) => [[dy![1]!]],
  evaluate([dy]) {
    const out = new Float64Array(dy!.shape[1]!)
    dy!.data.forEach((value, i) => (out[i % out.length]! += value))
    return [out]
  },
}
