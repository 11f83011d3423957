import type { Tensor } from 'onnxruntime-node'
import type { Slot } from '#shared/lowering/packing.ts'
import type { Binding, BoundSession } from '../native/boundSession.ts'
import { Copier } from '../native/copier.ts'
import type { SessionOptions } from '../providers/sessionOptions.ts'
import {
  bindStep,
  deviceTensors,
  type NativeTensors,
  type SetIndex,
  type StepMemory,
  type StepRuns,
} from './stepRuns.ts'
import type { StepGraph } from './stepGraph.ts'
import { filledSlots, hostTensor, resultSlots, stateSlots } from './stepTensors.ts'

/** Numbers of onnxruntime's graphs: one that is recorded, and none. */
const recorded = 1
const nothing = -1

/** The slots of a part of a step, its tensors on the device, and what copies them from or to the host. */
interface Part {
  slots: readonly Slot[]
  device: NativeTensors
  /** Null without slots. */
  copier: Copier | null
}

/**
 * Launches a step as one recorded graph, on a session opened with `capture`. A recorded step knows its tensors by their
 * addresses, so inputs, state and results have fixed ones, and the new state is copied over the old one: recording a
 * second step back would take the memory of all intermediate tensors twice.
 */
export async function capturedRuns(
  session: BoundSession,
  memory: StepMemory,
  graph: StepGraph,
  options: SessionOptions,
): Promise<StepRuns> {
  const { lowered } = graph
  const part = async (slots: readonly Slot[], device: NativeTensors | null): Promise<Part> => ({
    slots,
    device: device ?? (await deviceTensors(session, slots)),
    copier: slots.length === 0 ? null : await Copier.open(slots, lowered.plan, options),
  })
  const filled = await part(filledSlots(graph), null)
  const state = await part(stateSlots(lowered), memory.sets[0])
  const results = await part(resultSlots(lowered), null)
  return new CapturedRuns(session, memory, filled, state, results)
}

class CapturedRuns implements StepRuns {
  captured = false
  private readonly memory: StepMemory
  private readonly filled: Part
  private readonly state: Part
  private readonly results: Part
  private readonly replay: Binding
  private readonly plain: Binding
  private proven = false

  constructor(session: BoundSession, memory: StepMemory, filled: Part, state: Part, results: Part) {
    this.memory = memory
    this.filled = filled
    this.state = state
    this.results = results
    this.replay = bindStep(session, memory, 0, filled.device, results.device, recorded)
    this.plain = bindStep(session, memory, 0, filled.device, results.device, nothing)
  }

  /** The state is always in the first set. */
  async take(): Promise<SetIndex> {
    const { memory, filled, state, results } = this
    await filled.copier?.copy(memory.filled, filled.device)
    if (!this.proven) await this.prove()
    await (this.captured ? this.replay : this.plain).run()
    await results.copier?.copy(results.device, memory.results)
    await state.copier?.copy(memory.sets[1], memory.sets[0])
    return 0
  }

  /** A recorded step is too short to be ended, and the old state stays until it has. */
  stop(): void {
    if (!this.captured) this.plain.stop()
  }

  async release(): Promise<void> {
    for (const { copier } of [this.filled, this.state, this.results]) await copier?.release()
  }

  /**
   * Records a step on zeros and trusts it only if, launched on the state and inputs at hand, it gives the bits of a
   * step that is not recorded: onnxruntime records kernels, but no copies of buffers. Leaves the state as it is.
   */
  private async prove(): Promise<void> {
    const { memory, filled, state, results } = this
    const saved = hostTensors(state.slots)
    await state.copier?.copy(memory.sets[0], saved)
    await state.copier?.copy(hostTensors(state.slots), memory.sets[0])
    await filled.copier?.copy(hostTensors(filled.slots), filled.device)
    await this.replay.run()
    await state.copier?.copy(saved, memory.sets[0])
    await filled.copier?.copy(memory.filled, filled.device)
    const expected = await this.outcome(this.plain)
    await state.copier?.copy(hostTensors(state.slots), memory.sets[1])
    await results.copier?.copy(hostTensors(results.slots), results.device)
    this.captured = sameBits(await this.outcome(this.replay), expected)
    this.proven = true
  }

  /** Everything that a step writes. */
  private async outcome(step: Binding): Promise<Tensor[]> {
    await step.run()
    const [next, others] = [hostTensors(this.state.slots), hostTensors(this.results.slots)]
    await this.state.copier?.copy(this.memory.sets[1], next)
    await this.results.copier?.copy(this.results.device, others)
    return [...Object.values(next), ...Object.values(others)]
  }
}

const hostTensors = (slots: readonly Slot[]): Record<string, Tensor> =>
  Object.fromEntries(slots.map((slot) => [slot.name, hostTensor(slot)]))

/** By bits, so that NaN equals itself. */
function sameBits(some: readonly Tensor[], others: readonly Tensor[]): boolean {
  const bytes = ({ data }: Tensor) => new Uint8Array((data as Float32Array).buffer)
  return some.every((tensor, i) => Buffer.compare(bytes(tensor), bytes(others[i]!)) === 0)
}
