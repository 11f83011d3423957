import { sessionOptions, type SessionOptions } from '../providers/sessionOptions.ts'
import { inTurn } from '../providers/turns.ts'
import { Handle } from './handle.ts'
import { nativeProviders, nativeSettings, type NativeProvider } from './nativeProviders.ts'
import { logSeverity, ortApi, type OrtApi, type Pointer } from './ortApi.ts'
import {
  allocate,
  defaultMemory,
  deviceAllocator,
  hostTensor,
  NativeTensor,
  tensorOver,
  type Bindable,
  type HostTensor,
  type NativeElement,
} from './tensors.ts'

/** What a session is loaded from: a serialised ONNX model under the lowering plan with id `plan`. */
export interface NativeModel {
  plan: string
  model: Uint8Array
}

/**
 * A model loaded by onnxruntime's C API, with its tensors and bindings. Everything that may take long happens on other
 * threads. Errors have onnxruntime's own message.
 */
export class BoundSession {
  readonly api: OrtApi
  /** Whether tensors of `deviceTensor` lie elsewhere than in the host's memory. */
  readonly onDevice: boolean
  private readonly session: Handle
  private readonly provider: string
  private readonly allocator: Handle | null
  private readonly tensors = new Set<NativeTensor>()
  private readonly bindings = new Set<Binding>()

  private constructor(api: OrtApi, session: Handle, provider: string, memory: string | null) {
    this.api = api
    this.session = session
    this.provider = provider
    this.onDevice = memory !== null
    this.allocator = memory === null ? null : allocatorOf(api, session, memory)
  }

  /**
   * Loads a model with the options of its plan; with `capture` for a provider that records runs. Rejects with
   * onnxruntime's message if the provider cannot run it.
   */
  static async open(lowered: NativeModel, options: SessionOptions, capture = false): Promise<BoundSession> {
    const api = await ortApi()
    const provider = nativeProviders[options.provider]!
    const settings = nativeOptions(api, lowered.plan, options, provider, capture)
    try {
      const session = await inTurn(options.provider, async () => {
        const created: [Pointer | null] = [null]
        const { model } = lowered
        const given = [api.environment, model, model.length, settings.address]
        await api.callAside('CreateSessionFromArray', ...given, created)
        return new Handle(api, 'the session', created[0]!, 'ReleaseSession')
      })
      return new BoundSession(api, session, options.provider, provider.memory)
    } finally {
      settings.release()
    }
  }

  /** A zeroed tensor in the host's memory, freed with the session. */
  hostTensor<T extends NativeElement>(type: T, shape: readonly number[]): HostTensor<T> {
    return this.own(hostTensor(this.api, type, shape))
  }

  /** A tensor of unspecified content where the provider computes, freed with the session. */
  deviceTensor(type: NativeElement, shape: readonly number[]): Promise<NativeTensor> {
    return inTurn(this.provider, () =>
      this.own(
        this.allocator ? allocate(this.api, this.allocator.address, type, shape) : hostTensor(this.api, type, shape),
      ),
    )
  }

  /** Frees a tensor of this session before it. */
  free(tensor: NativeTensor): void {
    if (!this.tensors.delete(tensor)) throw new Error('the tensor has been released')
    tensor.release()
  }

  /** Inputs and outputs to be bound; freed with the session. `graph` numbers what it records, from 1. */
  bind(graph?: number): Binding {
    const binding = new Binding(this.api, this.session, this.provider, this.onDevice, graph)
    this.bindings.add(binding)
    return binding
  }

  /** Frees everything, after a run that is under way. */
  async release(): Promise<void> {
    for (const binding of this.bindings) await binding.release()
    this.bindings.clear()
    await inTurn(this.provider, () => {
      for (const tensor of this.tensors) tensor.release()
      this.tensors.clear()
      this.allocator?.release()
      this.session.release()
    })
  }

  private own<T extends NativeTensor>(tensor: T): T {
    this.tensors.add(tensor)
    return tensor
  }
}

/** The bound inputs and outputs of a session. Calls of `run` must not overlap. */
export class Binding {
  private readonly api: OrtApi
  private readonly session: Handle
  private readonly provider: string
  private readonly handle: Handle
  private readonly runOptions: Handle
  private underWay: Promise<void> | null = null
  /** Whether every run is on another thread. */
  private readonly aside: boolean
  private lastMs = Infinity

  constructor(api: OrtApi, session: Handle, provider: string, aside: boolean, graph?: number) {
    this.api = api
    this.session = session
    this.provider = provider
    this.aside = aside
    this.handle = new Handle(api, 'the binding', api.create('CreateIoBinding', session.address), 'ReleaseIoBinding')
    this.runOptions = new Handle(api, 'the binding', api.create('CreateRunOptions'), 'ReleaseRunOptions')
    if (graph !== undefined) api.call('AddRunConfigEntry', this.runOptions.address, 'gpu_graph_id', String(graph))
  }

  /** Binds an input. A tensor of the host is copied to the device now, and not when it changes later. */
  input(name: string, tensor: NativeTensor): void {
    this.api.call('BindInput', this.handle.address, name, tensor.handle.address)
  }

