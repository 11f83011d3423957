import * as ort from 'onnxruntime-node'
import type { Slot } from '#shared/lowering/packing.ts'
import { Copier } from '../native/copier.ts'
import { HostTensor, type NativeTensor } from '../native/tensors.ts'
import type { SessionOptions } from '../providers/sessionOptions.ts'
import type { FixedInput } from './stepGraph.ts'

/** A tensor that several sessions read; whoever held it releases it after its last step. */
export interface HeldInput {
  tensor: NativeTensor
  release(): Promise<void>
}

interface Shared {
  /** The provider, the plan and what the input belongs to. */
  readonly group: string
  readonly loading: Promise<{ tensor: NativeTensor; copier: Copier }>
  users: number
}

/**
 * The fixed inputs of a process's runs where a provider computes, by onnxruntime's C API: each is brought there once for
 * all sessions that read it, and lies in the memory of a session of its own. What nobody reads any more stays until
 * inputs of another kind are asked for, since the next run mostly trains on the same images.
 */
export class SharedInputs {
  /** Bytes brought so far to where providers compute. */
  uploadedBytes = 0
  readonly #shared = new Map<string, Shared>()

  /** The tensor of an input in a slot of a graph under the plan with id `plan`. Rejects if it does not fit into memory. */
  async hold(slot: Slot, input: FixedInput, plan: string, options: SessionOptions): Promise<HeldInput> {
    const group = JSON.stringify([options.provider, plan, input.of])
    const key = JSON.stringify([group, slot.name, slot.shape])
    await this.#drop((shared) => shared.users === 0 && shared.group !== group)
    const shared = this.#shared.get(key) ?? { group, loading: this.#load(slot, input, plan, options), users: 0 }
    this.#shared.set(key, shared)
    shared.users++
    let isHeld = true
    const release = async () => {
      if (isHeld) shared.users--
      isHeld = false
      // Another load failed, or everything was released.
      if (shared.users === 0 && this.#shared.get(key) !== shared) await free(shared)
    }
    try {
      return { tensor: (await shared.loading).tensor, release }
    } catch (error) {
      if (this.#shared.get(key) === shared) this.#shared.delete(key)
      await release()
      throw error
    }
  }

  /** Frees what nobody reads. */
  releaseUnused(): Promise<void> {
    return this.#drop(({ users }) => users === 0)
  }

  async #load(slot: Slot, input: FixedInput, plan: string, { provider, threads }: SessionOptions) {
    const copier = await Copier.open([slot], plan, { provider, threads })
    try {
      const tensor = await copier.allocate(slot)
      const values = await input.make()
      if (tensor instanceof HostTensor) (tensor.data as Float32Array).set(values)
      else await copier.copy({ [slot.name]: new ort.Tensor('float32', values, slot.shape) }, { [slot.name]: tensor })
      this.uploadedBytes += values.byteLength
      return { tensor, copier }
    } catch (error) {
      await copier.release()
      throw error
    }
  }

  async #drop(which: (shared: Shared) => boolean): Promise<void> {
    const dropped = [...this.#shared].filter(([, shared]) => which(shared))
    for (const [key] of dropped) this.#shared.delete(key)
    for (const [, shared] of dropped) await free(shared)
  }
}

/** Frees an input if it could be loaded. */
async function free({ loading }: Shared): Promise<void> {
  const loaded = await loading.catch(() => undefined)
  await loaded?.copier.release()
}

/** The fixed inputs of this process. */
export const sharedInputs = new SharedInputs()
