import { createApp, effectScope, nextTick, shallowRef } from 'vue'
import { expect, it, vi } from 'vitest'
import type { TaskInput, TaskOutput } from '#shared/analysis/tasks.ts'
import { verbatim, SentenceError } from '#shared/sentences/sentence.ts'
import { analysesKey } from './analyses.ts'
import type { AnalysisPool, AskOptions } from './analysisPool.ts'
import { useAnalysis } from './useAnalysis.ts'

type Answer = TaskOutput<'lines'>
interface Put {
  readonly input: TaskInput<'lines'>
  readonly options: AskOptions<Answer>
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
}

/** Analyses `networks`, which stand for any data; answers are given by the test. */
function asking(first: number[] | undefined, key?: () => string | undefined) {
  const networks = shallowRef(first)
  const put: Put[] = []
  const ask = (_: string, input: Put['input'], options: Put['options']) =>
    new Promise((resolve, reject) => put.push({ input, options, resolve, reject }))
  const app = createApp({})
  app.provide(analysesKey, { ask } as unknown as AnalysisPool)
  const scope = effectScope()
  const input = () => networks.value && ({ networks: networks.value } as unknown as TaskInput<'lines'>)
  const analysis = app.runWithContext(() => scope.run(() => useAnalysis('lines', input, key))!)
  const change = async (next: number[] | undefined) => {
    networks.value = next
    await nextTick()
  }
  return { ...analysis, put, scope, change }
}
const answerOf = (n: number) => [{ fitError: n }] as unknown as Answer

it('does not ask again while the data are equal', async () => {
  const { put, change } = asking([30, 40])
  await change([30, 40])
  expect(put).toHaveLength(1)
  await change([30, 40, 50])
  expect(put.map(({ input }) => input.networks.length)).toEqual([2, 3])
})

it('shows each output until the next one, and only those of the latest question', async () => {
  const { put, change, answer, answered, isBusy } = asking([1])
  put[0]!.options.onOutput!(answerOf(1))
  expect([answer.value, isBusy.value]).toEqual([answerOf(1), true])
  await change([2])
  expect([put[0]!.options.signal!.aborted, answer.value]).toEqual([true, answerOf(1)])
  put[0]!.options.onOutput!(answerOf(9))
  put[0]!.resolve(answerOf(9))
  await nextTick()
  expect([answer.value, isBusy.value]).toEqual([answerOf(1), true])
  put[1]!.resolve(answerOf(2))
  await vi.waitFor(() => expect(isBusy.value).toBe(false))
  expect(answered.value).toEqual({ input: { networks: [2] }, output: answerOf(2) })
})

it('clears its answer and stops when there is no question, or no component any more', async () => {
  const { put, change, scope, answer, isBusy } = asking([1])
  put[0]!.options.onOutput!(answerOf(1))
  await change(undefined)
  expect([answer.value, isBusy.value, put[0]!.options.signal!.aborted]).toEqual([undefined, false, true])
  await change([1])
  scope.stop()
  expect(put[1]!.options.signal!.aborted).toBe(true)
})

it('reports an error until the next question is answered', async () => {
  const { put, change, answer, fault } = asking([1])
  put[0]!.reject(new SentenceError(verbatim('out of memory')))
  await vi.waitFor(() => expect(fault.value).toEqual(verbatim('out of memory')))
  await change([2])
  put[1]!.resolve(answerOf(2))
  await vi.waitFor(() => expect([answer.value, fault.value]).toEqual([answerOf(2), undefined]))
})

it('depends on its key alone if it has one', async () => {
  const key = shallowRef<string>()
  const { put, change } = asking([1], () => key.value)
  await change([2])
  expect(put).toHaveLength(0)
  key.value = 'two'
  await nextTick()
  await change([3])
  expect(put.map(({ input }) => input.networks)).toEqual([[2]])
})
