import * as ort from 'onnxruntime-node'
import { copyGraph, copyName } from '#shared/lowering/copyGraph.ts'
import type { LoweredGraph } from '#shared/lowering/lowerGraph.ts'
import { deviceNames, slotNamed } from '#shared/lowering/packing.ts'
import { stepNames } from '#shared/training/trainingGraph.ts'
import { createSession, zeros, type Session } from '../providers/session.ts'
import type { SessionOptions } from '../providers/sessionOptions.ts'
import type { Step, StepEngine, StepRecord, Weights } from './stepEngine.ts'
import type { StepGraph } from './stepGraph.ts'
import { averageOf, filledTensors, packState, recordOf, recordsIn, stateSlots, weightsOf } from './stepTensors.ts'

/** Keeps the state on the device, for providers whose tensors onnxruntime-node can keep there. */
export async function residentEngine(graph: StepGraph, options: SessionOptions): Promise<StepEngine> {
  const resident = stateSlots(graph.lowered).map(({ name }) => stepNames.next(name))
  const engine = new ResidentEngine(await createSession(graph.lowered, options, resident), graph, options)
  try {
    await engine.upload()
  } catch (error) {
    await engine.release()
    throw error
  }
  return engine
}

/** The outputs of a step are the inputs of the next one, without leaving the device. */
class ResidentEngine implements StepEngine {
  readonly session: Session
  readonly longest: number
  private readonly graph: StepGraph
  private readonly filled: ReturnType<typeof filledTensors>
  private readonly options: SessionOptions
  private readonly state: string[]
  private current: Record<string, ort.Tensor> = {}
  private readonly fixed: Record<string, ort.Tensor> = {}
  /** Sessions that copy a vector to the host, by its name. */
  private readonly readers = new Map<string, Session>()
  /** Sessions that copied a vector to the device. */
  private readonly uploads: Session[] = []

  constructor(session: Session, graph: StepGraph, options: SessionOptions) {
    this.session = session
    this.graph = graph
    this.options = options
    this.longest = graph.history ?? 1
    this.filled = filledTensors(graph)
    this.state = stateSlots(session).map(({ name }) => name)
  }

  /** Moves the inputs that are the same for all steps to the device. */
  async upload(): Promise<void> {
    for (const [name, { make }] of this.graph.fixed) {
      const slot = slotNamed(this.session.inputs, name)
      const copy = copyName(name)
      const upload = await createSession(copyGraph([slot], this.graph.lowered.plan), this.options, [copy])
      this.uploads.push(upload)
      const results: Record<string, ort.Tensor> = {}
      await upload.run({ [name]: new ort.Tensor('float32', await make(), slot.shape) }, results)
      this.fixed[name] = results[copy]!
    }
  }

  load(tensors: ReadonlyMap<string, Float32Array>): void {
    for (const slot of stateSlots(this.session)) this.replace(slot.name, packState(slot, tensors))
  }

  get weights(): Weights {
    return weightsOf(this.current)
  }

  get average(): Weights | null {
    return averageOf(this.current)
  }

  /** onnxruntime-node cannot read a tensor of the device by itself, but a session returns copies. */
  async read(name: string): Promise<Float32Array> {
    const tensor = this.current[name]!
    if (tensor.location === 'cpu') return tensor.data as Float32Array
    let reader = this.readers.get(name)
    if (!reader) {
      reader = await this.open(copyGraph([slotNamed(this.session.inputs, name)], this.graph.lowered.plan))
      this.readers.set(name, reader)
    }
    const fetches = { [copyName(name)]: zeros(tensor.dims) }
    await reader.run({ [name]: tensor }, fetches)
    return fetches[copyName(name)]!.data as Float32Array
  }

  replace(name: string, values: Float32Array): void {
    this.current[name]?.dispose()
    this.current[name] = new ort.Tensor('float32', values.slice(), slotNamed(this.session.inputs, name).shape)
  }

  async advance(steps: readonly Step[]): Promise<StepRecord[]> {
    const { history } = this.graph
    const records: StepRecord[] = []
    for (const step of steps) {
      const results: Record<string, ort.Tensor> = {}
      await this.graph.fill(step, this.filled.arrays)
      await this.session.run({ ...this.current, ...this.fixed, ...this.filled.tensors }, results)
      const old = this.current
      this.current = Object.fromEntries(this.state.map((name) => [name, results[stepNames.next(name)]!]))
      for (const tensor of Object.values(old)) tensor.dispose()
      if (history === null) records.push(recordOf(step, this.session, results))
    }
    return history === null ? records : recordsIn(await this.read(deviceNames.history), steps)
  }

  open(lowered: LoweredGraph): Promise<Session> {
    return createSession(lowered, this.options)
  }

  /** Tensors first: disposing of one after its session ends the process. */
  async release(): Promise<void> {
    for (const tensor of [...Object.values(this.current), ...Object.values(this.fixed)]) tensor.dispose()
    this.current = {}
    for (const session of [...this.readers.values(), ...this.uploads]) await session.release()
    await this.session.release()
  }
}
