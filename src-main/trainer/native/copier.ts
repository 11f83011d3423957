import { copyGraph, copyName } from '#shared/lowering/copyGraph.ts'
import type { Slot } from '#shared/lowering/packing.ts'
import type { SessionOptions } from '../providers/sessionOptions.ts'
import { BoundSession, type Binding } from './boundSession.ts'
import type { Bindable, NativeTensor } from './tensors.ts'

/** Copies tensors between the host and a device, or within it: onnxruntime's own copying crashes for WebGPU. */
export class Copier {
  private readonly session: BoundSession
  private readonly binding: Binding

  private constructor(session: BoundSession) {
    this.session = session
    this.binding = session.bind()
  }

  /** For tensors of these slots of a graph under the plan with id `plan`. */
  static async open(slots: readonly Slot[], plan: string, options: SessionOptions): Promise<Copier> {
    return new Copier(await BoundSession.open(copyGraph(slots, plan), options))
  }

  /** A tensor of a slot where the provider computes, freed with this. */
  allocate({ type, shape }: Slot): Promise<NativeTensor> {
    return this.session.deviceTensor(type ?? 'float32', shape)
  }

  /** Copies by the names of the slots. Calls must not overlap. */
  copy(from: Readonly<Record<string, Bindable>>, to: Readonly<Record<string, Bindable>>): Promise<void> {
    const outputs = Object.fromEntries(Object.entries(to).map(([name, tensor]) => [copyName(name), tensor]))
    return this.binding.run(from, outputs)
  }

  release(): Promise<void> {
    return this.session.release()
  }
}
