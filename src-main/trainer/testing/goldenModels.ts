import { createHash } from 'node:crypto'
import type { Graph } from '#shared/graph/graph.ts'
import { lowerGraph } from '#shared/lowering/lowerGraph.ts'
import type { LoweringPlan } from '#shared/lowering/planTypes.ts'
import type { Network } from '#shared/networks/network.ts'
import { batchStatisticsGraph, evaluationGraph, trainingGraph, type Optimiser } from '#shared/training/trainingGraph.ts'

/**
 * SHA-256 of the ONNX models that a plan generates for a handful of networks: by plan id, then by network and graph.
 * Entries are added with a new plan id but never changed for an existing one, because runs resume under the plan they
 * started with, and another model gives other bits. `scripts/goldenModels.ts` adds missing entries.
 */
export type GoldenModels = Record<string, Record<string, string>>

const stage = { depth: 1, stride: 2, bottleneckRatio: 1, groupWidth: 8 }
const plain: Network = {
  stem: 'cifar',
  stemWidth: 16,
  block: 'x',
  stages: [],
  headWidth: 0,
  seRatio: 0,
  classes: 10,
  imageSize: 32,
  activation: 'relu',
  bnEpsilon: 1e-5,
}

/**
 * Together they cover every operator and both sides of every size-dependent choice of a plan: maps above and below the
 * batch normalisation threshold, sums longer than one run, narrow, wide and single groups, odd maps, channel counts
 * that do not fill a block.
 */
const networks: Record<string, { network: Network; batch: number }> = {
  groups: {
    batch: 64,
    network: {
      ...plain,
      stages: [
        { ...stage, depth: 2, width: 32, stride: 1, groupWidth: 32 },
        { ...stage, width: 64 },
        { ...stage, width: 160, groupWidth: 16 },
        { ...stage, width: 368 },
      ],
    },
  },
  depthwise: {
    batch: 32,
    network: {
      ...plain,
      stem: 'imagenet',
      block: 'linear',
      activation: 'silu',
      headWidth: 96,
      stages: [
        { ...stage, width: 24, stride: 1, groupWidth: 1, bottleneckRatio: 0.25 },
        { ...stage, width: 40, groupWidth: 1, bottleneckRatio: 0.25 },
      ],
    },
  },
  squeezed: {
    batch: 16,
    network: {
      ...plain,
      stem: 'resnet',
      block: 'y',
      seRatio: 0.25,
      imageSize: 56,
      stages: [
        { ...stage, width: 48, stride: 1, groupWidth: 24 },
        { ...stage, width: 104, bottleneckRatio: 2, groupWidth: 4 },
      ],
    },
  },
  ungrouped: {
    batch: 8,
    network: {
      ...plain,
      block: 'basic',
      imageSize: 18,
      stages: [
        { ...stage, width: 20, stride: 1 },
        { ...stage, width: 36 },
      ],
    },
  },
  expanded: {
    batch: 16,
    network: {
      ...plain,
      ...{ stem: 'imagenet', block: 'mbconv', seRatio: 0.25, activation: 'silu', headWidth: 64, imageSize: 30 },
      stages: [
        { ...stage, width: 16, stride: 1, groupWidth: 1, kernel: 3 },
        { ...stage, depth: 2, width: 24, bottleneckRatio: 1 / 6, groupWidth: 1, kernel: 5 },
      ],
    },
  },
  single: { batch: 128, network: { ...plain, block: 'v', imageSize: 15, stages: [{ ...stage, depth: 2, width: 12 }] } },
}

const optimiser: Optimiser = {
  momentum: 0.9,
  nesterov: true,
  weightDecay: { weight: 5e-5, batchNorm: 0, bias: 1e-5 },
  bnMomentum: 0.1,
  labelSmoothing: 0.1,
}

const graphs: Record<string, (network: Network, batch: number) => Graph> = {
  training: (network, batch) => trainingGraph(network, batch, optimiser),
  mixed: (network, batch) => trainingGraph(network, batch, { ...optimiser, precision: 'mixed' }),
  evaluation: evaluationGraph,
  batchStatistics: batchStatisticsGraph,
}

/** Network and graph of every model, as `NETWORK GRAPH`. */
export const goldenModelNames = Object.keys(networks).flatMap((network) =>
  Object.keys(graphs).map((graph) => `${network} ${graph}`),
)

/** The SHA-256 of one of `goldenModelNames` under a plan, in hex. */
export function modelDigest(name: string, plan: LoweringPlan): string {
  const [networkName, graphName] = name.split(' ')
  const { network, batch } = networks[networkName!]!
  const { model } = lowerGraph(graphs[graphName!]!(network, batch), plan)
  return createHash('sha256').update(model).digest('hex')
}
