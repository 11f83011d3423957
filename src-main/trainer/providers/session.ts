import * as ort from 'onnxruntime-node'
import { sizeOf } from '#shared/graph/graph.ts'
import { pack, unpack, type NamedTensors } from '#shared/lowering/packing.ts'
import type { LoweredGraph } from '#shared/lowering/lowerGraph.ts'
import type { Slot } from '#shared/lowering/packing.ts'
import type { Bindable } from '../native/tensors.ts'
import { sessionOptions, type SessionOptions } from './sessionOptions.ts'
import { inTurn } from './turns.ts'

// float32 means float32: NVIDIA's libraries would round the operands of products to 10 bits of mantissa (TF32). They
// read this when onnxruntime loads them.
process.env['NVIDIA_TF32_OVERRIDE'] = '0'

/** A lowered graph loaded into onnxruntime. Calls of `run` must not overlap. */
export interface Session {
  readonly inputs: readonly Slot[]
  readonly outputs: readonly Slot[]
  /** Number of nodes before onnxruntime optimises the model, and of those that have to be computed. */
  readonly nodes: number
  readonly kernelNodes: number
  /**
   * Runs on tensors by slot name and writes the outputs to `fetches`, whose tensors must share no buffer with `feeds`.
   * Only sessions of the C API take its tensors.
   */
  run(feeds: Readonly<Record<string, Bindable>>, fetches: Record<string, ort.Tensor>): Promise<void>
  /** Runs on named tensors in reference layout; for checks, where speed does not matter. */
  compute(tensors: ReadonlyMap<string, Float32Array>): Promise<NamedTensors>
  release(): Promise<void>
}

/** A zeroed float32 tensor that owns its buffer. Views are never fed, because sums depend on a buffer's alignment. */
export function zeros(shape: readonly number[]): ort.Tensor {
  return new ort.Tensor('float32', new Float32Array(sizeOf(shape)), shape)
}

/**
 * Loads a lowered graph. `resident` are the outputs that stay on the device. Rejects with onnxruntime's message if the
 * provider cannot run it; see sessionOptions.
 */
export async function createSession(
  lowered: LoweredGraph,
  options: SessionOptions,
  resident: readonly string[] = [],
): Promise<Session> {
  const settings = sessionOptions(lowered.plan, options)
  if (resident.length > 0)
    settings.preferredOutputLocation = Object.fromEntries(
      lowered.outputs.map(({ name }) => [name, resident.includes(name) ? 'gpu-buffer' : 'cpu']),
    )
  const { provider } = options
  const session = await inTurn(provider, () => ort.InferenceSession.create(lowered.model, settings))
  return sessionOf(
    lowered,
    async (given, fetches) => {
      const feeds = given as Readonly<Record<string, ort.Tensor>>
      // The CPU provider writes into the given tensors (and returns copies); other providers return their own.
      if (provider === 'cpu') await session.run(feeds, fetches)
      else Object.assign(fetches, await inTurn(provider, () => session.run(feeds)))
    },
    () => inTurn(provider, () => session.release()),
  )
}

/** A session that runs a lowered graph by `run`. */
export function sessionOf(
  { inputs, outputs, nodes, kernelNodes }: LoweredGraph,
  run: Session['run'],
  release: Session['release'],
): Session {
  return {
    ...{ inputs, outputs, nodes, kernelNodes, run, release },
    async compute(tensors) {
      const feeds = Object.fromEntries(
        inputs.map((slot) => [slot.name, new ort.Tensor('float32', pack(slot, tensors), slot.shape)]),
      )
      const fetches = Object.fromEntries(outputs.map((slot) => [slot.name, zeros(slot.shape)]))
      await run(feeds, fetches)
      return new Map(outputs.flatMap((slot) => [...unpack(slot, fetches[slot.name]!.data as Float32Array)]))
    },
  }
}
