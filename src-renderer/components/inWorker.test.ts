import { effectScope, nextTick, shallowRef } from 'vue'
import { describe, expect, it, vi } from 'vitest'
import { asWritten } from '#shared/sentences/sentence.ts'
import { useInWorker } from './inWorker.ts'

function asking(first: object | undefined) {
  const question = shallowRef(first)
  const listeners = new Map<string, (event: { data?: unknown; message?: string }) => void>()
  const worker = {
    postMessage: vi.fn(),
    terminate: vi.fn(),
    addEventListener: (type: string, listener: (event: object) => void) => listeners.set(type, listener),
  }
  const create = vi.fn(() => worker as unknown as Worker)
  const inWorker = effectScope().run(() => useInWorker<number>(create, () => question.value))!
  const reply = (answer: number) => listeners.get('message')!({ data: { answer } })
  const ask = async (next: object | undefined) => {
    question.value = next
    await nextTick()
  }
  const fail = (message?: string) => listeners.get('error')!(message === undefined ? {} : { message })
  return { ...inWorker, worker, create, ask, reply, fail }
}

describe('a worker', () => {
  it('is not asked again what it was asked last, however often the question is put', async () => {
    const { worker, ask, reply, answer } = asking({ errors: [30, 40] })
    reply(35)
    await ask({ errors: [30, 40] })
    expect(worker.postMessage).toHaveBeenCalledTimes(1)
    await ask({ errors: [30, 40, 50] })
    expect(worker.postMessage).toHaveBeenCalledTimes(2)
    reply(40)
    await ask({ errors: [30, 40] })
    reply(35)
    expect([worker.postMessage.mock.calls.length, answer.value]).toEqual([3, 35])
  })
  it('answers the newest of the questions that came while it was busy', async () => {
    const { worker, ask, reply, answer } = asking({ n: 1 })
    await ask({ n: 2 })
    await ask({ n: 3 })
    reply(1)
    expect(answer.value).toBeUndefined()
    reply(3)
    expect(worker.postMessage.mock.calls.map(([asked]) => asked as object)).toEqual([{ n: 1 }, { n: 3 }])
    expect(answer.value).toBe(3)
  })
  it('forgets its answer when there is nothing to ask', async () => {
    const { worker, ask, reply, answer, isBusy } = asking({ n: 1 })
    reply(1)
    await ask(undefined)
    expect([answer.value, isBusy.value, worker.terminate.mock.calls.length]).toEqual([undefined, false, 1])
    await ask({ n: 1 })
    expect(worker.postMessage).toHaveBeenCalledTimes(2)
  })
  it('whose code could not be read is started again, and asked what was asked last', async () => {
    vi.useFakeTimers()
    const { create, worker, fail, reply, answer, isBusy, fault } = asking({ n: 1 })
    fail()
    expect([isBusy.value, fault.value, worker.terminate.mock.calls.length]).toEqual([true, undefined, 1])
    await vi.advanceTimersToNextTimerAsync()
    expect([create.mock.calls.length, worker.postMessage.mock.lastCall]).toEqual([2, [{ n: 1 }]])
    reply(1)
    expect([answer.value, isBusy.value]).toEqual([1, false])
    vi.useRealTimers()
  })
  it('that fails says so and is replaced for the next question', async () => {
    const { create, fail, ask, reply, answer, fault } = asking({ n: 1 })
    fail('out of memory')
    expect(fault.value).toEqual(asWritten('out of memory'))
    await ask({ n: 2 })
    reply(2)
    expect([create.mock.calls.length, answer.value, fault.value]).toEqual([2, 2, undefined])
  })
})
