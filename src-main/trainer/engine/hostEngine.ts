import * as ort from 'onnxruntime-node'
import type { LoweredGraph } from '#shared/lowering/lowerGraph.ts'
import { pack, slotNamed } from '#shared/lowering/packing.ts'
import { stepNames } from '#shared/training/trainingGraph.ts'
import { createSession, zeros, type Session } from '../providers/session.ts'
import type { SessionOptions } from '../providers/sessionOptions.ts'
import { resultOf, stateSlots, StepBatch, weightsOf, type StepResult, type Weights } from './stepTensors.ts'
import type { StepEngine } from './stepEngine.ts'

/** Keeps the state in the host's memory, for any provider. */
export async function hostEngine(lowered: LoweredGraph, options: SessionOptions): Promise<StepEngine> {
  return new HostEngine(await createSession(lowered, options))
}

/**
 * Two sets of state tensors alternate as input and output, so a step allocates nothing and never writes what it reads.
 */
class HostEngine implements StepEngine {
  readonly session: Session
  readonly batch: StepBatch
  private readonly results: Record<string, ort.Tensor>
  private readonly state: string[]
  private current: Record<string, ort.Tensor> = {}
  private spare: Record<string, ort.Tensor> = {}

  constructor(session: Session) {
    this.session = session
    this.batch = new StepBatch(session)
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
    return weightsOf(this.current)
  }

  read(name: string): Promise<Float32Array> {
    return Promise.resolve(this.current[name]!.data as Float32Array)
  }

  replace(name: string, values: Float32Array): void {
    ;(this.current[name]!.data as Float32Array).set(values)
  }

  async step(learningRate: number): Promise<StepResult> {
    const fetches = { ...this.results }
    for (const name of this.state) fetches[stepNames.next(name)] = this.spare[name]!
    await this.session.run(this.batch.feeds(this.current, learningRate), fetches)
    const old = this.current
    this.current = Object.fromEntries(this.state.map((name) => [name, fetches[stepNames.next(name)]!]))
    this.spare = old
    return resultOf(fetches)
  }

  release(): Promise<void> {
    return this.session.release()
  }
}
