import type { Tensor } from 'onnxruntime-node'
import { sizeOf } from '#shared/graph/graph.ts'
import { Handle } from './handle.ts'
import type { OrtApi, Pointer } from './ortApi.ts'

/** onnxruntime's numbers of the element types, and the arrays that hold them. */
const elements = {
  float32: { code: 1, array: Float32Array },
  uint8: { code: 2, array: Uint8Array },
  int32: { code: 6, array: Int32Array },
} as const
export type NativeElement = keyof typeof elements
/** The array of an element type. */
export type ElementArray<T extends NativeElement> = InstanceType<(typeof elements)[T]['array']>

/** A tensor of onnxruntime's, in the host's memory or a device's; valid until it is released. */
export class NativeTensor {
  readonly shape: readonly number[]
  readonly handle: Handle

  constructor(handle: Handle, shape: readonly number[]) {
    this.handle = handle
    this.shape = shape
  }

  release(): void {
    this.handle.release()
  }
}

/** A tensor in memory of onnxruntime's on the host, seen as an array without a copy. */
export class HostTensor<T extends NativeElement = NativeElement> extends NativeTensor {
  readonly data: ElementArray<T>

  constructor(handle: Handle, shape: readonly number[], data: ElementArray<T>) {
    super(handle, shape)
    this.data = data
  }

  /** Frees the memory; the array becomes empty, so that reading it later gives nothing instead of ending the process. */
  override release(): void {
    super.release()
    this.data.buffer.transfer(0)
  }
}

const dimensions = (shape: readonly number[]) => (shape.length === 0 ? null : BigInt64Array.from(shape, BigInt))

const allocated = (api: OrtApi, allocator: Pointer, type: NativeElement, shape: readonly number[]): Handle =>
  new Handle(
    api,
    'the tensor',
    api.create('CreateTensorAsOrtValue', allocator, dimensions(shape), shape.length, elements[type].code),
    'ReleaseValue',
  )

/** A tensor of unspecified content in the memory of an allocator, which must outlive it. */
export function allocate(api: OrtApi, allocator: Pointer, type: NativeElement, shape: readonly number[]): NativeTensor {
  return new NativeTensor(allocated(api, allocator, type, shape), shape)
}

/** A zeroed tensor in the host's memory. */
export function hostTensor<T extends NativeElement>(api: OrtApi, type: T, shape: readonly number[]): HostTensor<T> {
  const handle = allocated(api, api.create('GetAllocatorWithDefaultOptions'), type, shape)
  const { array } = elements[type]
  const bytes = sizeOf(shape) * array.BYTES_PER_ELEMENT
  const data = new array(api.koffi.view(api.create('GetTensorMutableData', handle.address), bytes)).fill(0)
  return new HostTensor(handle, shape, data as ElementArray<T>)
}

/** A tensor of onnxruntime's, or one of onnxruntime-node's in the host's memory, which is used where it lies. */
export type Bindable = NativeTensor | Tensor

/** A tensor of onnxruntime-node's in the host's memory, which must stay reachable until this one is released. */
export function tensorOver(api: OrtApi, { data, dims: shape, type }: Tensor): NativeTensor {
  const memory = api.create('CreateMemoryInfo', 'Cpu', deviceAllocator, 0, defaultMemory)
  const bytes = (data as Float32Array).byteLength
  const { code } = elements[type as NativeElement]
  const values = [memory, data, bytes, dimensions(shape), shape.length, code]
  try {
    return new NativeTensor(
      new Handle(api, 'the tensor', api.create('CreateTensorWithDataAsOrtValue', ...values), 'ReleaseValue'),
      shape,
    )
  } finally {
    api.plain('ReleaseMemoryInfo', memory)
  }
}

/** OrtDeviceAllocator and OrtMemTypeDefault of the header. */
export const deviceAllocator = 0
export const defaultMemory = 0
