import * as ort from 'onnxruntime-node'
import type { LoweredGraph } from '#shared/lowering/lowerGraph.ts'
import { deviceNames, slotNamed } from '#shared/lowering/packing.ts'
import { BoundSession } from '../native/boundSession.ts'
import { Copier } from '../native/copier.ts'
import { canCapture } from '../native/nativeProviders.ts'
import { createNativeSession } from '../native/nativeSession.ts'
import { HostTensor, type Bindable } from '../native/tensors.ts'
import type { Session } from '../providers/session.ts'
import type { SessionOptions } from '../providers/sessionOptions.ts'
import type { Step, StepEngine, StepRecord, Weights } from './stepEngine.ts'
import type { InputArrays, StepGraph } from './stepGraph.ts'
import { sharedInputs, type HeldInput } from './sharedInputs.ts'
import { capturedRuns } from './capturedRuns.ts'
import { directRuns, stepMemory, type SetIndex, type StepMemory, type StepRuns } from './stepRuns.ts'
import { averageOf, packState, recordOf, recordsIn, stateSlots, weightsOf } from './stepTensors.ts'

/**
 * Keeps the state where the provider computes, by onnxruntime's C API. With `capture`, steps are launched as one
 * recorded graph, if that gives the same bits. Rejects with a ValueError where the C API cannot be called.
 */
export async function boundEngine(
  graph: StepGraph,
  options: SessionOptions,
  capture = canCapture(options.provider),
): Promise<StepEngine> {
  const opened = capture && (await BoundSession.open(graph.lowered, options, true).catch(() => null))
  const session = opened || (await BoundSession.open(graph.lowered, options))
  const fixed = new Map<string, HeldInput>()
  try {
    const { inputs, plan } = graph.lowered
    // One after another: each is made in the host's memory first.
    for (const [name, input] of graph.fixed)
      fixed.set(name, await sharedInputs.hold(slotNamed(inputs, name), input, plan, options))
    const tensors = Object.fromEntries([...fixed].map(([name, { tensor }]) => [name, tensor]))
    const memory = await stepMemory(session, graph, tensors)
    const runs = opened ? await capturedRuns(session, memory, graph, options) : directRuns(session, memory)
    return new BoundEngine(graph, options, { session, memory, fixed, runs })
  } catch (error) {
    await session.release()
    for (const input of fixed.values()) await input.release()
    throw error
  }
}

/** What an engine computes with, and releases. */
interface BoundParts {
  session: BoundSession
  memory: StepMemory
  fixed: ReadonlyMap<string, HeldInput>
  runs: StepRuns
}

/**
 * Two sets of state tensors alternate as bound inputs and outputs, so a step allocates nothing and never writes what it
 * reads: one that was interrupted leaves no trace. Steps run on another thread.
 */
class BoundEngine implements StepEngine {
  readonly session: LoweredGraph
  readonly longest: number
  private readonly graph: StepGraph
  private readonly options: SessionOptions
  private readonly bound: BoundSession
  private readonly memory: StepMemory
  private readonly fixed: ReadonlyMap<string, HeldInput>
  private readonly runs: StepRuns
  private current: SetIndex = 0
  private interrupted = false
  /** State vectors in the host's memory that replace those on the device. */
  private readonly replacing = new Map<string, ort.Tensor>()
  /** What copies a vector, by its name. */
  private readonly copiers = new Map<string, Copier>()

  constructor(graph: StepGraph, options: SessionOptions, { session, memory, fixed, runs }: BoundParts) {
    this.session = graph.lowered
    this.graph = graph
    this.longest = graph.history ?? 1
    this.options = options
    this.bound = session
    this.memory = memory
    this.fixed = fixed
    this.runs = runs
  }

  get captured(): boolean {
    return this.runs.captured
  }

  load(tensors: ReadonlyMap<string, Float32Array>): void {
    for (const slot of stateSlots(this.session)) this.replace(slot.name, packState(slot, tensors))
  }

  async advance(steps: readonly Step[]): Promise<StepRecord[]> {
    this.interrupted = false
    await this.upload()
    const { filled, results } = this.memory
    const { history } = this.graph
    const into = Object.fromEntries(Object.entries(filled).map(([name, { data }]) => [name, data])) as InputArrays
    const records: StepRecord[] = []
    let taken = 0
    for (const step of steps) {
      await this.graph.fill(step, into)
      try {
        if (!this.interrupted) this.current = await this.runs.take(this.current)
      } catch (error) {
        if (!this.interrupted) throw error
      }
      if (this.interrupted) break
      taken++
      if (history === null) records.push(recordOf(step, this.session, results))
    }
    return history === null ? records : recordsIn(await this.read(deviceNames.history), steps.slice(0, taken))
  }

  interrupt(): void {
    this.interrupted = true
    this.runs.stop()
  }

  open(lowered: LoweredGraph): Promise<Session> {
    return createNativeSession(lowered, this.options)
  }

  get weights(): Weights {
    return weightsOf(this.state)
  }

  get average(): Weights | null {
    return averageOf(this.state)
  }

  private get state(): Readonly<Record<string, Bindable>> {
    return { ...this.memory.sets[this.current], ...Object.fromEntries(this.replacing) }
  }

  async read(name: string): Promise<Float32Array> {
    const replaced = this.replacing.get(name)
    if (replaced) return replaced.data as Float32Array
    const tensor = this.memory.sets[this.current][name]!
    if (tensor instanceof HostTensor) return tensor.data as Float32Array
    const copy = new ort.Tensor('float32', new Float32Array(tensor.shape[0]!), tensor.shape)
    await this.copy(name, tensor, copy)
    return copy.data
  }

  replace(name: string, values: Float32Array): void {
    const tensor = this.memory.sets[this.current][name]!
    if (tensor instanceof HostTensor) (tensor.data as Float32Array).set(values)
    else this.replacing.set(name, new ort.Tensor('float32', values.slice(), tensor.shape))
  }

  async release(): Promise<void> {
    await this.runs.release()
    for (const copier of this.copiers.values()) await copier.release()
    await this.bound.release()
    for (const input of this.fixed.values()) await input.release()
  }

  /** Brings replaced vectors to the device. */
  private async upload(): Promise<void> {
    for (const [name, tensor] of this.replacing) await this.copy(name, tensor, this.memory.sets[this.current][name]!)
    this.replacing.clear()
  }

  private async copy(name: string, from: Bindable, to: Bindable): Promise<void> {
    let copier = this.copiers.get(name)
    if (!copier) {
      copier = await Copier.open([slotNamed(this.session.inputs, name)], this.session.plan, this.options)
      this.copiers.set(name, copier)
    }
    await copier.copy({ [name]: from }, { [name]: to })
  }
}
