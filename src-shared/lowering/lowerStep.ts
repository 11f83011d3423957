import type { Graph } from '#shared/graph/graph.ts'
import { emitAverage } from './deviceAverage.ts'
import { emitDeviceBatch, type BatchNames, type DeviceImages } from './deviceBatch.ts'
import { lowerGraph, type LoweredGraph } from './lowerGraph.ts'
import type { LoweringPlan } from './planTypes.ts'
import { emitHistory, type ResultNames } from './stepHistory.ts'

/** What a training step keeps on its device besides its state. */
export interface KeptOnDevice {
  /** Images that batches are made of; undefined: images and targets are inputs. */
  images?: DeviceImages | undefined
  /** Steps whose results are kept; null: loss and logits are outputs. */
  history: number | null
  /** Whether moving averages of parameters and statistics are kept. */
  average?: boolean
}

/** A training graph as ONNX. What it keeps on its device changes no bits of its state or losses. */
export function lowerStep(
  graph: Graph,
  plan: LoweringPlan,
  names: BatchNames & ResultNames,
  { images, history, average = false }: KeptOnDevice,
): LoweredGraph {
  return lowerGraph(graph, plan, 'training step', {
    before: (context) => (images ? emitDeviceBatch(context, images, names) : new Set()),
    after: (context) => {
      if (average) emitAverage(context)
      return history === null ? new Set() : emitHistory(context, history, names)
    },
  })
}
