import * as ort from 'onnxruntime-node'
import type { Graph } from '#shared/graph/graph.ts'
import { lowerGraph } from '#shared/lowering/lowerGraph.ts'
import { pack, slotNamed, unpack, type NamedTensors } from '#shared/lowering/packing.ts'
import type { LoweringPlan } from '#shared/lowering/planTypes.ts'
import type { Slot } from '#shared/lowering/packing.ts'
import { stepNames } from '#shared/training/trainingGraph.ts'
import { createSession, zeros, type Session } from '../providers/session.ts'
import type { SessionOptions } from '../providers/sessionOptions.ts'

const stateNames = (slots: readonly Slot[]) =>
  slots.filter(({ name }) => slots.some((other) => other.name === stepNames.next(name))).map(({ name }) => name)

/**
 * A training graph with its state. Two sets of state tensors alternate as input and output, so a step allocates nothing
 * and never writes what it reads.
 */
export class Stepper {
  /** The batch to fill before each step, in the layout of its slot. */
  readonly images: ort.Tensor
  readonly targets: ort.Tensor
  readonly batchLast: boolean
  readonly session: Session
  private readonly rate = zeros([])
  private readonly results: Record<string, ort.Tensor>
  private readonly state: string[]
  private current: Record<string, ort.Tensor> = {}
  private spare: Record<string, ort.Tensor> = {}

  private constructor(session: Session) {
    this.session = session
    const slots = [...session.inputs, ...session.outputs]
    const slot = (name: string) => slotNamed(slots, name)
    this.images = zeros(slot(stepNames.images).shape)
    this.targets = zeros(slot(stepNames.targets).shape)
    this.batchLast = slot(stepNames.images).batchLast
    this.results = Object.fromEntries([stepNames.loss, stepNames.logits].map((name) => [name, zeros(slot(name).shape)]))
    this.state = stateNames(slots)
  }

  static async create(graph: Graph, plan: LoweringPlan, options: SessionOptions): Promise<Stepper> {
    return new Stepper(await createSession(lowerGraph(graph, plan, 'training step'), options))
  }

  /** Sets parameters, momenta and statistics. */
  load(tensors: ReadonlyMap<string, Float32Array>): void {
    for (const name of this.state) {
      const slot = slotNamed(this.session.inputs, name)
      this.current[name] = new ort.Tensor('float32', pack(slot, tensors), slot.shape)
      this.spare[name] = zeros(slot.shape)
    }
  }

  /** Parameters, momenta and statistics as named tensors. */
  tensors(): NamedTensors {
    const entries = this.state.flatMap((name) => {
      const slot = slotNamed(this.session.inputs, name)
      return [...unpack(slot, this.data(name))]
    })
    return new Map(entries)
  }

  /** The tensor of a state slot; valid until the next step. */
  tensor(name: string): ort.Tensor {
    return this.current[name]!
  }

  /** The flat vector of a state slot; valid until the next step. */
  data(name: string): Float32Array {
    return this.tensor(name).data as Float32Array
  }

  /**
   * One step on the current batch. Returns the loss before the update and the logits [N, classes] in the plan's layout.
   */
  async step(learningRate: number): Promise<{ loss: number; logits: Float32Array }> {
    ;(this.rate.data as Float32Array)[0] = learningRate
    const { images, targets, rate } = this
    const feeds: Record<string, ort.Tensor> = {
      ...this.current,
      [stepNames.images]: images,
      [stepNames.targets]: targets,
      [stepNames.learningRate]: rate,
    }
    const fetches = { ...this.results }
    for (const name of this.state) fetches[stepNames.next(name)] = this.spare[name]!
    await this.session.run(feeds, fetches)
    const old = this.current
    this.current = Object.fromEntries(this.state.map((name) => [name, fetches[stepNames.next(name)]!]))
    this.spare = old
    return {
      loss: (fetches[stepNames.loss]!.data as Float32Array)[0]!,
      logits: fetches[stepNames.logits]!.data as Float32Array,
    }
  }

  release(): Promise<void> {
    return this.session.release()
  }
}
