import type { Graph } from '#shared/graph/graph.ts'
import { lowerGraph, type LoweredGraph } from '#shared/lowering/lowerGraph.ts'
import type { LoweringPlan } from '#shared/lowering/planTypes.ts'
import type { BatchDraw } from '#shared/training/batchDraw.ts'
import { stepNames } from '#shared/training/trainingGraph.ts'
import type { Step } from './stepEngine.ts'

/** The values of inputs by the names of their slots. */
export type InputArrays = Readonly<Record<string, Float32Array | Int32Array>>

/** A training step for any engine: its graph, and how the inputs that are not state are filled. */
export interface StepGraph {
  lowered: LoweredGraph
  /** Inputs that are the same for all steps. */
  fixed: ReadonlyMap<string, Float32Array>
  /** Steps that the state slot `stepNames.history` holds; null: each step has its loss and logits as outputs. */
  history: number | null
  /** Writes the inputs of a step that are neither state nor fixed into arrays of their slots' sizes. */
  fill(step: Step, into: InputArrays): Promise<void>
}

/** Writes batches on the host, in the layout of a plan. */
export interface BatchWriter {
  write(draw: BatchDraw, images: Float32Array, targets: Float32Array): Promise<void>
}

/** A training graph whose batches the host writes. */
export function writtenStep(graph: Graph, plan: LoweringPlan, batches: BatchWriter): StepGraph {
  return {
    lowered: lowerGraph(graph, plan, 'training step'),
    fixed: new Map(),
    history: null,
    async fill({ draw, learningRate }, into) {
      await batches.write(draw, into[stepNames.images] as Float32Array, into[stepNames.targets] as Float32Array)
      into[stepNames.learningRate]![0] = learningRate
    },
  }
}