  /** Binds an output, which runs write to. */
  output(name: string, tensor: NativeTensor): void {
    this.api.call('BindOutput', this.handle.address, name, tensor.handle.address)
  }

  /**
   * Runs after these inputs and outputs were bound anew. Arrays must stay reachable and, if inputs, unchanged until it
   * ends. It runs on another thread, except on the host's processor if the last run was short.
   */
  run(
    inputs: Readonly<Record<string, Bindable>> = {},
    outputs: Readonly<Record<string, Bindable>> = {},
  ): Promise<void> {
    if (this.underWay) throw new Error('a run of this binding is under way')
    const { handle, session, runOptions } = this
    const run = inTurn(this.provider, async () => {
      const over: NativeTensor[] = []
      const tensorOf = (value: Bindable): NativeTensor => {
        if (value instanceof NativeTensor) return value
        const tensor = tensorOver(this.api, value)
        over.push(tensor)
        return tensor
      }
      try {
        for (const [name, value] of Object.entries(inputs)) this.input(name, tensorOf(value))
        for (const [name, value] of Object.entries(outputs)) this.output(name, tensorOf(value))
        const given = [session.address, runOptions.address, handle.address]
        const began = performance.now()
        if (this.aside || this.lastMs > shortMs) await this.api.callAside('RunWithBinding', ...given)
        else this.api.call('RunWithBinding', ...given)
        this.lastMs = performance.now() - began
      } finally {
        for (const tensor of over) tensor.release()
      }
    })
    this.underWay = run
    const done = () => (this.underWay = null)
    run.then(done, done)
    return run
  }

  /** Ends a run under way at its next kernel: it rejects. Of no effect on one that was recorded, or without one. */
  stop(): void {
    if (!this.underWay) return
    const { address } = this.runOptions
    this.api.call('RunOptionsSetTerminate', address)
    const go = () => this.api.call('RunOptionsUnsetTerminate', address)
    this.underWay.then(go, go)
  }

  /** After a run that is under way. */
  async release(): Promise<void> {
    await this.underWay?.catch(() => undefined)
    this.handle.release()
    this.runOptions.release()
  }
}

/** Runs of the host's processor up to this time are not worth another thread, which would wake up late on a busy machine. */
const shortMs = 50
/** ORT_ENABLE_ALL of the header. */
const allOptimisations = 99

function allocatorOf(api: OrtApi, session: Handle, memory: string): Handle {
  const info = api.create('CreateMemoryInfo', memory, deviceAllocator, 0, defaultMemory)
  try {
    return new Handle(api, 'the allocator', api.create('CreateAllocator', session.address, info), 'ReleaseAllocator')
  } finally {
    api.plain('ReleaseMemoryInfo', info)
  }
}

/** The settings of onnxruntime-node's sessions in the C API, and those that it does not pass on. */
function nativeOptions(
  api: OrtApi,
  plan: string,
  options: SessionOptions,
  provider: NativeProvider,
  capture: boolean,
): Handle {
  const { executionProviders, intraOpNumThreads, interOpNumThreads } = sessionOptions(plan, options)
  const setting = executionProviders![0]!
  const { name, ...stock } = typeof setting === 'string' ? { name: setting } : setting
  const settings = {
    ...Object.fromEntries(Object.entries(stock).map(([key, value]) => [key, String(value)])),
    ...nativeSettings(provider, capture, options.memoryBytes),
  }
  const handle = new Handle(api, 'the options', api.create('CreateSessionOptions'), 'ReleaseSessionOptions')
  const { address } = handle
  try {
    api.call('SetSessionGraphOptimizationLevel', address, allOptimisations)
    api.call('SetIntraOpNumThreads', address, intraOpNumThreads)
    api.call('SetInterOpNumThreads', address, interOpNumThreads)
    api.call('SetSessionLogSeverityLevel', address, logSeverity)
    if (name === 'cuda') {
      api.call('SetDeterministicCompute', address, true)
      appendCuda(api, address, settings)
    }
    // DirectML does not support the planning of memory.
    if (name === 'dml') api.call('DisableMemPattern', address)
    if (provider.registered !== null) {
      const keys = Object.keys(settings)
      const values = Object.values(settings)
      const given = [provider.registered, keys, values, keys.length]
      api.call('SessionOptionsAppendExecutionProvider', address, ...given)
    }
    return handle
  } catch (error) {
    handle.release()
    throw error
  }
}

function appendCuda(api: OrtApi, options: Pointer, settings: Readonly<Record<string, string>>): void {
  const cuda = new Handle(api, 'the options', api.create('CreateCUDAProviderOptions'), 'ReleaseCUDAProviderOptions')
  try {
    const keys = Object.keys(settings)
    api.call('UpdateCUDAProviderOptions', cuda.address, keys, Object.values(settings), keys.length)
    api.call('SessionOptionsAppendExecutionProvider_CUDA_V2', options, cuda.address)
  } finally {
    cuda.release()
  }
}
