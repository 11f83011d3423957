import * as ort from 'onnxruntime-node'
import type { LoweredGraph } from '#shared/lowering/lowerGraph.ts'
import { copyGraph } from '#shared/lowering/copyGraph.ts'
import { pack, slotNamed } from '#shared/lowering/packing.ts'
import { stepNames } from '#shared/training/trainingGraph.ts'
import { createSession, zeros, type Session } from '../providers/session.ts'
import type { SessionOptions } from '../providers/sessionOptions.ts'
import { resultOf, stateSlots, StepBatch, weightsOf, type StepResult, type Weights } from './stepTensors.ts'
import type { StepEngine } from './stepEngine.ts'

/** Keeps the state on the device, for providers whose tensors onnxruntime-node can keep there. */
export async function residentEngine(lowered: LoweredGraph, options: SessionOptions): Promise<StepEngine> {
  const resident = stateSlots(lowered).map(({ name }) => stepNames.next(name))
  return new ResidentEngine(await createSession(lowered, options, resident), lowered.plan, options)
}

/** The outputs of a step are the inputs of the next one, without leaving the device. */
class ResidentEngine implements StepEngine {
  readonly session: Session
  readonly batch: StepBatch
  private readonly plan: string
  private readonly options: SessionOptions
  private readonly state: string[]
  private current: Record<string, ort.Tensor> = {}
  /** Sessions that copy a vector to the host, by its length. */
  private readonly readers = new Map<number, Session>()

  constructor(session: Session, plan: string, options: SessionOptions) {
    this.session = session
    this.plan = plan
    this.options = options
    this.batch = new StepBatch(session)
    this.state = stateSlots(session).map(({ name }) => name)
  }

  load(tensors: ReadonlyMap<string, Float32Array>): void {
    for (const slot of stateSlots(this.session)) this.replace(slot.name, pack(slot, tensors))
  }

  get weights(): Weights {
    return weightsOf(this.current)
  }

  /** onnxruntime-node cannot read a tensor of the device by itself, but a session returns copies. */
  async read(name: string): Promise<Float32Array> {
    const tensor = this.current[name]!
    if (tensor.location === 'cpu') return tensor.data as Float32Array
    const length = tensor.size
    let reader = this.readers.get(length)
    if (!reader) {
      reader = await createSession(copyGraph(length, this.plan), this.options)
      this.readers.set(length, reader)
    }
    const fetches = { copy: zeros([length]) }
    await reader.run({ values: tensor }, fetches)
    return fetches.copy.data as Float32Array
  }

  replace(name: string, values: Float32Array): void {
    this.current[name]?.dispose()
    this.current[name] = new ort.Tensor('float32', values.slice(), slotNamed(this.session.inputs, name).shape)
  }

  async step(learningRate: number): Promise<StepResult> {
    const results: Record<string, ort.Tensor> = {}
    await this.session.run(this.batch.feeds(this.current, learningRate), results)
    const old = this.current
    this.current = Object.fromEntries(this.state.map((name) => [name, results[stepNames.next(name)]!]))
    for (const tensor of Object.values(old)) tensor.dispose()
    return resultOf(results)
  }

  /** Tensors first: disposing of one after its session ends the process. */
  async release(): Promise<void> {
    for (const tensor of Object.values(this.current)) tensor.dispose()
    this.current = {}
    for (const reader of this.readers.values()) await reader.release()
    await this.session.release()
  }
}
