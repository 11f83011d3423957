import * as ort from 'onnxruntime-node'
import type { LoweredGraph } from '#shared/lowering/lowerGraph.ts'
import { deviceNames, slotNamed } from '#shared/lowering/packing.ts'
import { stepNames } from '#shared/training/trainingGraph.ts'
import { createSession, zeros, type Session } from '../providers/session.ts'
import type { SessionOptions } from '../providers/sessionOptions.ts'
import type { Step, StepEngine, StepRecord, Weights } from './stepEngine.ts'
import type { StepGraph } from './stepGraph.ts'
import {
  averageOf,
  emptyResults,
  filledTensors,
  packState,
  recordOf,
  recordsIn,
  stateSlots,
  weightsOf,
  type Tensors,
} from './stepTensors.ts'

/** Keeps the state in the host's memory, for any provider. */
export async function hostEngine(graph: StepGraph, options: SessionOptions): Promise<StepEngine> {
  const fixed: Record<string, ort.Tensor> = {}
  for (const [name, { make }] of graph.fixed)
    fixed[name] = new ort.Tensor('float32', await make(), slotNamed(graph.lowered.inputs, name).shape)
  return new HostEngine(await createSession(graph.lowered, options), graph, fixed, options)
}

/**
 * Two sets of state tensors alternate as input and output, so a step allocates nothing and never writes what it reads.
 */
class HostEngine implements StepEngine {
  readonly session: Session
  readonly longest: number
  private readonly graph: StepGraph
  private readonly fixed: Tensors
  private readonly options: SessionOptions
  private readonly filled: ReturnType<typeof filledTensors>
  private readonly results: Tensors
  private readonly state: string[]
  private current: Record<string, ort.Tensor> = {}
  private spare: Record<string, ort.Tensor> = {}

  constructor(session: Session, graph: StepGraph, fixed: Tensors, options: SessionOptions) {
    this.session = session
    this.graph = graph
    this.fixed = fixed
    this.options = options
    this.longest = graph.history ?? 1
    this.filled = filledTensors(graph)
    this.results = graph.history === null ? emptyResults(session) : {}
    this.state = stateSlots(session).map(({ name }) => name)
  }

  load(tensors: ReadonlyMap<string, Float32Array>): void {
    for (const slot of stateSlots(this.session)) {
      this.current[slot.name] = new ort.Tensor('float32', packState(slot, tensors), slot.shape)
      this.spare[slot.name] = zeros(slot.shape)
    }
  }

  get weights(): Weights {
    return weightsOf(this.current)
  }

  get average(): Weights | null {
    return averageOf(this.current)
  }

  read(name: string): Promise<Float32Array> {
    return Promise.resolve(this.current[name]!.data as Float32Array)
  }

  replace(name: string, values: Float32Array): void {
    ;(this.current[name]!.data as Float32Array).set(values)
  }

  async advance(steps: readonly Step[]): Promise<StepRecord[]> {
    const { history } = this.graph
    const records: StepRecord[] = []
    for (const step of steps) {
      const fetches = { ...this.results }
      for (const name of this.state) fetches[stepNames.next(name)] = this.spare[name]!
      await this.graph.fill(step, this.filled.arrays)
      await this.session.run({ ...this.current, ...this.fixed, ...this.filled.tensors }, fetches)
      const old = this.current
      this.current = Object.fromEntries(this.state.map((name) => [name, fetches[stepNames.next(name)]!]))
      this.spare = old
      if (history === null) records.push(recordOf(step, this.session, fetches))
    }
    return history === null ? records : recordsIn(await this.read(deviceNames.history), steps)
  }

  open(lowered: LoweredGraph): Promise<Session> {
    return createSession(lowered, this.options)
  }

  release(): Promise<void> {
    return this.session.release()
  }
}
