import { Tensor } from 'onnxruntime-node'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { copyGraph, copyName } from '#shared/lowering/copyGraph.ts'
import { lowerGraph } from '#shared/lowering/lowerGraph.ts'
import { loweringPlans } from '#shared/lowering/planTable.ts'
import { initialState } from '#shared/training/initialState.ts'
import { evaluationGraph } from '#shared/training/trainingGraph.ts'
import { createSession } from '../providers/session.ts'
import { tinyNetwork } from '../providers/tinyNetwork.ts'
import { BoundSession } from './boundSession.ts'
import { createNativeSession } from './nativeSession.ts'

const options = { provider: 'cpu', threads: 1 }
const plan = loweringPlans.cpu.id
const slot = { name: 'x', shape: [4], parts: [{ name: 'x', shape: [4], offset: 0 }], batchLast: false }

describe('a session of the C API', () => {
  let session: BoundSession
  beforeEach(async () => {
    session = await BoundSession.open(copyGraph([slot], plan), options)
  })
  afterEach(() => session.release().catch(() => undefined))

  it("reads and writes bound tensors where they are, onnxruntime's and JavaScript's", async () => {
    const [from, to] = [session.hostTensor('float32', [4]), session.hostTensor('float32', [4])]
    expect([...from.data]).toEqual([0, 0, 0, 0])
    const binding = session.bind()
    binding.input('x', from)
    binding.output(copyName('x'), to)
    from.data.set([1, 2, 3, 4])
    await binding.run()
    expect([...to.data]).toEqual([1, 2, 3, 4])
    from.data[2] = 7
    await binding.run()
    expect([...to.data]).toEqual([1, 2, 7, 4])
    const own = new Tensor('float32', new Float32Array(4), [4])
    await binding.run({ x: new Tensor('float32', Float32Array.of(8, 6, 4, 2), [4]) }, { [copyName('x')]: own })
    expect([...own.data]).toEqual([8, 6, 4, 2])
  })

  it('rejects wrong shapes, unknown names and models that are none with the words of onnxruntime', async () => {
    const binding = session.bind()
    binding.output(copyName('x'), session.hostTensor('float32', [4]))
    await expect(binding.run({ x: session.hostTensor('float32', [3]) })).rejects.toThrow(
      /invalid dimensions for input: x/,
    )
    await expect(binding.run({ x: session.hostTensor('int32', [4]) })).rejects.toThrow(/Unexpected input data type/)
    const other = session.bind()
    other.input('x', session.hostTensor('float32', [4]))
    await expect(other.run({}, { [copyName('x')]: session.hostTensor('float32', [5]) })).rejects.toThrow(
      /invalid dimensions for output/,
    )
    await expect(session.bind().run({ y: session.hostTensor('float32', [4]) })).rejects.toThrow(/input name.*y/)
    await expect(BoundSession.open({ plan, model: Uint8Array.of(1, 2) }, options)).rejects.toThrow(
      'protobuf parsing failed',
    )
    await expect(BoundSession.open(copyGraph([slot], plan), { provider: 'dml', threads: 1 })).rejects.toThrow(/DML/)
  })

  it('refuses what was released: tensors, bindings and itself', async () => {
    const tensor = session.hostTensor('float32', [4])
    const binding = session.bind()
    session.free(tensor)
    expect(tensor.data.length).toBe(0)
    expect(() => session.free(tensor)).toThrow('the tensor has been released')
    expect(() => binding.input('x', tensor)).toThrow('the tensor has been released')
    await session.release()
    await expect(binding.run()).rejects.toThrow('has been released')
    expect(() => session.bind()).toThrow('the session has been released')
    await expect(session.release()).rejects.toThrow('has been released')
  })
})

describe('a run of the C API', () => {
  const matrix = { ...slot, shape: [1 << 24], parts: [{ ...slot.parts[0]!, shape: [1 << 24] }] }

  it('leaves the event loop free, does not overlap, and is awaited by a release', async () => {
    const session = await BoundSession.open(copyGraph([matrix], plan), options)
    const binding = session.bind()
    binding.input('x', session.hostTensor('float32', matrix.shape))
    const to = session.hostTensor('float32', matrix.shape)
    binding.output(copyName('x'), to)
    let ended = false
    const run = binding.run().then(() => (ended = true))
    expect(() => binding.run()).toThrow('a run of this binding is under way')
    await new Promise(setImmediate)
    expect(ended).toBe(false)
    await session.release()
    await run
  })
})

describe('a graph loaded by the C API', () => {
  it('computes the bits of the same graph loaded by onnxruntime-node', async () => {
    const lowered = lowerGraph(evaluationGraph(tinyNetwork, 5), loweringPlans.cpu)
    const feeds = new Map([...initialState(tinyNetwork, 1, false)])
    feeds.set(
      'images',
      Float32Array.from({ length: 5 * 3 * 8 * 8 }, (_, i) => Math.sin(i)),
    )
    const results = []
    for (const create of [createSession, createNativeSession]) {
      const session = await create(lowered, options)
      results.push(await session.compute(feeds))
      await session.release()
    }
    expect(results[1]).toEqual(results[0])
  })
})
