import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { TaskInput } from '#shared/analysis/tasks.ts'
import { sentence, SentenceError } from '#shared/sentences/sentence.ts'
import { AnalysisPool, type AskOptions } from './analysisPool.ts'
import type { WorkerReply, WorkerRequest } from './messages.ts'

/** Workers that answer on command. */
class FakeWorker {
  isEnded = false
  readonly requests: WorkerRequest[] = []
  readonly #listeners = new Map<string, (event: object) => void>()
  addEventListener(type: string, listener: (event: object) => void): void {
    this.#listeners.set(type, listener)
  }
  postMessage(request: WorkerRequest): void {
    this.requests.push(request)
  }
  terminate(): void {
    this.isEnded = true
  }
  reply(data: object): void {
    this.#listeners.get('message')!({ data: data as WorkerReply })
  }
  fail(event: object): void {
    this.#listeners.get('error')!(event)
  }
  /** The id of the question with that name, the latest one first. */
  idOf(name: string): number {
    const questions = this.requests.flatMap((request) => ('task' in request ? [request] : []))
    return questions.findLast(({ input }) => named(input) === name)!.id
  }
  output(name: string, output: unknown): void {
    this.reply({ id: this.idOf(name), output })
  }
  end(name: string): void {
    this.reply({ id: this.idOf(name), isOver: true })
  }
  answer(name: string, output: unknown): void {
    this.output(name, output)
    this.end(name)
  }
  /** Names of the questions received; stopped ones have a minus. */
  get heard(): string[] {
    const names = new Map<number, string>()
    return this.requests.map((request) => {
      if ('stop' in request) return `-${names.get(request.stop)}`
      names.set(request.id, named(request.input))
      return named(request.input)
    })
  }
}

const named = (input: unknown) => (input as { name: string }).name

function openPool(most: number) {
  const workers: FakeWorker[] = []
  const pool = new AnalysisPool(() => {
    const worker = new FakeWorker()
    workers.push(worker)
    return worker as unknown as Worker
  }, most)
  const ask = (name: string, options: AskOptions<unknown> = {}) => {
    const answer = pool.ask('compare', { name } as unknown as TaskInput<'compare'>, options)
    answer.catch(() => undefined)
    return answer as Promise<unknown>
  }
  return { workers, pool, ask }
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('a pool of workers', () => {
  it('starts at most the given number and gives the next question to the one that is done', async () => {
    const { workers, ask } = openPool(2)
    const answers = ['a', 'b', 'c'].map((name) => ask(name))
    expect(workers.map(({ heard }) => heard)).toEqual([['a'], ['b']])
    workers[1]!.answer('b', 2)
    expect(workers[1]!.heard).toEqual(['b', 'c'])
    workers[1]!.answer('c', 3)
    workers[0]!.answer('a', 1)
    expect(await Promise.all(answers)).toEqual([1, 2, 3])
  })

  it('answers other questions between the outputs of a long one', async () => {
    const { workers, ask } = openPool(1)
    const outputs: unknown[] = []
    const survey = ask('survey', { onOutput: (output) => outputs.push(output) })
    const short = ask('short')
    expect(workers[0]!.heard).toEqual(['survey'])
    workers[0]!.output('survey', 10)
    expect(workers[0]!.heard).toEqual(['survey', 'short'])
    workers[0]!.answer('short', 1)
    expect(await short).toBe(1)
    workers[0]!.output('survey', 20)
    workers[0]!.end('survey')
    expect([await survey, outputs]).toEqual([20, [10, 20]])
  })

  it('defers low-priority questions', () => {
    const { workers, ask } = openPool(1)
    void ask('first')
    for (const name of ['size 1', 'size 2']) void ask(name, { isLater: true })
    void ask('wanted now')
    for (const name of ['first', 'wanted now', 'size 1']) workers[0]!.answer(name, 0)
    expect(workers[0]!.heard).toEqual(['first', 'wanted now', 'size 1', 'size 2'])
  })

  it('does not begin questions that nobody waits for any more', async () => {
    const { workers, ask } = openPool(1)
    const stop = new AbortController()
    void ask('a')
    const given = ask('given up', { signal: stop.signal })
    void ask('b')
    stop.abort(new Error('left'))
    await expect(given).rejects.toThrow('left')
    workers[0]!.answer('a', 0)
    expect(workers[0]!.heard).toEqual(['a', 'b'])
  })

  it('stops questions in progress; if that takes long, terminates the worker and asks its other questions again', async () => {
    const { workers, ask } = openPool(1)
    const stop = new AbortController()
    const survey = ask('survey')
    workers[0]!.output('survey', 1)
    void ask('long', { signal: stop.signal })
    stop.abort()
    expect(workers[0]!.heard).toEqual(['survey', 'long', '-long'])
    expect(workers[0]!.isEnded).toBe(false)
    await vi.advanceTimersToNextTimerAsync()
    expect(workers[0]!.isEnded).toBe(true)
    expect(workers[1]!.heard).toEqual(['survey'])
    workers[1]!.answer('survey', 2)
    expect(await survey).toBe(2)
  })

  it('keeps a worker that stops in time', async () => {
    const { workers, ask } = openPool(1)
    const stop = new AbortController()
    const heard = vi.fn()
    void ask('survey', { signal: stop.signal, onOutput: heard })
    stop.abort()
    workers[0]!.answer('survey', 1)
    void ask('next')
    await vi.runAllTimersAsync()
    expect([workers.length, workers[0]!.isEnded, workers[0]!.heard]).toEqual([1, false, ['survey', '-survey', 'next']])
    expect(heard).not.toHaveBeenCalled()
  })

  it('restarts a worker whose code could not be loaded, and repeats its questions', async () => {
    const { workers, ask } = openPool(2)
    const [a, b] = [ask('a'), ask('b')]
    for (const worker of workers.slice()) worker.fail({})
    expect([workers.length, workers.every(({ isEnded }) => isEnded)]).toEqual([2, true])
    await vi.advanceTimersToNextTimerAsync()
    expect(
      workers
        .slice(2)
        .flatMap(({ heard }) => heard)
        .sort(),
    ).toEqual(['a', 'b'])
    for (const worker of workers.slice(2)) worker.answer(worker.heard[0]!, worker.heard[0])
    expect([await a, await b]).toEqual(['a', 'b'])
  })

  it('reports errors of a task, or of its worker, which is replaced', async () => {
    const { workers, ask } = openPool(1)
    const wrong = ask('wrong')
    workers[0]!.reply({ id: workers[0]!.idOf('wrong'), fault: sentence('nobodyWaits') })
    await expect(wrong).rejects.toThrow(new SentenceError(sentence('nobodyWaits')))
    const lost = ask('lost')
    workers[0]!.fail({ message: 'out of memory' })
    await expect(lost).rejects.toThrow('out of memory')
    const next = ask('next')
    workers[1]!.answer('next', 5)
    expect(await next).toBe(5)
  })

  it('caches answers about spaces by the content of the question, but no others', async () => {
    const { workers, pool, ask } = openPool(1)
    const size = () => pool.ask('spaceSize', { name: 'size' } as unknown as TaskInput<'spaceSize'>)
    const first = size()
    workers[0]!.answer('size', { log10: -Infinity })
    expect(await first).toEqual({ log10: -Infinity })
    expect(await size()).toEqual({ log10: -Infinity })
    for (const answer of [1, 2]) {
      const again = ask('pair')
      workers[0]!.answer('pair', answer)
      expect(await again).toBe(answer)
    }
    expect(workers[0]!.heard).toEqual(['size', 'pair', 'pair'])
  })
})
