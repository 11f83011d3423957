import type { Operator } from '#shared/graph/graph.ts'
import { addTo, at } from './elements.ts'
import type { LinearWeight, PerChannel, PerImage } from './shapes.ts'

/** x [N, C] times the transpose of w [O, C] plus bias [O] -> [N, O]. */
export const linear: Operator<[x: PerImage, w: LinearWeight, bias: PerChannel], [y: PerImage]> = {
  id: 'linear',
  shapes([x, w, bias]) {
    if (x[1] !== w[1] || bias[0] !== w[0])
      throw new RangeError(`invalid weight shape: [${w}] (${x[1]} inputs, ${bias[0]} outputs)`)
    return [[x[0], w[0]]]
  },
  evaluate([x, w, bias]) {
    const [n, c] = x.shape
    const [outputs] = w.shape
    const out = new Float64Array(n * outputs)
    for (let i = 0; i < n; i++)
      for (let o = 0; o < outputs; o++) {
        let sum = at(bias, o)
        for (let j = 0; j < c; j++) sum += at(x, i * c + j) * at(w, o * c + j)
        out[i * outputs + o] = sum
      }
    return [out]
  },
  gradient: ({ graph, inputs: [x, w], dy, needed }) => [
    needed[0] ? graph.apply1(linearInputGradient, [dy, w], {}) : undefined,
    graph.apply1(linearWeightGradient, [x, dy], { shape: w.shape }),
    graph.apply1(batchSum, [dy], {}),
  ],
  cost: ([x, w]) => ({ flops: x[0] * w[0] * w[1], activations: w.length === 4 ? x[0] * w[0] : 0 }),
}

/** dy [N, O] times w -> [N, C]. */
export const linearInputGradient: Operator<[dy: PerImage, w: LinearWeight], [dx: PerImage]> = {
  id: 'linearInputGradient',
  shapes: ([dy, w]) => [[dy[0], w[1]]],
  evaluate([dy, w]) {
    const [n, outputs] = dy.shape
    const c = w.shape[1]
    const out = new Float64Array(n * c)
    for (let i = 0; i < n; i++)
      for (let o = 0; o < outputs; o++)
        for (let j = 0; j < c; j++) addTo(out, i * c + j, at(dy, i * outputs + o) * at(w, o * c + j))
    return [out]
  },
}

/** The transpose of dy [N, O] times x [N, C], in the shape of the weight. */
export const linearWeightGradient: Operator<[x: PerImage, dy: PerImage], [dw: LinearWeight], { shape: LinearWeight }> =
  {
    id: 'linearWeightGradient',
    batched: [false],
    shapes: (_, { shape }) => [shape],
    evaluate([x, dy]) {
      const [n, c] = x.shape
      const [, outputs] = dy.shape
      const out = new Float64Array(outputs * c)
      for (let i = 0; i < n; i++)
        for (let o = 0; o < outputs; o++)
          for (let j = 0; j < c; j++) addTo(out, o * c + j, at(dy, i * outputs + o) * at(x, i * c + j))
      return [out]
    },
  }

/** Sum over the batch of dy [N, O] -> [O]. */
export const batchSum: Operator<[dy: PerImage], [sum: PerChannel]> = {
  id: 'batchSum',
  batched: [false],
  shapes: ([[, outputs]]) => [[outputs]],
  evaluate([dy]) {
    const [, outputs] = dy.shape
    const out = new Float64Array(outputs)
    dy.data.forEach((value, i) => addTo(out, i % outputs, value))
    return [out]
  },
}
