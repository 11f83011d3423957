import type { Graph } from '#shared/graph/graph.ts'
import { moveBatchAxis } from '#shared/lowering/layout.ts'
import { lowerGraph } from '#shared/lowering/lowerGraph.ts'
import { unpack, type NamedTensors } from '#shared/lowering/packing.ts'
import type { LoweringPlan } from '#shared/lowering/planTypes.ts'
import { writeTargets } from '#shared/training/batchDraw.ts'
import { stepNames } from '#shared/training/trainingGraph.ts'
import { createEngine, type EngineOptions, type LoadedEngine } from './createEngine.ts'
import { writtenStep } from './stepGraph.ts'
import { stateSlots } from './stepTensors.ts'

/** A batch for one training step. */
export interface GivenBatch {
  /** [N, 3, H, W], row-major. */
  images: Float32Array
  /** Class of each image. */
  labels: Int32Array
  learningRate: number
}

/** Training steps on given batches by an engine, one after another; for checks, where speed does not matter. */
export class GivenSteps {
  readonly loaded: LoadedEngine
  readonly #plan: LoweringPlan
  readonly #give: (images: Float32Array) => void

  private constructor(loaded: LoadedEngine, plan: LoweringPlan, give: (images: Float32Array) => void) {
    this.loaded = loaded
    this.#plan = plan
    this.#give = give
  }

  /** Loads a training graph; `state` has its parameters, momenta and statistics. */
  static async open(
    graph: Graph,
    plan: LoweringPlan,
    options: EngineOptions,
    state: ReadonlyMap<string, Float32Array>,
  ): Promise<GivenSteps> {
    const { batchLast } = plan.layout
    const { shape } = graph.inputs.get(stepNames.images)!.value
    let given: Float32Array
    const step = writtenStep(graph, plan, {
      write(draw, images, targets) {
        images.set(batchLast ? moveBatchAxis(given, shape, true) : given)
        writeTargets(draw, targets, batchLast)
        return Promise.resolve()
      },
    })
    const loaded = await createEngine(() => step, options)
    loaded.engine.load(state)
    return new GivenSteps(loaded, plan, (images) => (given = images))
  }

  /** Takes a step and returns its loss. */
  async take({ images, labels, learningRate }: GivenBatch): Promise<number> {
    this.#give(images)
    const draw = { epoch: 0, step: 0, positions: labels, labels, placements: [], mixup: null }
    const [record] = await this.loaded.engine.advance([{ draw, learningRate }])
    return record!.loss
  }

  /** The state after the last step by its names, as copies in reference layout. */
  async state(): Promise<NamedTensors> {
    const { engine } = this.loaded
    const state: NamedTensors = new Map()
    for (const slot of stateSlots(engine.session))
      for (const [name, values] of unpack(slot, await engine.read(slot.name))) state.set(name, values)
    return state
  }

  /** What another graph of the plan computes where the engine does, of each of these sets of named tensors. */
  async compute(graph: Graph, feeds: readonly NamedTensors[]): Promise<NamedTensors[]> {
    const session = await this.loaded.engine.open(lowerGraph(graph, this.#plan))
    try {
      const found: NamedTensors[] = []
      for (const tensors of feeds) found.push(await session.compute(tensors))
      return found
    } finally {
      await session.release()
    }
  }

  release(): Promise<void> {
    return this.loaded.engine.release()
  }
}
