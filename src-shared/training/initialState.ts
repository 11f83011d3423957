import { Graph, sizeOf } from '#shared/graph/graph.ts'
import type { Precision } from '#shared/graph/ops/half.ts'
import { initialLossScale } from '#shared/graph/ops/lossScaling.ts'
import { buildNetwork, type Parameter } from '#shared/networks/buildNetwork.ts'
import type { Network } from '#shared/networks/network.ts'
import { stream } from '#shared/random/stream.ts'
import { stepNames } from './trainingGraph.ts'

/** The parameters of a network in declaration order. */
export function networkParameters(network: Network): Parameter[] {
  const graph = new Graph()
  const images = graph.input(stepNames.images, [1, 3, network.imageSize, network.imageSize], 'batch')
  return buildNetwork(graph, network, images, 'train').parameters
}

/**
 * The initial training state by tensor name: parameters drawn from (seed, parameter index), momenta 0, running means 0
 * and variances 1; in mixed precision also the loss scale. `zeroFinalGamma` zeroes the last batch normalisation of each
 * residual branch, so that every block starts as its shortcut.
 */
export function initialState(
  network: Network,
  seed: number,
  zeroFinalGamma: boolean,
  precision: Precision = 'float32',
): Map<string, Float32Array> {
  const state = new Map<string, Float32Array>()
  networkParameters(network).forEach(({ name, kind, value, initial, finalGamma }, index) => {
    const random = stream(seed, 'weights', index)
    const draw = (): number => {
      if (finalGamma && zeroFinalGamma) return 0
      if ('constant' in initial) return initial.constant
      return 'normal' in initial ? initial.normal * random.normal() : initial.uniform * (2 * random.uniform() - 1)
    }
    const size = sizeOf(value.shape)
    state.set(name, Float32Array.from({ length: size }, draw))
    state.set(stepNames.momentum(name), new Float32Array(size))
    if (kind === 'batchNorm' && name.endsWith('.weight')) {
      const norm = name.slice(0, -'.weight'.length)
      state.set(`${norm}.running_mean`, new Float32Array(size))
      state.set(`${norm}.running_var`, new Float32Array(size).fill(1))
    }
  })
  if (precision === 'mixed') state.set(stepNames.lossScale, initialLossScale())
  return state
}
