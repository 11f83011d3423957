import type { Slot } from '#shared/lowering/packing.ts'
import { stepNames } from '#shared/training/trainingGraph.ts'
import type { Binding, BoundSession } from '../native/boundSession.ts'
import type { HostTensor, NativeTensor } from '../native/tensors.ts'
import type { StepGraph } from './stepGraph.ts'
import { filledSlots, resultSlots, stateSlots } from './stepTensors.ts'

export type NativeTensors = Readonly<Record<string, NativeTensor>>
type HostTensors = Readonly<Record<string, HostTensor>>

/** Which of two sets of state tensors has the state. */
export type SetIndex = 0 | 1
export const otherSet = (set: SetIndex): SetIndex => (set === 0 ? 1 : 0)

/** The tensors of a step in a session of the C API. */
export interface StepMemory {
  /** State is read from one and written to the other. */
  sets: readonly [NativeTensors, NativeTensors]
  /** Inputs that are the same for all steps. */
  fixed: NativeTensors
  /** Inputs filled before each step. */
  filled: HostTensors
  /** Outputs that are not state. */
  results: HostTensors
}

/** Takes steps on a memory. */
export interface StepRuns {
  /** Whether steps are launched as one recorded graph; known after the first. */
  readonly captured: boolean
  /** Takes a step from the state in a set and returns the set that has the next one; results are in the host's memory. */
  take(from: SetIndex): Promise<SetIndex>
  /** Ends a step under way, if that is possible: `take` rejects. */
  stop(): void
  release(): Promise<void>
}

/** Tensors of slots where a session computes. */
export async function deviceTensors(session: BoundSession, slots: readonly Slot[]): Promise<NativeTensors> {
  const tensors: Record<string, NativeTensor> = {}
  for (const { name, shape, type } of slots) tensors[name] = await session.deviceTensor(type ?? 'float32', shape)
  return tensors
}

/** Allocates the memory of a step beside its fixed inputs. */
export async function stepMemory(session: BoundSession, graph: StepGraph, fixed: NativeTensors): Promise<StepMemory> {
  const { lowered } = graph
  const state = stateSlots(lowered)
  const onHost = (slots: readonly Slot[]): HostTensors =>
    Object.fromEntries(slots.map(({ name, shape, type }) => [name, session.hostTensor(type ?? 'float32', shape)]))
  return {
    sets: [await deviceTensors(session, state), await deviceTensors(session, state)],
    fixed,
    filled: onHost(filledSlots(graph)),
    results: onHost(resultSlots(lowered)),
  }
}

/** Binds a step from a set to the other one. `inputs` and `results` are the tensors of the other slots. */
export function bindStep(
  session: BoundSession,
  { sets, fixed }: StepMemory,
  from: SetIndex,
  inputs: NativeTensors,
  results: NativeTensors,
  graph?: number,
): Binding {
  const binding = session.bind(graph)
  for (const [name, tensor] of Object.entries({ ...sets[from], ...fixed, ...inputs })) binding.input(name, tensor)
  for (const [name, tensor] of Object.entries(sets[otherSet(from)])) binding.output(stepNames.next(name), tensor)
  for (const [name, tensor] of Object.entries(results)) binding.output(name, tensor)
  return binding
}

/** Launches every kernel of each step. */
export function directRuns(session: BoundSession, memory: StepMemory): StepRuns {
  const { filled, results } = memory
  const bindings = ([0, 1] as const).map((from) => bindStep(session, memory, from, filled, results))
  let latest = bindings[0]!
  return {
    captured: false,
    async take(from) {
      latest = bindings[from]!
      // A device's inputs are copied when they are bound; the host's are read where they are.
      await latest.run(session.onDevice ? filled : {})
      return otherSet(from)
    },
    stop: () => latest.stop(),
    release: () => Promise.resolve(),
  }
}
