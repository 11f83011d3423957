/** An operator of your own in the graph, and its gradient against central differences in float64. */
import { differentiate, evaluate, Graph, operators, sizeOf, type Operator, type Shape } from 'regnet-lab-bench/graph'
import { stream } from 'regnet-lab-bench/random'

const { conv2d, globalAveragePool, crossEntropy } = operators

/** Softplus, log(1 + e^x), elementwise; its derivative is the sigmoid. */
const softplus: Operator<[x: Shape], [y: Shape]> = {
  id: 'softplus',
  shapes: ([x]) => [x],
  evaluate: ([x]) => [x.data.map((value) => Math.log1p(Math.exp(value)))],
  gradient: ({ graph, inputs: [x], dy }) => [graph.apply1(softplusGradient, [x, dy], {})],
}
const softplusGradient: Operator<[x: Shape, dy: Shape], [dx: Shape]> = {
  id: 'softplusGradient',
  shapes: ([x]) => [x],
  evaluate: ([x, dy]) => [dy.data.map((gradient, i) => gradient / (1 + Math.exp(-x.data[i]!)))],
}

const graph = new Graph()
const images = graph.input('images', [2, 3, 5, 5], 'batch')
const targets = graph.input('targets', [2, 4], 'batch')
const weight = graph.input('weight', [4, 3, 3, 3], 'parameter')
const features = graph.apply1(softplus, [graph.apply1(conv2d, [images, weight], { stride: 1, groups: 1 })], {})
const loss = graph.apply1(crossEntropy, [graph.apply1(globalAveragePool, [features], {}), targets], { smoothing: 0 })
graph.output('loss', loss)
graph.output('gradient', differentiate(graph, loss, [weight]).get(weight)!)

const random = stream(1, 'weights')
const normal = (size: number) => Array.from({ length: size }, () => random.normal())
const feeds = { images: normal(150), targets: [1, 0, 0, 0, 0, 0, 1, 0], weight: normal(sizeOf(weight.shape)) }
const lossAt = (index: number, step: number): number => {
  const moved = feeds.weight.with(index, feeds.weight[index]! + step)
  return evaluate(graph, { ...feeds, weight: moved }).get('loss')!.data[0]!
}

const step = 1e-5
const gradient = evaluate(graph, feeds).get('gradient')!.data
const errors = [...gradient].map((value, i) => Math.abs(value - (lossAt(i, step) - lossAt(i, -step)) / (2 * step)))
console.log(`${gradient.length} derivatives, the largest error ${Math.max(...errors).toExponential(1)}`)
if (Math.max(...errors) > 1e-8) process.exitCode = 1
