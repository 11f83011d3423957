import { differentiate } from '#shared/graph/differentiate.ts'
import { Graph, type Value } from '#shared/graph/graph.ts'
import { crossEntropy } from '#shared/graph/ops/crossEntropy.ts'
import type { Precision } from '#shared/graph/ops/half.ts'
import { growthInterval, lossScaling, scaleGradient } from '#shared/graph/ops/lossScaling.ts'
import { runningUpdate, scale, scaledSgdUpdate, sgdUpdate } from '#shared/graph/ops/update.ts'
import { buildNetwork, type BuiltNetwork, type ParameterKind } from '#shared/networks/buildNetwork.ts'
import type { Network } from '#shared/networks/network.ts'

/** SGD as in PyTorch, with one weight decay per kind of parameter. */
export interface Optimiser {
  momentum: number
  nesterov: boolean
  weightDecay: Record<ParameterKind, number>
  /** Weight of each new batch in the running statistics (PyTorch's meaning of momentum). */
  bnMomentum: number
  labelSmoothing: number
  /** Of forward and backward pass; float32 if absent. */
  precision?: Precision
}

/** Input and output names of a step graph. The next value of a state tensor is named after the tensor it replaces. */
export const stepNames = {
  images: 'images',
  targets: 'targets',
  learningRate: 'learningRate',
  loss: 'loss',
  logits: 'logits',
  /** The state of lossScaling; in mixed precision only. */
  lossScale: 'lossScale',
  momentum: (parameter: string) => `momentum/${parameter}`,
  next: (state: string) => `next/${state}`,
  gradient: (parameter: string) => `gradient/${parameter}`,
} as const

interface LossGraph {
  graph: Graph
  built: BuiltNetwork
  /** In mixed precision multiplied by the loss scale. */
  gradients: Map<Value, Value>
  /** The state of lossScaling; undefined in float32. */
  lossScale: Value | undefined
}

/**
 * Forward in training mode, loss and backward. Inputs: images [N, 3, H, W] and targets [N, classes], and in mixed
 * precision `lossScale`; outputs: `loss` and `logits`.
 */
function lossGraph(network: Network, batch: number, smoothing: number, precision: Precision): LossGraph {
  const graph = new Graph()
  const images = graph.input(stepNames.images, [batch, 3, network.imageSize, network.imageSize], 'batch')
  const targets = graph.input(stepNames.targets, [batch, network.classes], 'batch')
  const built = buildNetwork(graph, network, images, 'train', precision)
  const lossScale = precision === 'mixed' ? graph.input(stepNames.lossScale, [3], 'lossScale') : undefined
  const judged = lossScale ? graph.apply1(scaleGradient, [built.logits, lossScale], {}) : built.logits
  const loss = graph.apply1(crossEntropy, [judged, targets], { smoothing })
  graph.output(stepNames.loss, loss)
  graph.output(stepNames.logits, built.logits)
  const values = built.parameters.map(({ value }) => value)
  return { graph, built, gradients: differentiate(graph, loss, values), lossScale }
}

/** One training step: forward, loss, backward, SGD update and running statistics. */
export function trainingGraph(network: Network, batch: number, optimiser: Optimiser): Graph {
  const { momentum, nesterov, weightDecay, bnMomentum, labelSmoothing, precision = 'float32' } = optimiser
  const { graph, built, gradients, lossScale } = lossGraph(network, batch, labelSmoothing, precision)
  const rate = graph.input(stepNames.learningRate, [], 'scalar')
  const scaling = lossScale && nextLossScale(graph, lossScale, [...gradients.values()])
  for (const { name, kind, value } of built.parameters) {
    const momentumName = stepNames.momentum(name)
    const velocity = graph.input(momentumName, value.shape, 'momentum')
    const attributes = { momentum, nesterov, weightDecay: weightDecay[kind] }
    const operands = [value, velocity, gradients.get(value)!, rate] as const
    const [next, nextVelocity] = scaling
      ? graph.apply(scaledSgdUpdate, [...operands, ...scaling], attributes)
      : graph.apply(sgdUpdate, operands, attributes)
    graph.output(stepNames.next(name), next)
    graph.output(stepNames.next(momentumName), nextVelocity)
  }
  for (const { name, channels, mean, variance, count } of built.statistics) {
    const track = (suffix: string, batchValue: Value, factor: number) => {
      const running = graph.input(`${name}.${suffix}`, [channels], 'statistic')
      const next = graph.apply1(runningUpdate, [running, batchValue], { momentum: bnMomentum, factor })
      graph.output(stepNames.next(`${name}.${suffix}`), next)
    }
    track('running_mean', mean, 1)
    track('running_var', variance, unbiased(count))
  }
  return graph
}

/** The states of loss scaling before and after a step, the second of them an output. */
function nextLossScale(graph: Graph, state: Value, gradients: readonly Value[]): [state: Value, next: Value] {
  const next = graph.apply1(lossScaling, [state, ...gradients], { interval: growthInterval })
  graph.output(stepNames.next(stepNames.lossScale), next)
  return [state, next]
}

/** Loss, logits and the gradient of every parameter, in mixed precision times the loss scale, without an update. */
export function gradientGraph(
  network: Network,
  batch: number,
  smoothing: number,
  precision: Precision = 'float32',
): Graph {
  const { graph, built, gradients } = lossGraph(network, batch, smoothing, precision)
  for (const { name, value } of built.parameters) graph.output(stepNames.gradient(name), gradients.get(value)!)
  return graph
}

/** Batch mean and unbiased batch variance of every batch normalisation, for precise BN. */
export function batchStatisticsGraph(network: Network, batch: number): Graph {
  const graph = new Graph()
  const images = graph.input(stepNames.images, [batch, 3, network.imageSize, network.imageSize], 'batch')
  const built = buildNetwork(graph, network, images, 'train')
  for (const { name, mean, variance, count } of built.statistics) {
    graph.output(`${name}.running_mean`, graph.apply1(scale, [mean], { factor: 1 }))
    graph.output(`${name}.running_var`, graph.apply1(scale, [variance], { factor: unbiased(count) }))
  }
  return graph
}

/** Logits with running statistics. */
export function evaluationGraph(network: Network, batch: number): Graph {
  const graph = new Graph()
  const images = graph.input(stepNames.images, [batch, 3, network.imageSize, network.imageSize], 'batch')
  graph.output(stepNames.logits, buildNetwork(graph, network, images, 'evaluate').logits)
  return graph
}

/** The factor from biased to unbiased variance; 1 for a single element, whose variance is meaningless either way. */
function unbiased(count: number): number {
  return count > 1 ? count / (count - 1) : 1
}
