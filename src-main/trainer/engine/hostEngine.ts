import * as ort from 'onnxruntime-node'
import type { LoweredGraph } from '#shared/lowering/lowerGraph.ts'
import { flatNames, pack, slotNamed } from '#shared/lowering/packing.ts'
import { stepNames } from '#shared/training/trainingGraph.ts'
import { createSession, zeros, type Session } from '../providers/session.ts'
import type { SessionOptions } from '../providers/sessionOptions.ts'
import { batchTensors, stateSlots } from './stateSlots.ts'
import type { StepEngine, StepResult, Weights } from './stepEngine.ts'

/** Keeps the state in the host's memory, for any provider. */
export async function hostEngine(lowered: LoweredGraph, options: SessionOptions): Promise<StepEngine> {
  return new HostEngine(await createSession(lowered, options))
}

/**
 * Two sets of state tensors alternate as input and output, so a step allocates nothing and never writes what it reads.
 */
class HostEngine implements StepEngine {
  readonly images: ort.Tensor
  readonly targets: ort.Tensor
  readonly batchLast: boolean
  readonly session: Session
  private readonly rate: ort.Tensor
  private readonly results: Record<string, ort.Tensor>
  private readonly state: string[]
  private current: Record<string, ort.Tensor> = {}
  private spare: Record<string, ort.Tensor> = {}

  constructor(session: Session) {
    this.session = session
    ;({
      images: this.images,
      targets: this.targets,
      rate: this.rate,
      batchLast: this.batchLast,
    } = batchTensors(session))
    const shapeOf = (name: string) => slotNamed(session.outputs, name).shape
    this.results = Object.fromEntries([stepNames.loss, stepNames.logits].map((name) => [name, zeros(shapeOf(name))]))
    this.state = stateSlots(session).map(({ name }) => name)
  }

  load(tensors: ReadonlyMap<string, Float32Array>): void {
    for (const slot of stateSlots(this.session)) {
      this.current[slot.name] = new ort.Tensor('float32', pack(slot, tensors), slot.shape)
      this.spare[slot.name] = zeros(slot.shape)
    }
  }

  get weights(): Weights {
    return { parameters: this.current[flatNames.parameter]!, statistics: this.current[flatNames.statistic]! }
  }

  read(name: string): Promise<Float32Array> {
    return Promise.resolve(this.current[name]!.data as Float32Array)
  }

  replace(name: string, values: Float32Array): void {
    ;(this.current[name]!.data as Float32Array).set(values)
  }

  async step(learningRate: number): Promise<StepResult> {
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
